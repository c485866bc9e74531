import type { ServerResponse } from "node:http";
import type { Socket } from "node:net";

/**
 * Who is connected and who is being answered, so that a server can stop listening without a loss. When a listening
 * socket is closed, the kernel resets the connections that nobody has accepted yet. Those who ask again as soon as they
 * have their answer could be met just then: so for a moment nobody gets one, and all of them end up waiting.
 */
export class Traffic {
  readonly #active = new Set<ServerResponse>();
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
   * not needed now, and may be there only to keep others out.
   */
  connected(socket: Socket): void {
    this.#connections++;
    this.#open++;
    const peer = peerOf(socket);
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
    if (this.#open > this.#limit) {
      const [longest] = this.#quiet.values();
      longest?.destroy();
    }
  }

  /** To be called with each request; `answer` is called now or, while requests are held, at the end of that. */
  begin(socket: Socket, response: ServerResponse, answer: () => void): void {
    const peer = peerOf(socket);
    const connection = this.#quiet.get(peer);
    this.#fresh.delete(peer);
    this.#quiet.delete(peer);
    this.#active.add(response);
    response.once("close", () => {
      this.#active.delete(response);
      if (connection?.destroyed === false) {
        this.#quiet.set(peer, connection);
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
    for (const response of this.#active) {
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
