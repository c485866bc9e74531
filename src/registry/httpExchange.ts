import type { Dispatcher } from "undici";
import type { BodyBudget, BodyHolder } from "./bodyBudget.ts";
import { giveBack } from "./giveBack.ts";
import { PendingOperation } from "./pendingOperations.ts";
import type { ResponseHeaders } from "./quotaHint.ts";
import {
  isOdd,
  overloadFailure,
  type RequestFailure,
  readFailure,
  timeoutFailure,
} from "./requestFailure.ts";
import type { AnswerReader } from "./sieveSocket.ts";

/** What came back on one connection for one request. */
export type ExchangeResult =
  | {
      readonly kind: "answered";
      readonly status: number;
      readonly headers: ResponseHeaders;
      readonly body: Buffer;
      /** Whether the body was longer than was to be read. */
      readonly truncated: boolean;
      /** Whether the body ended before its end. Nodes take of it what they need. */
      readonly cut: boolean;
    }
  | {
      readonly kind: "failed";
      readonly failure: RequestFailure;
      /** Whether a connection, TLS included, was there and the request was written to it. */
      readonly started: boolean;
      /** Whether any of the answer arrived. */
      readonly answering: boolean;
    };

const NO_BODY = Buffer.alloc(0);
const NOTHING_HELD = () => {};
const NO_HEADERS: ResponseHeaders = {};
/** What is kept of a body that is no content: errors explain themselves in a line, and begin with it. */
export const MAX_ERROR_BYTES = 8 * 1024;
/** What header fields may take without being counted: nearly all that there are take less, in bytes. */
const FREE_HEAD_BYTES = 16 * 1024;
/** Room for most bodies. */
const FIRST_BYTES = 4 * 1024;

/**
 * One request in undici's hands, settled once: by the end of the answer, an error, its deadline or an abort. Unlike
 * undici's `request`, an abort or deadline settles it at once even while the connection is still being made; the request
 * that undici still holds is dropped as soon as its turn comes, without harm to the connection.
 */
export class HttpExchange
  extends PendingOperation
  implements Dispatcher.DispatchHandler, AnswerReader, BodyHolder
{
  heldBytes = 0;
  readonly sinceMs: number;
  readonly #budget: BodyBudget;
  readonly #timeoutMs: number;
  #maxBytes: number;
  readonly #onSettled: (exchange: HttpExchange) => void;
  #controller: Dispatcher.DispatchController | undefined;
  #settled = false;
  #started = false;
  #status = 0;
  #headBytes = 0;
  #letGoOfHead = NOTHING_HELD;
  #headers: ResponseHeaders = NO_HEADERS;
  /** Ours, and growing: a chunk is a view of all that was read at once, and may be a single byte of it. */
  #body: Buffer = NO_BODY;
  #size = 0;
  #truncated = false;
  readonly #end = Promise.withResolvers<ExchangeResult>();

  /**
   * @param onSettled called once, before `result` settles
   * @param maxBytes how much of a body is kept, and of an error's at most 8 KiB; the connection is given up where
   *   there is more
   * @param budget what all answers that are coming in share
   * @param sinceMs now, on the monotonic clock
   */
  constructor(options: {
    timeoutMs: number;
    maxBytes: number;
    budget: BodyBudget;
    sinceMs: number;
    signal: AbortSignal;
    onSettled: (exchange: HttpExchange) => void;
  }) {
    super(options.signal);
    this.#timeoutMs = options.timeoutMs;
    this.#maxBytes = options.maxBytes;
    this.#budget = options.budget;
    this.sinceMs = options.sinceMs;
    this.#onSettled = options.onSettled;
  }

  get result(): Promise<ExchangeResult> {
    return this.#end.promise;
  }

  abort(reason: unknown): void {
    if (this.#settle()) {
      this.#letGo();
      this.#end.reject(reason);
      this.#controller?.abort(new Error("aborted"));
    }
  }

  expire(): void {
    this.#fail(timeoutFailure(this.#timeoutMs, this.#started));
    this.#controller?.abort(new Error("expired"));
  }

  giveWay(): void {
    this.#fail(overloadFailure());
    this.#controller?.abort(new Error("gave way"));
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    if (this.#settled) {
      // Thrown, because undici would destroy the connection on `controller.abort`.
      throw new Error("settled before it was sent");
    }
    this.#started = true;
    this.#controller = controller;
  }

  onHeadBytes(bytes: number, letGo: () => void): void {
    this.#headBytes += bytes;
    this.#letGoOfHead = letGo;
    if (!this.#settled && this.#headBytes > FREE_HEAD_BYTES) {
      this.#budget.take(this, bytes);
    }
  }

  onResponseStart(controller: Dispatcher.DispatchController, status: number, headers: ResponseHeaders): void {
    if (status < 200) {
      return; // informational: the answer follows
    }
    if (isOddHead(headers)) {
      const error = Object.assign(new Error("an odd header field"), { code: "HPE_INVALID_HEADER_TOKEN" });
      this.#fail(readFailure(error));
      controller.abort(error);
      return;
    }
    this.#status = status;
    this.#headers = headers;
    if (status >= 300) {
      this.#maxBytes = Math.min(this.#maxBytes, MAX_ERROR_BYTES);
    }
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#settled) {
      return;
    }
    const room = this.#maxBytes - this.#size;
    this.#keep(chunk.length > room ? chunk.subarray(0, room) : chunk);
    if (chunk.length > room) {
      this.#truncated = true;
      this.onResponseEnd();
      controller.abort(new Error("body too long"));
    }
  }

  onResponseEnd(): void {
    this.#answer(false);
  }

  #answer(cut: boolean): void {
    if (this.#settle()) {
      this.#end.resolve({
        kind: "answered",
        status: this.#status,
        headers: this.#headers,
        body: this.#size === 0 ? NO_BODY : this.#body.subarray(0, this.#size),
        truncated: this.#truncated,
        cut,
      });
    }
  }

  onResponseError(_: Dispatcher.DispatchController | null, error: unknown): void {
    if (this.#settled) {
      return;
    }
    const failure = readFailure(error);
    if (this.#status !== 0 && !isOdd(failure)) {
      this.#answer(true);
    } else {
      this.#fail(failure);
    }
  }

  #keep(chunk: Buffer): void {
    const size = this.#size + chunk.length;
    if (size > this.#body.length) {
      const capacity = Math.min(this.#maxBytes, Math.max(size, 2 * this.#body.length, FIRST_BYTES));
      this.#budget.take(this, capacity - this.#body.length);
      if (this.#settled) {
        return; // it was this one that had to give way
      }
      const body = Buffer.allocUnsafeSlow(capacity);
      this.#body.copy(body, 0, 0, this.#size);
      this.#letGo();
      this.#body = body;
    }
    chunk.copy(this.#body, this.#size);
    this.#size = size;
  }

  #letGo(): void {
    if (this.#status === 0) {
      this.#letGoOfHead();
    }
    giveBack(this.#body);
    this.#body = NO_BODY;
  }

  #fail(failure: RequestFailure): void {
    if (this.#settle()) {
      this.#letGo();
      this.#end.resolve({ kind: "failed", failure, started: this.#started, answering: this.#status !== 0 });
    }
  }

  #settle(): boolean {
    if (this.#settled) {
      return false;
    }
    this.#settled = true;
    this.#budget.release(this);
    this.#onSettled(this);
    return true;
  }
}

/** Whether Go may read it otherwise, or not at all: what undici's parser lets pass. */
function isOddHead(headers: ResponseHeaders): boolean {
  const coding = headers["transfer-encoding"];
  if (coding !== undefined && (typeof coding !== "string" || coding.toLowerCase() !== "chunked")) {
    return true;
  }
  for (const name in headers) {
    const value = headers[name];
    if (typeof value === "string" ? NO_VALUE.test(value) : value?.some((one) => NO_VALUE.test(one))) {
      return true;
    }
  }
  return false;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what a value must not hold
const NO_VALUE = /[\x00-\x08\x0a-\x1f\x7f]/;
