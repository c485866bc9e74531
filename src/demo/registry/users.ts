/** User names and passwords. */
export type Users = Readonly<Record<string, string>>;

/** User name and password of an `Authorization: Basic` header (RFC 7617 section 2); undefined for anything else. */
export function basicCredentials(
  authorization: string | undefined,
): { readonly username: string; readonly password: string } | undefined {
  const encoded = /^Basic ([A-Za-z0-9+/]+=*)$/i.exec(authorization ?? "")?.[1];
  const decoded = Buffer.from(encoded ?? "", "base64").toString("utf8");
  const colon = decoded.indexOf(":");
  return colon < 0 ? undefined : { username: decoded.slice(0, colon), password: decoded.slice(colon + 1) };
}

/** The user whom the credentials prove, or undefined. */
export function passwordUser(
  users: Users,
  given: { readonly username: string; readonly password: string } | undefined,
): string | undefined {
  return given !== undefined &&
    Object.hasOwn(users, given.username) &&
    users[given.username] === given.password
    ? given.username
    : undefined;
}
