import type { IncomingHttpHeaders } from "node:http";

/** A request after its body has been read. */
export interface RegistryRequest {
  readonly method: string;
  /** Percent-encoded, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** What is answered; `content-length` is added by the server, and the body is left out for HEAD. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

// OCI distribution specification 1.1, section "Error Codes"; the words are those of the distribution project's registry.
const MESSAGES = {
  BLOB_UNKNOWN: "blob unknown to registry",
  BLOB_UPLOAD_INVALID: "blob upload invalid",
  DENIED: "requested access to the resource is denied",
  DIGEST_INVALID: "provided digest did not match uploaded content",
  MANIFEST_BLOB_UNKNOWN: "blob unknown to registry",
  MANIFEST_INVALID: "manifest invalid",
  MANIFEST_UNKNOWN: "manifest unknown",
  NAME_UNKNOWN: "repository name not known to registry",
  PAGINATION_NUMBER_INVALID: "invalid number of results requested",
  SIZE_INVALID: "provided length did not match content length",
  TOOMANYREQUESTS: "too many requests",
  UNAUTHORIZED: "authentication required",
} as const;

export type ErrorCode = keyof typeof MESSAGES;

/** A reply whose body is an error of the specification. */
export function errorReply(
  status: number,
  code: ErrorCode,
  {
    message = MESSAGES[code],
    detail,
    headers,
  }: { message?: string; detail?: unknown; headers?: Record<string, string> } = {},
): Reply {
  return jsonReply(
    status,
    { errors: [{ code, message, ...(detail === undefined ? {} : { detail }) }] },
    headers,
  );
}

export function jsonReply(status: number, value: unknown, headers: Record<string, string> = {}): Reply {
  return {
    status,
    headers: { ...headers, "content-type": "application/json" },
    body: `${JSON.stringify(value)}\n`,
  };
}

export function emptyReply(status: number, headers: Record<string, string> = {}): Reply {
  return { status, headers, body: "" };
}

/** What a path or method outside the API gets: plain text, no error code. */
export function pageReply(status: number, text: string, headers: Record<string, string> = {}): Reply {
  return { status, headers: { ...headers, "content-type": "text/plain; charset=utf-8" }, body: `${text}\n` };
}
