import { AddressRefusedError } from "./addressGuard.ts";
import { codedError, OWN_CODES } from "./codedError.ts";
import { oneLine } from "./errorBody.ts";

/** Why a request got no answer: a closed list, the label `code` of requests without a status. */
export type FailureClass =
  | "address_refused"
  | "certificate"
  | "connect"
  | "dns"
  | "invalid"
  | "overload"
  | "protocol"
  | "proxy"
  | "redirect"
  | "timeout"
  | "tls";

/** A request without an answer. */
export interface RequestFailure {
  readonly failureClass: FailureClass;
  /** Node's error code, or one like it. */
  readonly code: string;
  /** One line, fit for logs; does not name the request. */
  readonly message: string;
  /** Whether the other side has closed the connection in order, without an answer. */
  readonly closed: boolean;
}

/**
 * The single place where errors become a failure: by their code.
 *
 * @param error of a connection, or of whoever read what came over it
 */
export function readFailure(error: unknown): RequestFailure {
  const cause = rootOf(error);
  const code = codeOf(cause);
  const text = cause instanceof Error ? oneLine(cause.message) : oneLine(String(cause));
  const failureClass = cause instanceof AddressRefusedError ? "address_refused" : classOf(code, text);
  const closed = code === CLOSED;
  return { failureClass, code, message: describe(failureClass, code, text), closed };
}

/** What a proxy did instead of letting a request through. */
export function proxyError(message: string): Error {
  return codedError("ERR_PROXY", message);
}

/** A request that took longer than allowed. */
export function timeoutFailure(timeoutMs: number, connected: boolean): RequestFailure {
  const what = connected ? "no complete answer" : "no connection";
  return {
    failureClass: "timeout",
    code: "ETIMEDOUT",
    message: `${what} within ${timeoutMs / 1000} s`,
    closed: false,
  };
}

/** An answer that we had no room for: it says nothing about who sent it. */
export function overloadFailure(message: string): RequestFailure {
  return { failureClass: "overload", code: "ERR_OVERLOAD", message, closed: false };
}

/** An answer that would lead where we do not go. */
export function redirectFailure(problem: string): RequestFailure {
  return { failureClass: "redirect", code: "ERR_REDIRECT_REFUSED", message: problem, closed: false };
}

/** With several addresses tried, the first failure speaks for all. */
function rootOf(error: unknown): unknown {
  return error instanceof AggregateError && error.errors.length > 0 ? rootOf(error.errors[0]) : error;
}

function codeOf(error: unknown): string {
  const code = typeof error === "object" && error !== null ? Reflect.get(error, "code") : undefined;
  return typeof code === "string" ? code : "ERR_UNKNOWN";
}

const DNS = new Set(["ENOTFOUND", "EAI_AGAIN", "EAI_FAIL", "EAI_NODATA", "EAI_NONAME", "ENODATA"]);
// OpenSSL's verification results as Node names them (tls, "X509 certificate error codes").
const CERTIFICATE =
  /^(?:CERT_|CRL_|UNABLE_TO_|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_EXCEEDED|ERROR_IN_CERT_|HOSTNAME_MISMATCH|ERR_TLS_CERT_)/;

const CLOSED: keyof typeof OWN_CODES = "ERR_CLOSED";

function classOf(code: string, text: string): FailureClass {
  if (Object.hasOwn(OWN_CODES, code)) {
    return OWN_CODES[code as keyof typeof OWN_CODES];
  }
  if (code === "EMFILE" || code === "ENFILE") {
    return "overload";
  }
  if (DNS.has(code)) {
    return "dns";
  }
  if (code === "ETIMEDOUT") {
    return "timeout";
  }
  if (CERTIFICATE.test(code) || SHORT_KEY.test(text)) {
    return "certificate";
  }
  if (code.startsWith("ERR_SSL_") || code === "EPROTO" || /before secure TLS/.test(text)) {
    return "tls";
  }
  return "connect";
}

const CLIENT_CERTIFICATE = /ALERT_(?:CERTIFICATE_REQUIRED|BAD_CERTIFICATE|UNKNOWN_CA)$/;
const SHORT_KEY = /key too small/i;

function describe(failureClass: FailureClass, code: string, text: string): string {
  switch (failureClass) {
    case "address_refused":
      return `${text}; config.registries.allowedNetworks can allow it`;
    case "dns":
      return `the host name does not resolve (${code})`;
    case "timeout":
      return `timed out (${code})`;
    case "certificate":
      if (SHORT_KEY.test(text)) {
        return "the certificate is refused: its key is shorter than the 1024 bits that nodes ask for, and needs to be made anew";
      }
      // Node's hint at its own command line is of no use here.
      return `the certificate is refused: ${text.replace(/; if the root CA .*$/, "")} (${code})`;
    case "tls":
      // OpenSSL's texts hold thread ids and source lines; the code says it all.
      return CLIENT_CERTIFICATE.test(code)
        ? `it wants a client certificate, which a hosts.toml below config.nodes.hostsDir can name (${code})`
        : `the TLS handshake failed (${code})`;
    case "proxy":
      return `the proxy does not let us through: ${text}`;
    case "protocol":
      return `the answer is no valid HTTP: ${text}`;
    case "connect":
      return code === CLOSED
        ? "the other side has closed the connection without an answer, as it does where it wants a client certificate, or other TLS, and does not say so"
        : `the connection failed: ${text} (${code})`;
    case "redirect":
    case "invalid":
    case "overload":
      return text;
    default:
      return failureClass satisfies never;
  }
}
