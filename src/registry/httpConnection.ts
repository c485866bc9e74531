import type { Socket } from "node:net";
import type { ExchangeCarrier, HttpExchange } from "./httpExchange.ts";
import type { ReadingTurns } from "./readingTurns.ts";

/** More than what comes in at once. */
const HOLDING_BYTES = 128 * 1024;

/** A connection to a server, which carries one exchange after the other. */
export class HttpConnection implements ExchangeCarrier {
  /** Kept by whoever keeps it while it is idle, on the monotonic clock. */
  idleUntilMs = 0;
  /** On the monotonic clock. */
  readonly openedMs: number;
  readonly #turns: ReadingTurns;
  readonly #onFree: (connection: HttpConnection, keepMs: number) => void;
  readonly #socket: Socket;
  #exchange: HttpExchange | undefined;

  /**
   * @param options.openedMs when it was made, on the monotonic clock
   * @param options.turns in which large heads are read, all connections together
   * @param options.onFree told when it carries nothing any more, and how long it may be kept
   */
  constructor(
    socket: Socket,
    options: {
      openedMs: number;
      turns: ReadingTurns;
      onFree: (connection: HttpConnection, keepMs: number) => void;
    },
  ) {
    this.openedMs = options.openedMs;
    this.#socket = socket;
    this.#turns = options.turns;
    this.#onFree = options.onFree;
    socket
      .on("end", () => this.#end())
      .on("error", (error) => this.destroy(error))
      .once("close", () => this.#end());
  }

  /** Whether it can carry one more, as far as is known. */
  get isOpen(): boolean {
    return !this.#socket.destroyed;
  }

  /** @param kept whether it has carried others before */
  carry(exchange: HttpExchange, kept: boolean): void {
    this.#exchange = exchange;
    exchange.carrier = this;
    exchange.start(kept);
    this.#socket.write(exchange.text, "latin1");
  }

  giveUp(): void {
    this.#exchange = undefined;
    this.#socket.destroy();
  }

  destroy(error?: Error): void {
    this.#drop()?.fail(error);
    this.#socket.destroy();
  }

  /** What has come in, which is only lent. */
  read(bytes: Buffer): void {
    const exchange = this.#exchange;
    if (exchange === undefined) {
      // What nobody has asked for.
      this.#socket.destroy();
      return;
    }
    const keepMs = exchange.read(bytes);
    if (keepMs !== undefined) {
      this.#drop();
      if (keepMs > 0) {
        this.#onFree(this, keepMs);
      } else {
        this.#socket.destroy();
      }
      exchange.finish();
    } else if (exchange.isInLargeHead && this.#exchange === exchange) {
      this.#socket.pause();
      this.#turns.wait(() => this.#socket.resume(), { isHolding: exchange.heldBytes > HOLDING_BYTES });
    }
  }

  #end(): void {
    this.#drop()?.end();
    this.#socket.destroy();
  }

  /** It carries nothing any more. */
  #drop(): HttpExchange | undefined {
    const exchange = this.#exchange;
    this.#exchange = undefined;
    if (exchange !== undefined) {
      exchange.carrier = undefined;
    }
    return exchange;
  }
}
