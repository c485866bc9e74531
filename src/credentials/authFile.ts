import { type Credential, makeCredential } from "./credential.ts";
import { decodeLogin } from "./decodeLogin.ts";

/** An auth file, or an entry of it, that a runtime cannot use either; the message is one line, without any content. */
export class AuthFileError extends Error {
  override readonly name = "AuthFileError";
}

/** What is found in an auth file for a name. */
export type AuthFound = { readonly credential: Credential | undefined } | { readonly helper: string };

interface Entry {
  readonly auth: string;
  readonly identityToken: string;
}

/** A container runtime's auth file (containers-auth.json(5)). */
export class AuthFile {
  readonly #entries: ReadonlyMap<string, Entry>;
  readonly #helpers: ReadonlyMap<string, string>;

  /** @throws AuthFileError where it is none */
  constructor(text: string) {
    let document: unknown;
    try {
      document = JSON.parse(text);
    } catch {
      // The engine's message quotes the text around the error, which may be a password.
      throw new AuthFileError("not valid JSON");
    }
    const { auths, credHelpers } = objectOf(document, "the document");
    this.#entries = new Map(
      Object.entries(objectOf(auths, "auths")).map(([key, value], index) => {
        const at = `auths[${index}]`;
        const entry = objectOf(value, at);
        return [
          key,
          {
            auth: textOf(entry.auth, `${at}.auth`),
            identityToken: textOf(entry.identitytoken, `${at}.identitytoken`),
          },
        ];
      }),
    );
    this.#helpers = new Map(
      Object.entries(objectOf(credHelpers, "credHelpers")).map(([key, value]) => [
        key,
        textOf(value, "credHelpers"),
      ]),
    );
  }

  /**
   * The program that is asked for a registry; else the credential of the longest key that is the name or a path above it,
   * else that of a key which names the registry otherwise, as URLs do and Docker Hub's other names.
   *
   * @param repositoryName with a registry, without tag and digest
   * @throws AuthFileError where what is found cannot be read
   */
  find(repositoryName: string): AuthFound {
    const [registry = ""] = repositoryName.split("/", 1);
    const helper = this.#helpers.get(registry);
    if (helper !== undefined) {
      return { helper };
    }
    for (let key = repositoryName; key !== ""; key = key.slice(0, Math.max(0, key.lastIndexOf("/")))) {
      const entry = this.#entries.get(key);
      if (entry !== undefined) {
        return { credential: read(entry) };
      }
    }
    for (const [key, entry] of this.#entries) {
      const host = key.replace(/^http:\/\//, "").replace(/^https:\/\//, "");
      if (normalised(host === key ? key : host.split("/", 1)[0]!) === normalised(registry)) {
        return { credential: read(entry) };
      }
    }
    return { credential: undefined };
  }
}

/** Undefined where it is empty. */
function read({ auth, identityToken }: Entry): Credential | undefined {
  const login = decodeLogin(auth);
  if (login === "not_base64") {
    throw new AuthFileError("an entry's auth is not base64");
  }
  return login === "no_colon"
    ? undefined
    : makeCredential({ ...login, ...(identityToken === "" ? {} : { identityToken }) });
}

function normalised(registry: string): string {
  return registry === "docker.io" || registry === "registry-1.docker.io" ? "index.docker.io" : registry;
}

function objectOf(value: unknown, at: string): Readonly<Record<string, unknown>> {
  if (value === undefined || value === null) {
    return {};
  }
  if (typeof value !== "object" || Array.isArray(value)) {
    throw new AuthFileError(`${at} is not an object`);
  }
  return value as Readonly<Record<string, unknown>>;
}

function textOf(value: unknown, at: string): string {
  if (value !== undefined && value !== null && typeof value !== "string") {
    throw new AuthFileError(`${at} is not a string`);
  }
  return value ?? "";
}
