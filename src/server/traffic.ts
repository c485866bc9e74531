import type { ServerResponse } from "node:http";
import type { Socket } from "node:net";

/** How many requests of a connection may wait for the answer to the one before. Nobody here has a reason to send any. */
const PIPELINED = 64;

/**
 * Who is connected and who is being answered, so that a server can stop listening without a loss. When a listening
 * socket is closed, the kernel resets the connections that nobody has accepted yet. Those who ask again as soon as they
 * have their answer could be met just then: so for a moment nobody gets one, and all of them end up waiting.
 */
export class Traffic {
  /** Who is being answered, the one asked first first. */
  readonly #active = new Map<ServerResponse, Socket>();
  /** What connections have asked for while they are being answered. */
  readonly #next = new WeakMap<Socket, (() => void)[]>();
  /** Connected, and yet to send a first request; by peer, as TLS makes a second socket of the one that connected. */
  readonly #fresh = new Map<string, Socket>();
  /** All who wait for no answer, those who do so for longest first; by peer too. */
  readonly #quiet = new Map<string, Socket>();
  readonly #held: (() => void)[] = [];
  #open = 0;
  readonly #limit: number;
  #connections = 0;
  #draining = false;
  #busy = false;
  #holding = false;

  /** @param limit how many connections there may be at a time */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** How many requests are being answered, or held. */
  get active(): number {
    return this.#active.size;
  }

  /** How many connections there have been. */
  get connections(): number {
    return this.#connections;
  }

  /** Whether anybody has asked for anything since `drain`, or is about to. */
  get busy(): boolean {
    return this.#busy || this.#fresh.size > 0;
  }

  /**
   * Takes note of a new connection. Where there are too many, the one that has been quiet for longest gives way: it is
   * not needed now, and may be there only to keep others out. Where none is quiet, it is the one that has been taking
   * its answer for longest.
   */
  connected(socket: Socket): void {
    this.#connections++;
    this.#open++;
    const peer = peerOf(socket);
    if (this.#open > this.#limit) {
      const [longest] = this.#quiet.size > 0 ? this.#quiet.values() : this.#active.values();
      longest?.destroy();
    }
    this.#fresh.set(peer, socket);
    this.#quiet.set(peer, socket);
    socket.once("close", () => {
      this.#open--;
      for (const sockets of [this.#fresh, this.#quiet]) {
        if (sockets.get(peer) === socket) {
          sockets.delete(peer);
        }
      }
    });
  }

  /**
   * To be called with each request; `answer` is called now or, while requests are held, at the end of that. What a
   * connection asks for before it has been answered waits, or several of its answers would be in the making that nobody
   * takes; a connection that goes on asking is ended.
   */
  begin(socket: Socket, response: ServerResponse, answer: () => void): void {
    const next = this.#next.get(socket);
    if (next === undefined) {
      this.#next.set(socket, []);
      this.#begin(socket, response, answer);
    } else if (next.push(() => this.#begin(socket, response, answer)) > PIPELINED) {
      socket.destroy();
    }
  }

  #begin(socket: Socket, response: ServerResponse, answer: () => void): void {
    const peer = peerOf(socket);
    const connection = this.#quiet.get(peer);
    this.#fresh.delete(peer);
    this.#quiet.delete(peer);
    this.#active.set(response, socket);
    response.once("close", () => {
      this.#active.delete(response);
      if (connection?.destroyed === false) {
        this.#quiet.set(peer, connection);
      }
      const next = socket.destroyed ? undefined : this.#next.get(socket)?.shift();
      if (next === undefined) {
        this.#next.delete(socket);
      } else {
        next();
      }
    });
    this.#busy = true;
    if (this.#draining) {
      response.setHeader("Connection", "close");
    }
    if (this.#holding) {
      this.#held.push(answer);
    } else {
      answer();
    }
  }

  /** From now on connections end with their next answer. */
  drain(): void {
    if (this.#draining) {
      return;
    }
    this.#draining = true;
    this.#busy = this.#active.size > 0;
    for (const response of this.#active.keys()) {
      if (!response.headersSent) {
        response.setHeader("Connection", "close");
      }
    }
  }

  /** From now on requests wait for `release`. */
  hold(): void {
    this.#holding = true;
  }

  release(): void {
    this.#holding = false;
    for (const answer of this.#held.splice(0)) {
      answer();
    }
  }

  /** Ends the connections that never sent a request. */
  dropSilent(): void {
    for (const socket of this.#fresh.values()) {
      socket.destroy();
    }
  }
}

function peerOf({ remoteAddress, remotePort }: Socket): string {
  return `${remoteAddress} ${remotePort}`;
}
