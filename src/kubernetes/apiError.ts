import { oneLine } from "../text/oneLine.ts";
import { isRecord } from "./kinds/json.ts";

/** An answer of the API server other than success: the HTTP status, and what its `Status` object says. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly statusCode: number;
  /** Machine-readable, e.g. `Forbidden`, `Expired`; empty where the server gives none. */
  readonly reason: string;
  /** How long the server asks to be left alone, in milliseconds. */
  readonly retryAfterMs: number | undefined;

  constructor(statusCode: number, message: string, { reason = "", retryAfterMs }: ApiErrorDetails = {}) {
    super(oneLine(message));
    this.statusCode = statusCode;
    this.reason = reason;
    this.retryAfterMs = retryAfterMs;
  }

  /** Whether the resource may not be read, or is not there to be read: to us the same. */
  get isForbidden(): boolean {
    return this.statusCode === 403 || this.statusCode === 404;
  }

  /** Whether there is no such collection: not installed, or removed. */
  get isNotFound(): boolean {
    return this.statusCode === 404;
  }

  /** Whether the resource version, or the continue token, is too old. */
  get isExpired(): boolean {
    return this.statusCode === 410;
  }

  /**
   * Reads a `Status` object (Kubernetes API conventions, "Response Status Kind"), as answers of errors and watch events
   * of type ERROR carry it. What is not one makes an error all the same.
   *
   * @param fallbackCode the status code where the object has none
   * @param path what was asked for
   */
  static fromStatus(status: unknown, fallbackCode: number, path: string): ApiError {
    const plain = `the API server answered ${fallbackCode} to ${path}`;
    if (!isRecord(status)) {
      return new ApiError(fallbackCode, plain);
    }
    const code = typeof status.code === "number" ? status.code : fallbackCode;
    const message = typeof status.message === "string" && status.message !== "" ? status.message : undefined;
    const seconds = isRecord(status.details) ? status.details.retryAfterSeconds : undefined;
    return new ApiError(code, message ?? plain, {
      reason: typeof status.reason === "string" ? status.reason : "",
      ...(typeof seconds === "number" && seconds > 0 ? { retryAfterMs: seconds * 1000 } : {}),
    });
  }
}

export interface ApiErrorDetails {
  readonly reason?: string;
  readonly retryAfterMs?: number | undefined;
}

/** What the API server, or somebody in its place, answered is not what was asked for. */
export class ApiAnswerError extends Error {
  override readonly name = "ApiAnswerError";
}

/** No connection to the API server could be made, or it broke off before an answer. */
export class ApiUnreachableError extends Error {
  override readonly name = "ApiUnreachableError";
  /** Its address. */
  readonly server: string;
  /** Node's or undici's error code, where there is one. */
  readonly code: string | undefined;

  constructor(server: string, cause: unknown) {
    const { message, code } = rootOf(cause);
    super(message === "" ? (code ?? "no reason is given") : message.split("\n", 1)[0]!, { cause });
    this.server = server;
    this.code = code;
  }
}

/** With several addresses tried, the first failure speaks for all. */
function rootOf(cause: unknown): { readonly message: string; readonly code: string | undefined } {
  if (cause instanceof AggregateError && cause.errors.length > 0) {
    return rootOf(cause.errors[0]);
  }
  const code = isRecord(cause) && typeof cause.code === "string" ? cause.code : undefined;
  return { message: cause instanceof Error ? cause.message : String(cause), code };
}

/** The API server did not begin to answer in time. */
export class ApiTimeoutError extends Error {
  override readonly name = "ApiTimeoutError";

  constructor(answerMs: number) {
    super(`the API server did not answer within ${answerMs / 1000} s`);
  }
}

/** Nothing more came from the API server for too long. */
export class ApiSilenceError extends Error {
  override readonly name = "ApiSilenceError";

  constructor(silenceMs: number) {
    super(`nothing came from the API server for ${silenceMs / 1000} s`);
  }
}

/** Events of a watch may have been missed. */
export class WatchDisorderError extends Error {
  override readonly name = "WatchDisorderError";
}

/** The cluster cannot be read; the message is one line. */
export class UnreadableClusterError extends Error {
  override readonly name = "UnreadableClusterError";
}
