import { boundedText } from "../text/boundedText.ts";
import { type Credential, makeCredential } from "./credential.ts";

/**
 * The two layouts of a docker config: `dockerconfigjson` has the entries under `auths` (config.json), `dockercfg` is
 * the map of entries itself.
 */
export type DockerConfigFormat = "dockerconfigjson" | "dockercfg";

/** One entry of a docker config. */
export interface DockerConfigEntry {
  /** The registry as the config names it: `https://index.docker.io/v1/`, `*.example.com`, `quay.io/team`. */
  readonly key: string;
  /** User name and password are empty where the entry has neither: it matches, and then logs in as nobody. */
  readonly credential: Credential;
}

/** What a docker config holds, or why it cannot be used; the message never quotes the content. */
export type ParsedDockerConfig =
  | { readonly ok: true; readonly entries: readonly DockerConfigEntry[] }
  | {
      readonly ok: false;
      readonly error: string;
      /** Nodes can use it all the same: it is only more than we read. */
      readonly tooLarge?: true;
    };

/** More than anybody has, and few enough to be read and compared in a moment. */
export const MAX_ENTRIES = 1_000;

export interface DockerConfigOptions {
  /** Whether an entry's `identitytoken` counts. The kubelet ignores it; people's own files have it. Default false. */
  readonly identityTokens?: boolean;
}

/**
 * Reads the text of a docker config as the kubelet does: one entry that cannot be read spoils the whole config, an
 * `auth` that is not empty wins over `username` and `password`, field names are matched regardless of case, unknown
 * fields are ignored.
 */
export function parseDockerConfig(
  format: DockerConfigFormat,
  text: string,
  options: DockerConfigOptions = {},
): ParsedDockerConfig {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    // The engine's message quotes the text around the error, which may be a password.
    return { ok: false, error: `not valid JSON${isEncodedTwice(text) ? ": it is base64 once more" : ""}` };
  }
  try {
    const auths = format === "dockercfg" ? [document] : authsOf(document);
    const entries = new Map<string, DockerConfigEntry>();
    for (const map of auths) {
      for (const [key, value] of Object.entries(objectOf(map, where(format)))) {
        if (entries.size >= MAX_ENTRIES && !entries.has(key)) {
          return { ok: false, error: `it has more than ${MAX_ENTRIES} entries`, tooLarge: true };
        }
        entries.set(key, { key, credential: credentialOf(key, value, options) });
      }
    }
    return { ok: true, entries: [...entries.values()] };
  } catch (error) {
    if (error instanceof MalformedConfig) {
      return { ok: false, error: error.message };
    }
    throw error;
  }
}

/** The entry's key as it may be shown: people do put `user:password@` in front of a host. */
export function displayKey(key: string): string {
  return boundedText(key.replace(/^([a-z]+:\/\/)?[^/]*@/i, "$1***@"));
}

/** People encode by hand what `stringData` or kubectl encode as well. */
function isEncodedTwice(text: string): boolean {
  const encoded = text.replace(/\s/g, "");
  return (
    encoded !== "" && BASE64.test(encoded) && /^\s*\{/.test(Buffer.from(encoded, "base64").toString("utf8"))
  );
}

class MalformedConfig extends Error {}

const where = (format: DockerConfigFormat) => (format === "dockercfg" ? "the document" : '"auths"');

// Go's decoder, which the kubelet uses, compares field names by Unicode simple case folding; so does the flag `u`+`i`.
const AUTHS = /^auths$/iu;
const HTTP_HEADERS = /^httpheaders$/iu;
const USERNAME = /^username$/iu;
const PASSWORD = /^password$/iu;
const EMAIL = /^email$/iu;
const AUTH = /^auth$/iu;
const IDENTITY_TOKEN = /^identitytoken$/iu;

/** The `auths` maps of a document: `auths` and `Auths` in one document are two, and are merged. */
function authsOf(document: unknown): unknown[] {
  const auths: unknown[] = [];
  for (const [name, value] of Object.entries(objectOf(document, "the document"))) {
    if (AUTHS.test(name)) {
      auths.push(value);
    } else if (HTTP_HEADERS.test(name)) {
      for (const [header, text] of Object.entries(objectOf(value, '"HttpHeaders"'))) {
        stringOf(text, `"HttpHeaders": "${boundedText(header)}"`);
      }
    }
  }
  return auths;
}

function credentialOf(key: string, value: unknown, options: DockerConfigOptions): Credential {
  const entry = `entry "${displayKey(key)}"`;
  let username = "";
  let password = "";
  let auth = "";
  let identityToken = "";
  for (const [name, field] of Object.entries(objectOf(value, entry))) {
    // null leaves the field as it was.
    if (USERNAME.test(name)) {
      username = stringOf(field, `${entry}: "username"`) ?? username;
    } else if (PASSWORD.test(name)) {
      password = stringOf(field, `${entry}: "password"`) ?? password;
    } else if (EMAIL.test(name)) {
      stringOf(field, `${entry}: "email"`);
    } else if (AUTH.test(name)) {
      auth = stringOf(field, `${entry}: "auth"`) ?? auth;
    } else if (options.identityTokens === true && IDENTITY_TOKEN.test(name)) {
      identityToken = stringOf(field, `${entry}: "identitytoken"`) ?? identityToken;
    }
  }
  if (auth !== "") {
    [username, password] = decodeAuth(auth, entry);
  }
  return makeCredential({ username, password, ...(identityToken === "" ? {} : { identityToken }) });
}

// Base64 of RFC 4648 section 4, with or without padding; set bits after the last byte are let pass, as Go does.
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}(?:==)?|[A-Za-z0-9+/]{3}=?)?$/;

function decodeAuth(auth: string, entry: string): [username: string, password: string] {
  const encoded = auth.replace(/[\r\n]/g, "");
  if (!BASE64.test(encoded)) {
    throw new MalformedConfig(`${entry}: "auth" is not base64`);
  }
  const decoded = Buffer.from(encoded, "base64").toString("utf8");
  const colon = decoded.indexOf(":");
  if (colon < 0) {
    throw new MalformedConfig(`${entry}: "auth" is not base64 of "user:password": it has no colon`);
  }
  return [decoded.slice(0, colon), decoded.slice(colon + 1)];
}

function objectOf(value: unknown, what: string): object {
  if (value === null) {
    return {};
  }
  if (typeof value !== "object" || Array.isArray(value)) {
    throw new MalformedConfig(`${what}: expected a JSON object, given ${typeName(value)}`);
  }
  return value;
}

function stringOf(value: unknown, what: string): string | undefined {
  if (value === null) {
    return undefined;
  }
  if (typeof value !== "string") {
    throw new MalformedConfig(`${what}: expected a string, given ${typeName(value)}`);
  }
  return value;
}

function typeName(value: unknown): string {
  return Array.isArray(value) ? "an array" : typeof value === "object" ? "an object" : `a ${typeof value}`;
}
