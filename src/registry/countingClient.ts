import { Client, type Dispatcher } from "undici";

/** Whoever takes an answer, and wants to know what it takes before its header fields are complete. */
export interface CountingHandler extends Dispatcher.DispatchHandler {
  /** So many bytes more have come in. */
  onBytes(bytes: number): void;
}

/**
 * An undici client, for pools, that tells what has come in on its connection to whoever it works for. undici itself says
 * nothing before all header fields are there, and keeps them until then.
 */
export function countingClient(origin: URL, options: Client.Options): Client {
  const { connect } = options;
  let handler: Dispatcher.DispatchHandler | undefined;
  const client = new Client(origin, {
    ...options,
    ...(typeof connect !== "function"
      ? {}
      : {
          connect(to, callback) {
            connect(to, (...result) => {
              const [, socket] = result;
              let counted = 0;
              socket?.on("readable", () => {
                const bytes = socket.bytesRead - counted;
                counted += bytes;
                if (isCounting(handler)) {
                  handler.onBytes(bytes);
                }
              });
              callback(...result);
            });
          },
        }),
  });
  const dispatch = client.dispatch.bind(client);
  client.dispatch = (request, next) => {
    handler = next;
    return dispatch(request, next);
  };
  return client;
}

function isCounting(handler: Dispatcher.DispatchHandler | undefined): handler is CountingHandler {
  return handler !== undefined && "onBytes" in handler;
}
