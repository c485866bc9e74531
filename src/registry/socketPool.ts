import type { Socket } from "node:net";
import type { Places } from "../collections/places.ts";
import type { CancelTimer, Clock } from "../time/clock.ts";
import { HttpConnection } from "./httpConnection.ts";
import type { ExchangeCarrier, HttpExchange } from "./httpExchange.ts";
import type { OpenSocket } from "./openSocket.ts";
import type { ReadingTurns } from "./readingTurns.ts";

/** How long a connection carries exchanges, in milliseconds: nodes make one for each pull, and look at the certificate. */
const MAX_AGE_MS = 60_000;

/**
 * What a server has sent when TLS is there: mostly some 4 KB. OpenSSL makes up to fourteen times as much of it, and keeps that as long as
 * the connection.
 */
const LARGE_HANDSHAKE_BYTES = 16 * 1024;

/** The connections to one server, which carry one exchange at a time each; the others wait. */
export class SocketPool implements ExchangeCarrier {
  readonly #open: OpenSocket;
  readonly #max: number;
  readonly #turns: ReadingTurns;
  readonly #clock: Clock;
  readonly #places: Places | undefined;
  readonly #onOpened: (socket: Socket) => void;
  readonly #connections = new Set<HttpConnection>();
  /** Those of them that carry nothing, for longest first. */
  #idle: HttpConnection[] = [];
  /** What a connection is being made for, and how to give it up. */
  readonly #opening = new Map<HttpExchange, () => void>();
  readonly #waiting = new Set<HttpExchange>();
  readonly #onPlace = () => this.#next();
  #cancelSweep: CancelTimer | undefined;

  /**
   * @param options.max how many connections there may be
   * @param options.places for connections that are being made, those of all servers, by namespace
   * @param options.turns in which large heads are read, all connections together
   * @param options.onOpened told of each connection that was made
   */
  constructor(
    open: OpenSocket,
    options: {
      max: number;
      places?: Places | undefined;
      turns: ReadingTurns;
      clock: Clock;
      onOpened: (socket: Socket) => void;
    },
  ) {
    this.#open = open;
    this.#max = options.max;
    this.#places = options.places;
    this.#turns = options.turns;
    this.#clock = options.clock;
    this.#onOpened = options.onOpened;
  }

  /** @returns false where it waits for a connection, and is told when it does no longer */
  carry(exchange: HttpExchange): boolean {
    let connection = this.#idle.pop();
    while (connection?.isOpen === false) {
      connection = this.#idle.pop();
    }
    if (connection !== undefined) {
      connection.carry(exchange, true);
    } else if (this.#mayOpenFor(exchange)) {
      this.#openFor(exchange);
    } else {
      exchange.carrier = this;
      exchange.wait();
      this.#waiting.add(exchange);
      return false;
    }
    return true;
  }

  giveUp(exchange: HttpExchange): void {
    const stop = this.#opening.get(exchange);
    this.#waiting.delete(exchange);
    if (this.#opening.delete(exchange)) {
      stop?.();
      this.#next();
    }
  }

  /** Ends all connections, and what they carry. */
  destroy(): void {
    const error = new Error("the connection was given up");
    for (const exchange of [...this.#waiting, ...this.#opening.keys()]) {
      exchange.fail(error);
    }
    for (const connection of this.#connections) {
      connection.destroy(error);
    }
    this.#cancelSweep?.();
  }

  /** Whether a connection may be made; where only a place is missing, it is tried again when there is one. */
  #mayOpenFor({ namespace }: HttpExchange): boolean {
    const places = this.#places;
    if (this.#connections.size + this.#opening.size >= this.#max) {
      return false;
    }
    if (places === undefined || places.mayTake(namespace)) {
      return true;
    }
    places.wait(namespace, this.#onPlace);
    return false;
  }

  #openFor(exchange: HttpExchange): void {
    const { namespace } = exchange;
    this.#places?.take(namespace);
    const release = () => this.#places?.release(namespace);
    exchange.carrier = this;
    let connection: HttpConnection | undefined;
    const onBytes = (bytes: Buffer) => connection?.read(bytes);
    const giveUp = this.#open(onBytes, (error, socket, receivedBytes) => {
      this.#opening.delete(exchange);
      if (socket === undefined) {
        exchange.carrier = undefined;
        exchange.fail(error);
        release();
        this.#next();
        return;
      }
      const isLarge = receivedBytes > LARGE_HANDSHAKE_BYTES;
      const made = new HttpConnection(socket, {
        openedMs: this.#clock.monotonic(),
        turns: this.#turns,
        onFree: (free, keepMs) => (isLarge ? free.destroy() : this.#take(free, keepMs)),
      });
      connection = made;
      this.#connections.add(made);
      socket.once("close", () => this.#forget(made));
      this.#onOpened(socket);
      made.carry(exchange, false);
      if (isLarge) {
        socket.once("close", release);
      } else {
        release();
      }
    });
    this.#opening.set(exchange, () => {
      giveUp();
      release();
    });
  }

  #take(connection: HttpConnection, keepMs: number): void {
    const leftMs = connection.openedMs + MAX_AGE_MS - this.#clock.monotonic();
    if (leftMs <= 0) {
      connection.destroy();
      return;
    }
    const [next] = this.#waiting;
    if (next !== undefined) {
      this.#waiting.delete(next);
      next.begin();
      connection.carry(next, true);
      return;
    }
    const idleMs = Math.min(keepMs, leftMs);
    connection.idleUntilMs = this.#clock.monotonic() + idleMs;
    this.#idle.push(connection);
    this.#cancelSweep ??= this.#clock.schedule(idleMs, () => this.#sweep());
  }

  /** Closes what has been idle for long enough. */
  #sweep(): void {
    const nowMs = this.#clock.monotonic();
    for (const connection of this.#idle) {
      if (connection.idleUntilMs <= nowMs) {
        connection.destroy();
      }
    }
    this.#idle = this.#idle.filter(({ isOpen }) => isOpen);
    const next = Math.min(...this.#idle.map(({ idleUntilMs }) => idleUntilMs));
    this.#cancelSweep =
      this.#idle.length === 0 ? undefined : this.#clock.schedule(next - nowMs, () => this.#sweep());
  }

  #forget(connection: HttpConnection): void {
    this.#idle = this.#idle.filter((idle) => idle !== connection);
    if (this.#connections.delete(connection)) {
      this.#next();
    }
  }

  #next(): void {
    for (const next of this.#waiting) {
      if (this.#mayOpenFor(next)) {
        this.#waiting.delete(next);
        next.begin();
        this.#openFor(next);
      }
    }
  }
}
