import type { Socket } from "node:net";
import { Duplex } from "node:stream";
import type { TLSSocket } from "node:tls";
import { codedError } from "./codedError.ts";
import { giveBack } from "./giveBack.ts";
import type { ReadingTurns } from "./readingTurns.ts";

/** A short answer with two session tickets: what is longer waits for its turn. */
const SHORT_BYTES = 2 * 1024;
/** More than one record has, which brings nothing before all of it is there, and than any honest server's certificates. */
const MAX_IDLE_BYTES = 32 * 1024;

/**
 * What TLS goes over, in the place of the connection itself: OpenSSL deals with all that comes in at once, and has no bound
 * for messages that bring nothing (new keys, tickets), 64 KB of which take 15 ms, nor for what signatures of certificates cost,
 * 10 ms each. Here one connection in each turn of the event loop has a piece dealt with, and who goes on with what brings
 * nothing is ended.
 */
export class TlsWire extends Duplex {
  readonly #under: Socket;
  readonly #turns: ReadingTurns;
  #tls: TLSSocket | undefined;
  #isWaiting = false;
  #isPaused = false;
  #isSecure = false;
  /** How much came in by TLS, in bytes. */
  #brought = 0;
  /** How much came in of late that brought nothing, in bytes. */
  #idleBytes = 0;

  /**
   * @param under what comes in on it is handed on with {@link receive}
   * @param turns in which pieces are dealt with, those of all connections
   */
  constructor(under: Socket, turns: ReadingTurns) {
    super({ allowHalfOpen: true });
    this.#under = under;
    this.#turns = turns;
    under
      .on("error", (error) => this.#tls?.destroy(error))
      .once("end", () => this.push(null))
      .once("close", () => this.destroy());
  }

  /** Says which TLS goes over it, before anything comes in; what that brings is told to {@link brought}. */
  carry(tls: TLSSocket): void {
    this.#tls = tls;
    tls
      .once("secureConnect", () => {
        this.#isSecure = true;
        this.#idleBytes = 0;
      })
      .on("pause", () => this.#hold(true))
      .on("resume", () => this.#hold(false));
  }

  /** @param bytes how many TLS has brought */
  brought(bytes: number): void {
    this.#brought += bytes;
  }

  /** What has come in, which is only lent. */
  receive(bytes: Buffer): void {
    // With no other bytes beside them, so that they can be given back.
    const kept = Buffer.allocUnsafeSlow(bytes.length);
    bytes.copy(kept);
    if (this.#isSecure && this.#idleBytes + kept.length <= SHORT_BYTES) {
      this.#pass(kept);
      return;
    }
    this.#isWaiting = true;
    this.#flow();
    this.#turns.wait(
      () => {
        this.#isWaiting = false;
        if (!this.destroyed) {
          this.#pass(kept);
          this.#flow();
        }
      },
      { isHolding: false },
    );
  }

  override _read(): void {
    // What comes in is pushed as it comes.
  }

  override _write(bytes: Buffer, _: BufferEncoding, onEnd: (error?: Error | null) => void): void {
    this.#under.write(bytes, onEnd);
  }

  override _final(onEnd: (error?: Error | null) => void): void {
    this.#under.end(onEnd);
  }

  override _destroy(error: Error | null, onEnd: (error: Error | null) => void): void {
    this.#under.destroy();
    onEnd(error);
  }

  #pass(kept: Buffer): void {
    const before = this.#brought;
    const { length } = kept;
    this.push(kept);
    if (this.readableLength === 0) {
      // TLS has copied it.
      giveBack(kept);
    }
    // As much again may be around what it brings.
    this.#idleBytes = Math.max(0, this.#idleBytes + length - 2 * (this.#brought - before));
    if (this.#idleBytes > MAX_IDLE_BYTES) {
      this.#tls?.destroy(codedError("ERR_TLS_IDLE", "its TLS goes on with what brings nothing"));
    }
  }

  #hold(isPaused: boolean): void {
    this.#isPaused = isPaused;
    this.#flow();
  }

  #flow(): void {
    if (this.#isWaiting || this.#isPaused) {
      this.#under.pause();
    } else if (!this.#under.destroyed) {
      this.#under.resume();
    }
  }
}
