import { createHash } from "node:crypto";

/** One way to log in to a registry. */
export interface Credential {
  readonly username: string;
  readonly password: string;
  /** An OAuth2 refresh token, from a person's docker config only; the kubelet does not use it. */
  readonly identityToken?: string;
  /** Whether it never leaves in the clear, whatever is allowed for a registry: a cloud's token opens more than one. */
  readonly tlsOnly?: true;
  /**
   * What targets group by: SHA-256 (hex) of the content, equal for equal credentials, wherever they were found. What a
   * source renews by itself, such as a cloud's token, belongs to no target: `NodeCredentialSource` gives it to a check.
   * Safe as a key, never logged.
   */
  readonly id: string;
}

/** A credential that applies to an image, and where it was found (both texts may be shown to people). */
export interface MatchedCredential {
  readonly credential: Credential;
  /** e.g. `secret shop/regcred`, or a file's path. */
  readonly source: string;
  /** The key of the docker config that matched, as it was written. */
  readonly key: string;
}

/** Makes a credential; the parts are separated by a byte that UTF-8 text of a header cannot contain. */
export function makeCredential(parts: {
  username: string;
  password: string;
  identityToken?: string;
  tlsOnly?: true;
}): Credential {
  const id = createHash("sha256")
    .update([parts.username, parts.password, parts.identityToken ?? ""].join("\0"))
    .digest("hex");
  return { ...parts, id };
}
