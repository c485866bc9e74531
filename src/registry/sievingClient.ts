import type { Socket } from "node:net";
import { Client, type Dispatcher } from "undici";
import type { ReadingTurns } from "./readingTurns.ts";
import { type AnswerReader, sieveSocket } from "./sieveSocket.ts";

interface Handler extends Dispatcher.DispatchHandler, AnswerReader {}

/**
 * Makes undici clients, for pools, that pass what comes in on their connection through a sieve, and tell whoever a client
 * works for what is kept of a head. undici itself keeps all of it, and says nothing before the head is complete.
 *
 * @param onConnected told of each connection that was made
 */
export function sievingClient(
  turns: ReadingTurns,
  onConnected: (socket: Socket) => void,
): (origin: URL, options: Client.Options) => Client {
  return (origin, options) => {
    const { connect } = options;
    let handler: Handler | undefined;
    const client = new Client(origin, {
      ...options,
      ...(typeof connect === "function" && {
        connect: (to, callback) =>
          connect(to, (...result) => {
            const [error, socket] = result;
            if (error === null) {
              sieveSocket(socket, () => handler, turns);
              onConnected(socket);
            }
            callback(...result);
          }),
      }),
    });
    const dispatch = client.dispatch.bind(client);
    client.dispatch = (request, next) => {
      handler = next;
      return dispatch(request, next);
    };
    return client;
  };
}
