import type { BodyBudget, BodyHolder } from "./bodyBudget.ts";
import { PendingOperation } from "./pendingOperations.ts";
import type { ResponseHeaders } from "./quotaHint.ts";
import { overloadFailure, type RequestFailure, readFailure, timeoutFailure } from "./requestFailure.ts";
import { ResponseReader } from "./responseReader.ts";

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
      /** Whether the connection had been used before, and may have been closed in the meantime. */
      readonly kept: boolean;
      /** Whether any of the answer arrived. */
      readonly answering: boolean;
    };

/** Whoever has an exchange in hand. */
export interface ExchangeCarrier {
  /** It was settled otherwise. */
  giveUp(exchange: HttpExchange): void;
}

/** One request, settled once, and at once: by the end of the answer, an error, its deadline or an abort. */
export class HttpExchange extends PendingOperation implements BodyHolder {
  heldBytes = 0;
  readonly sinceMs: number;
  /** The request, in latin1. */
  readonly text: string;
  /** Whether the connection is to be closed after it. */
  readonly isLast: boolean;
  /** Whose it is; empty for nobody's. */
  readonly namespace: string;
  /** Set by whoever it is. */
  carrier: ExchangeCarrier | undefined;
  readonly #reader: ResponseReader;
  readonly #budget: BodyBudget;
  readonly #timeoutMs: number;
  readonly #onBegun: (exchange: HttpExchange) => void;
  readonly #onSettled: (exchange: HttpExchange) => void;
  #isWaiting = false;
  #settled = false;
  #started = false;
  #kept = false;
  readonly #end = Promise.withResolvers<ExchangeResult>();

  /**
   * @param onBegun called where it waited for a connection, and does so no longer
   * @param onSettled called once, before `result` settles
   * @param maxBytes how much of a body is kept, and of an error's at most 8 KiB; the connection is given up where
   *   there is more
   * @param budget what all answers that are coming in share
   * @param sinceMs now, on the monotonic clock
   */
  constructor(options: {
    text: string;
    isLast: boolean;
    namespace: string;
    method: string;
    timeoutMs: number;
    maxBytes: number;
    budget: BodyBudget;
    sinceMs: number;
    signal: AbortSignal;
    onBegun: (exchange: HttpExchange) => void;
    onSettled: (exchange: HttpExchange) => void;
  }) {
    super(options.signal);
    this.text = options.text;
    this.isLast = options.isLast;
    this.namespace = options.namespace;
    this.#timeoutMs = options.timeoutMs;
    this.#reader = new ResponseReader(options.method, options.maxBytes);
    this.#budget = options.budget;
    this.sinceMs = options.sinceMs;
    this.#onBegun = options.onBegun;
    this.#onSettled = options.onSettled;
  }

  get result(): Promise<ExchangeResult> {
    return this.#end.promise;
  }

  /** Whether it reads header fields that take more than any honest answer's. */
  get isInLargeHead(): boolean {
    return this.#reader.isInLargeHead;
  }

  /** There is no connection for it yet. */
  wait(): void {
    this.#isWaiting = true;
  }

  /** There is one that it waited for, or one is being made. */
  begin(): void {
    this.#isWaiting = false;
    this.#onBegun(this);
  }

  /** It is written to a connection. @param kept whether that has been used before */
  start(kept: boolean): void {
    this.#started = true;
    this.#kept = kept;
  }

  /**
   * Takes in what has come of the answer; whoever calls keeps the bytes. May be settled then, and its carrier told.
   *
   * @returns undefined until it is complete and wants to be ended with {@link finish}; then how long the connection may be
   *   kept, in milliseconds: 0 where it has to be closed
   */
  read(bytes: Buffer): number | undefined {
    const reader = this.#reader;
    let isAll: boolean;
    try {
      isAll = reader.push(bytes);
    } catch (error) {
      this.fail(error);
      return undefined;
    }
    const held = reader.heldBytes;
    if (held > this.heldBytes) {
      this.#budget.take(this, held - this.heldBytes);
    }
    if (this.#settled || !reader.done) {
      return undefined;
    }
    return isAll && reader.mayFollow && !this.isLast ? readKeepAlive(reader.head?.headers["keep-alive"]) : 0;
  }

  /** The answer is there. */
  finish(): void {
    this.#answer();
  }

  /** Nothing more comes. */
  end(): void {
    try {
      this.#reader.end();
      this.#answer();
    } catch (error) {
      this.fail(error);
    }
  }

  /** The connection is gone, or cannot be made. Where the answer has begun, what there is of it is the answer. */
  fail(error: unknown): void {
    if (this.#reader.head === undefined) {
      this.#fail(readFailure(error));
    } else {
      this.#answer();
    }
  }

  abort(reason: unknown): void {
    if (this.#settle()) {
      this.#reader.letGo();
      this.#end.reject(reason);
    }
  }

  expire(): void {
    this.#fail(
      this.#isWaiting ? overloadFailure(NO_CONNECTION) : timeoutFailure(this.#timeoutMs, this.#started),
    );
  }

  giveWay(): void {
    this.#fail(overloadFailure(NO_MEMORY));
  }

  #answer(): void {
    if (this.#settle()) {
      const { head, body, truncated, done } = this.#reader;
      this.#end.resolve({ kind: "answered", ...head!, body, truncated, cut: !done });
    }
  }

  #fail(failure: RequestFailure): void {
    if (this.#settle()) {
      const answering = this.#reader.head !== undefined;
      this.#reader.letGo();
      this.#end.resolve({ kind: "failed", failure, started: this.#started, kept: this.#kept, answering });
    }
  }

  #settle(): boolean {
    if (this.#settled) {
      return false;
    }
    this.#settled = true;
    this.#budget.release(this);
    this.carrier?.giveUp(this);
    this.#onSettled(this);
    return true;
  }
}

const NO_CONNECTION = "others have all of its connections";
const NO_MEMORY = "the answers of all registries together take too much memory; this one gave way to others";

/** Idle connections live longer than the pause between two rounds of checks, and shorter than most servers' patience. */
const KEEP_ALIVE_MS = 30_000;
/** How long before a server closes them. */
const SLACK_MS = 2_000;

function readKeepAlive(field: string | readonly string[] | undefined): number {
  const seconds = field === undefined ? undefined : /timeout=([0-9]{1,9})/.exec(`${field}`)?.[1];
  return seconds === undefined
    ? KEEP_ALIVE_MS
    : Math.min(KEEP_ALIVE_MS, Math.max(0, Number(seconds) * 1000 - SLACK_MS));
}
