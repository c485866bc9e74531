import type { Credential } from "../credentials/credential.ts";

/** What a runtime makes of a credential. */
export interface Login {
  readonly username: string;
  /** The password; without a user name, a refresh token. */
  readonly secret: string;
  /** What a service gets that does not take refresh tokens. */
  readonly instead?: Login;
}

const NOBODY: Login = { username: "", secret: "" };

/**
 * A password without a user name is none: the kubelet hands it on, and the runtime drops it.
 *
 * @param credential undefined means anonymous
 */
export function loginOf(credential: Credential | undefined): Login {
  if (credential === undefined) {
    return NOBODY;
  }
  const { username, password, identityToken = "" } = credential;
  return identityToken !== ""
    ? { username: "", secret: identityToken, instead: { username, secret: password } }
    : username === ""
      ? NOBODY
      : { username, secret: password };
}

/** The header value for Basic authentication (RFC 7617): user name and password in UTF-8. */
export function basicAuthorization({ username, secret }: Login): string {
  return `Basic ${Buffer.from(`${username}:${secret}`, "utf8").toString("base64")}`;
}

/** Value of `Authorization` for who a URL itself says is asking; undefined where it says nothing of it. */
export function authorizationOf({ username, password }: URL): string | undefined {
  return username === "" && password === ""
    ? undefined
    : basicAuthorization({ username: unescaped(username), secret: unescaped(password) });
}

function unescaped(text: string): string {
  return Buffer.from(
    text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    "latin1",
  ).toString("utf8");
}
