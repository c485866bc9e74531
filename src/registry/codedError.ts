import type { FailureClass } from "./requestFailure.ts";

/** What may be wrong with a request, or with what comes in the place of an answer, by the code of the error that says so. */
export const OWN_CODES = {
  ERR_CHUNK: "protocol",
  ERR_CLOSED: "connect",
  ERR_CONTENT_LENGTH: "protocol",
  ERR_HEADERS_TOO_LARGE: "protocol",
  ERR_HEADER_FIELD: "protocol",
  ERR_PROXY: "proxy",
  ERR_REQUEST: "invalid",
  ERR_STATUS_LINE: "protocol",
  ERR_TLS_IDLE: "overload",
  ERR_TRANSFER_ENCODING: "protocol",
} as const satisfies Readonly<Record<string, FailureClass>>;

/** An error with a code, as those of Node.js have it. */
export function codedError(code: keyof typeof OWN_CODES, message: string): Error {
  return Object.assign(new Error(message), { code });
}
