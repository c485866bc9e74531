import type { Credential } from "../credentials/credential.ts";

const known = new WeakMap<Credential, string>();

/** The header value for Basic authentication (RFC 7617): user name and password in UTF-8. */
export function basicAuthorization(credential: Credential): string {
  let value = known.get(credential);
  if (value === undefined) {
    const text = `${credential.username}:${credential.password}`;
    value = `Basic ${Buffer.from(text, "utf8").toString("base64")}`;
    known.set(credential, value);
  }
  return value;
}
