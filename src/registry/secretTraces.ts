import { BoundedMap } from "../collections/boundedMap.ts";
import { getOrMake } from "../collections/getOrMake.ts";
import { SecretGuises, TextPieces } from "./secretGuises.ts";

/** One for all that have none: most requests carry no secret. */
const NONE: readonly never[] = [];

/** What is kept of guises, in bytes: those of a hundred usual passwords and tokens, or of twenty of the longest. */
const MAX_KEPT = 8 * 1024 * 1024;
const kept = new BoundedMap<string, SecretGuises>(MAX_KEPT, ({ weight }) => weight);

/**
 * Whether a text holds a secret or a part of one, whoever put it there and in whatever guise: cut, over several lines, in
 * another case, in base64, in hexadecimal, backwards or encoded for URLs. What remains of either without all that is no
 * letter or digit is compared, in pieces of eight.
 *
 * @param secrets those of fewer than eight letters and digits count as a whole alone; empty ones not at all
 */
export function holdsSecret(text: string, secrets: readonly string[]): boolean {
  // Asked of each request, and most carry none.
  if (secrets.length === 0) {
    return false;
  }
  const pieces = new TextPieces(text);
  return secrets.some(
    (secret) =>
      secret !== "" &&
      (text.includes(secret) || getOrMake(kept, secret, () => new SecretGuises(secret)).areIn(pieces)),
  );
}

/** Shorter ones stand in every other word. */
const MIN_LENGTH = 5;
/** Words of our own that are as long as a trace. */
const OUR_WORDS =
  /^(?:authentication|authorization|certificate|configuration|configured|connection|container|credentials?|different|disagree|endpoints?|handshake|instead|manifests?|nothing|password|redirected|redirects?|registry|registries|requests?|resolved?|response|service|something|supports?|unavailable|version|which|while|without|expected|complete|anonymous|announces)$/;

/**
 * A text for people of which others have chosen parts, without the words that hold a secret or a part of one.
 *
 * @param known words that are not the others' choice, as the URL that was asked
 */
export function withoutSecrets(text: string, secrets: readonly string[], known: ReadonlySet<string>): string {
  const told = secrets.filter((secret) => secret.length >= MIN_LENGTH);
  if (!holdsSecret(text, told)) {
    return text;
  }
  const theirs: string[] = [];
  const words = text.split(" ").map((word) => {
    const [, before = "", bare = "", after = ""] = /^(["(]*)(.*?)([":;,.)]*)$/s.exec(word) ?? [];
    if (known.has(bare) || OUR_WORDS.test(bare)) {
      return word;
    }
    if (holdsSecret(bare, told)) {
      return before + (/^https?:\/\//.test(bare) ? shownUrl(bare, told) : REDACTED) + after;
    }
    theirs.push(bare);
    return word;
  });
  // Or in pieces that are too short to be told.
  return holdsSecret(theirs.join(""), told) ? REDACTED : words.join(" ");
}

const REDACTED = "[redacted]";

/** As long as URLs of manifests become: registry and repository are 255 characters each at most. */
const MAX_URL_LENGTH = 1_000;

/** A URL fit for logs: cut, without its query, and without a path that holds a secret; a redirect may lead anywhere. */
export function shownUrl(url: string, secrets: readonly string[]): string {
  const query = url.indexOf("?");
  const whole = query < 0 ? url : url.slice(0, query);
  const bare = whole.length > MAX_URL_LENGTH ? `${whole.slice(0, MAX_URL_LENGTH)}…` : whole;
  if (!holdsSecret(bare, secrets)) {
    return bare;
  }
  const origin = /^[a-z]+:\/\/[^/]*/.exec(bare)?.[0] ?? "";
  return holdsSecret(origin, secrets) ? REDACTED : `${origin}/${REDACTED}`;
}

/** What must not be shown of an `Authorization` header: the credential, and for Basic what it is made of. */
export function secretsOfAuthorization(authorization: string | undefined): readonly string[] {
  if (authorization === undefined) {
    return NONE;
  }
  const [scheme, value = ""] = authorization.split(" ", 2);
  if (value === "" || scheme?.toLowerCase() !== "basic") {
    return value === "" ? [] : [value];
  }
  const text = Buffer.from(value, "base64").toString("utf8");
  const password = text.slice(text.indexOf(":") + 1);
  return isFoundByPassword(value) ? [password] : [value, password];
}

/** Whether of what Basic authentication sends the password is enough to be looked for: all that is long in it is that. */
export function isFoundByPassword(value: string): boolean {
  return value.length > 1_024;
}

/** The same of configured headers, names and values in turn: any value may be a credential. */
export function secretsOfHeaders(headers: readonly string[]): readonly string[] {
  if (headers.length === 0) {
    return NONE;
  }
  return headers.flatMap((text, index) => {
    if (index % 2 === 0 || text === "") {
      return [];
    }
    const isCredential = /^(?:proxy-)?authorization$/i.test(headers[index - 1]!);
    return isCredential ? [text, ...secretsOfAuthorization(text)] : [text];
  });
}

/** The same of a form that asks for a token. */
export function secretsOfForm(form: string | undefined): readonly string[] {
  if (form === undefined) {
    return NONE;
  }
  const fields = new URLSearchParams(form);
  return ["refresh_token", "password"].flatMap((name) => fields.getAll(name));
}
