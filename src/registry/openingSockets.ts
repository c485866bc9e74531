import { Socket } from "node:net";
import type { buildConnector } from "undici";

type Connector = buildConnector.connector;

/**
 * The connections that are only being made. undici's `destroy` leaves these alone, and they keep the process alive until
 * they are made or time out.
 */
export class OpeningSockets {
  readonly #sockets = new Set<Socket>();

  /** The same connector; what it begins is known here until it is a connection or has failed. */
  track(connect: Connector): Connector {
    return (options, callback) => {
      // It returns the socket, which its type leaves out.
      const socket: unknown = connect(options, (...result) => {
        if (socket instanceof Socket) {
          this.#sockets.delete(socket);
        }
        callback(...result);
      });
      if (socket instanceof Socket) {
        this.#sockets.add(socket);
      }
    };
  }

  destroy(): void {
    for (const socket of this.#sockets) {
      socket.destroy(new Error("nobody needs the connection any more"));
    }
  }
}
