import { parseBoundedJson } from "./boundedJson.ts";

/** The first error of a registry's error body. */
export interface RegistryError {
  /** Upper case: `MANIFEST_UNKNOWN`, `DENIED`. */
  readonly code: string;
  /** One line of at most 200 characters, without control characters; may be empty. */
  readonly message: string;
}

/** Of the specification; the last is Quay's for a tag that was deleted. */
const UNKNOWN: ReadonlySet<string> = new Set([
  "MANIFEST_UNKNOWN",
  "BLOB_UNKNOWN",
  "NAME_UNKNOWN",
  "TAG_EXPIRED",
]);
const HARBOR_NOT_FOUND = /^(?:artifact|repository|project) (?:\S+ )?not found$/;
const MEMBERS: ReadonlySet<string> = new Set(["code", "message", "detail"]);
const MAX_CODE_LENGTH = 64;
const MAX_MESSAGE_LENGTH = 200;

/**
 * Reads the error body of a registry or token service:
 *
 * - `{"errors":[{"code":"MANIFEST_UNKNOWN","message":"…","detail":…}]}` (OCI distribution specification, section
 *   "Error Codes");
 * - `{"error":"invalid_grant","error_description":"…"}` (RFC 6749, section 5.2);
 * - `{"details":"…"}` and `{"message":"…"}`, as some token services answer.
 *
 * Many registries invent codes of their own: the status decides, this only explains.
 */
export function readErrorBody(body: Buffer): RegistryError | undefined {
  const value = parse(body);
  const first = property(property(value, "errors"), "0");
  if (first !== undefined) {
    return makeError(property(first, "code"), property(first, "message"));
  }
  return makeError(
    property(value, "error"),
    property(value, "error_description") ?? property(value, "details") ?? property(value, "message"),
  );
}

/**
 * Whether a 404 says in a registry's own words that it has no such thing. A code that other APIs have too (`NOT_FOUND`)
 * does with Harbor's message alone.
 */
export function saysUnknown(body: Buffer): boolean {
  const first = property(property(parse(body), "errors"), "0");
  const code = String(property(first, "code")).toUpperCase();
  const message = String(property(first, "message"));
  return UNKNOWN.has(code) || (code === "NOT_FOUND" && HARBOR_NOT_FOUND.test(message));
}

/** Whether an error has the form that version 2 of the registry API gives it, and no member that other APIs add. */
export function isRegistryErrorBody(body: Buffer): boolean {
  const first = property(property(parse(body), "errors"), "0");
  return (
    typeof property(first, "code") === "string" &&
    Object.keys(first as object).every((key) => MEMBERS.has(key))
  );
}

/** Of a long one only the beginning is there, which is where the first error is. */
function parse(body: Buffer): unknown {
  return parseBoundedJson(body, { depth: 3, partial: true });
}

function makeError(code: unknown, message: unknown): RegistryError | undefined {
  const error = {
    code: (typeof code === "string" ? code : "")
      .toUpperCase()
      .replace(/[^A-Z0-9_]+/g, "_")
      .slice(0, MAX_CODE_LENGTH),
    message: typeof message === "string" ? oneLine(message) : "",
  };
  return error.code === "" && error.message === "" ? undefined : error;
}

/** Text from elsewhere made fit for one line of a log: no control characters, bounded. */
export function oneLine(text: string): string {
  const line = text
    .slice(0, 4 * MAX_MESSAGE_LENGTH)
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, " ")
    .trim();
  return line.length > MAX_MESSAGE_LENGTH ? `${line.slice(0, MAX_MESSAGE_LENGTH - 1)}…` : line;
}

function property(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
}
