import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";

/** A request to the API server, and the means to answer it badly. */
export interface Exchange {
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly isWatch: boolean;
  /** Whether it asks for no more than the version: a list of one object. */
  readonly isLook: boolean;
  /** Whether the client is gone, or the answer complete. */
  readonly isOver: boolean;
  list(items: readonly object[], metadata?: { resourceVersion?: string; continue?: string }): void;
  /** An error answer as the API server's: a `Status` object. */
  refuse(code: number, status?: { reason?: string; message?: string; retryAfter?: number }): void;
  raw(body: string | Uint8Array, status?: number): void;
  /** Sends the head of a watch's answer. */
  open(): void;
  event(type: string, object: object): void;
  /** Part of a body as it is. */
  write(part: string | Uint8Array): void;
  end(): void;
  /** Breaks the connection. */
  break(): void;
}

export interface WatchServer {
  readonly url: string;
  readonly exchanges: readonly Exchange[];
  readonly lists: readonly Exchange[];
  readonly watches: readonly Exchange[];
  /** Watches that the client keeps open. */
  readonly openWatches: number;
  readonly connections: number;
  /** May be replaced while the server runs. */
  handle: (exchange: Exchange) => void;
  /** What it answers to looks at the version. May be replaced: by default it is far ahead. */
  look: (exchange: Exchange) => void;
  close(): Promise<void>;
}

/** An API server on the loopback interface that answers as it is told, and lists and watches nothing by default. */
export async function startWatchServer(
  handle: (exchange: Exchange) => void = listNothing,
): Promise<WatchServer> {
  const exchanges: Exchange[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "", "http://localhost");
    const exchange = makeExchange(url, request.headers, response);
    if (exchange.isLook) {
      running.look(exchange);
      return;
    }
    exchanges.push(exchange);
    running.handle(exchange);
  });
  server.on("connection", (socket: Socket) => {
    connections++;
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const running: WatchServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    exchanges,
    get lists() {
      return exchanges.filter(({ isWatch }) => !isWatch);
    },
    get watches() {
      return exchanges.filter(({ isWatch }) => isWatch);
    },
    get openWatches() {
      return exchanges.filter(({ isWatch, isOver }) => isWatch && !isOver).length;
    },
    get connections() {
      return connections;
    },
    handle,
    look: (exchange) => exchange.list([], { resourceVersion: "1000000" }),
    async close() {
      for (const socket of sockets) {
        socket.destroy();
      }
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return running;
}

/** Answers lists with nothing, at version 1, and opens watches. */
export function listNothing(exchange: Exchange): void {
  if (exchange.isWatch) {
    exchange.open();
  } else {
    exchange.list([], { resourceVersion: "1" });
  }
}

function makeExchange(url: URL, headers: IncomingHttpHeaders, response: ServerResponse): Exchange {
  const raw = (body: string | Uint8Array, status = 200, more = {}) => {
    response.writeHead(status, { "content-type": "application/json", ...more });
    response.end(body);
  };
  return {
    path: url.pathname,
    query: url.searchParams,
    headers,
    isWatch: url.searchParams.get("watch") === "true",
    isLook: url.searchParams.get("limit") === "1",
    get isOver() {
      return response.destroyed || response.writableFinished;
    },
    list: (items, metadata = {}) => raw(JSON.stringify({ kind: "List", apiVersion: "v1", metadata, items })),
    refuse(code, { reason = "", message = `refused with ${code}`, retryAfter } = {}) {
      const status = { kind: "Status", apiVersion: "v1", status: "Failure", code, reason, message };
      raw(JSON.stringify(status), code, retryAfter === undefined ? {} : { "retry-after": `${retryAfter}` });
    },
    raw: (body, status) => raw(body, status),
    open() {
      response.writeHead(200, { "content-type": "application/json" });
      response.flushHeaders();
    },
    event: (type, object) => response.write(`${JSON.stringify({ type, object })}\n`),
    write: (part) => response.write(part),
    end: () => response.end(),
    break: () => response.destroy(),
  };
}
