import type { ServerResponse } from "node:http";
import type { Socket } from "node:net";

/**
 * Who is connected and who is being answered, in order to find the moment at which a server can stop listening without
 * a loss. The kernel resets connections that it took and that were not accepted yet, so the moment is one at which
 * nobody is about to connect: those who keep asking are all waiting for their answer.
 */
export class Traffic {
  readonly #active = new Set<ServerResponse>();
  /** Connected, and yet to send a first request. */
  readonly #fresh = new Set<Socket>();
  #draining = false;
  /** The most that were being answered at once since draining began. */
  #peak = 0;
  #onMoment: (() => void) | undefined;

  /** How many requests are being answered. */
  get active(): number {
    return this.#active.size;
  }

  connected(socket: Socket): void {
    this.#fresh.add(socket);
    socket.once("close", () => this.#fresh.delete(socket));
  }

  /** To be called with each request before anything else is done with it. */
  begin(socket: Socket, response: ServerResponse): void {
    this.#fresh.delete(socket);
    this.#active.add(response);
    response.once("close", () => this.#active.delete(response));
    if (!this.#draining) return;
    response.setHeader("Connection", "close");
    this.#peak = Math.max(this.#peak, this.#active.size);
    this.#tryMoment();
  }

  /** From now on connections end with their next answer. */
  drain(): void {
    if (this.#draining) return;
    this.#draining = true;
    this.#peak = this.#active.size;
    for (const response of this.#active) if (!response.headersSent) response.setHeader("Connection", "close");
  }

  /**
   * Calls back once, synchronously, when as many requests are being answered as ever were at once since `drain` (none,
   * if there were none) and no connection waits to send its first. That may be now, or never.
   */
  onMoment(callback: () => void): void {
    this.#onMoment = callback;
    this.#tryMoment();
  }

  /** Ends the connections that never sent a request. */
  dropSilent(): void {
    for (const socket of this.#fresh) socket.destroy();
  }

  #tryMoment(): void {
    if (this.#fresh.size > 0 || this.#active.size < this.#peak) return;
    const onMoment = this.#onMoment;
    this.#onMoment = undefined;
    onMoment?.();
  }
}
