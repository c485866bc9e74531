import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createTlsServer, type Server as TlsServer } from "node:https";
import type { AddressInfo, Socket } from "node:net";
import { setImmediate as turn } from "node:timers/promises";
import type { Logger } from "../log/logger.ts";
import type { Clock } from "../time/clock.ts";
import { formatHostPort, parseBindAddress } from "./bindAddress.ts";
import { ListenError } from "./listenError.ts";
import type { RequestGuard } from "./requestGuard.ts";
import type { Routes } from "./routes.ts";
import { sendText } from "./sendText.ts";
import type { ServerTls } from "./serverTls.ts";
import { Traffic } from "./traffic.ts";

/**
 * Limits of what a client may ask of the server: no request here has a reason to be large or slow. Prometheus gives up
 * connections that were idle for five minutes; the server waits longer, as a request that crosses the end of its
 * connection is lost.
 */
const LIMITS = {
  maxHeaderSize: 8 * 1024,
  headersTimeout: 10_000,
  requestTimeout: 15_000,
  connectionsCheckingInterval: 5_000,
  keepAliveTimeout: 330_000,
} as const;
const MAX_CONNECTIONS = 512;
const HANDSHAKE_TIMEOUT = 10_000;

/**
 * How long, in milliseconds, requests are held before the server stops listening: enough for everybody who asks several
 * times a second to be among those who wait, and nothing that anybody notices.
 */
const HOLD_MS = 100;
/** How often, at most, to see whether new connections have stopped coming. */
const MAX_TURNS = 100;
/** How long, in milliseconds, a connection may be silent once the server has stopped listening. */
const SILENCE_MS = 1_000;

export interface HttpServerOptions {
  /** As Go's `net.Listen` takes it: `:8080`, `127.0.0.1:0`. */
  readonly bindAddress: string;
  readonly routes: Routes;
  readonly clock: Clock;
  readonly log: Logger;
  /** Whom to let through. Default: everybody. */
  readonly guard?: RequestGuard;
  /** Default: plain HTTP. */
  readonly tls?: ServerTls;
  /** How many connections there may be at a time, 512 at most. */
  readonly maxConnections?: number;
}

/** An HTTP server that can go away without losing a request. */
export class HttpServer {
  readonly #options: HttpServerOptions;
  readonly #server: Server;
  readonly #traffic: Traffic;
  readonly #closed = Promise.withResolvers<void>();
  #stopped = false;
  #lost = 0;

  /** Does not listen yet. */
  constructor(options: HttpServerOptions) {
    this.#options = options;
    this.#traffic = new Traffic(Math.min(options.maxConnections ?? MAX_CONNECTIONS, MAX_CONNECTIONS));
    const { tls } = options;
    const answer = (request: IncomingMessage, response: ServerResponse) => this.#answer(request, response);
    this.#server = tls !== undefined ? this.#startTls(tls, answer) : createServer(LIMITS, answer);
    this.#server.on("connection", (socket) => this.#traffic.connected(socket));
  }

  /** Where to reach it from this machine: `http://127.0.0.1:8080`. Only while it listens. */
  get url(): string {
    const { address, port } = this.#server.address() as AddressInfo;
    const host = address === "::" || address === "0.0.0.0" ? "localhost" : address;
    return `${this.#options.tls !== undefined ? "https" : "http"}://${formatHostPort(host, port)}`;
  }

  /** How many requests have come in and are yet to be answered. */
  get open(): number {
    return this.#traffic.active;
  }

  /**
   * @throws ListenError when the address cannot be had
   * @throws Error when it is no address
   */
  listen(): Promise<void> {
    const { bindAddress, log } = this.#options;
    const { host, port } = parseBindAddress(bindAddress);
    return new Promise((resolve, reject) => {
      const onError = (error: Error) => reject(new ListenError(bindAddress, error));
      this.#server.once("error", onError);
      this.#server.listen({ port, ...(host === undefined ? {} : { host }) }, () => {
        this.#server.off("error", onError);
        // Out of file descriptors, for example: the next connection may do better.
        this.#server.on("error", (error) => log.error({ error: String(error) }, "cannot take a connection"));
        resolve();
      });
    });
  }

  /** From now on each connection ends with its next answer. New ones are taken as before. */
  drain(): void {
    this.#traffic.drain();
  }

  /**
   * Stops listening, has all requests that came in answered, and ends all connections. After `timeoutMs` milliseconds
   * it ends them as they are. A second call can only make that sooner.
   *
   * @returns how many requests were cut off
   */
  async close({ timeoutMs }: { readonly timeoutMs: number }): Promise<number> {
    const { clock } = this.#options;
    this.#traffic.drain();
    const cancelCutOff = clock.schedule(timeoutMs, () => this.#cutOff());
    // What has arrived by now counts: connections waiting to be accepted, requests waiting to be read.
    await turn();
    if (this.#traffic.busy) {
      this.#traffic.hold();
      const held = new Promise<void>((resolve) => clock.schedule(HOLD_MS, resolve));
      await Promise.race([held, this.#closed.promise]);
    }
    let before = -1;
    for (let turns = 0; turns < MAX_TURNS && before !== this.#traffic.connections; turns++) {
      before = this.#traffic.connections;
      await turn();
    }
    this.#stopListening();
    this.#traffic.release();
    await this.#closed.promise;
    cancelCutOff();
    return this.#lost;
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const { routes, guard } = this.#options;
    // Clients go away at any moment; whoever answers learns of it by "close". Unheard, these would end the process.
    request.on("error", () => {});
    response.on("error", () => {});
    // An answer that began before draining leaves its connection open.
    response.once("close", () => this.#stopped && setImmediate(() => this.#server.closeIdleConnections()));
    const respond = () => dispatch(routes, request, response, this.#options);
    this.#traffic.begin(
      request.socket,
      response,
      guard !== undefined ? () => guard(request, response, respond) : respond,
    );
  }

  /** When certificates change, connections made with the earlier ones end: at once, or with their answer. */
  #startTls(tls: ServerTls, answer: (request: IncomingMessage, response: ServerResponse) => void): TlsServer {
    let revision = 0;
    const revisions = new WeakMap<Socket, number>();
    const server = createTlsServer(
      {
        ...LIMITS,
        ...tls.secure,
        requestCert: tls.asksForCertificate,
        rejectUnauthorized: false,
        handshakeTimeout: HANDSHAKE_TIMEOUT,
      },
      (request, response) => {
        const { socket } = request;
        response.once("close", () => revisions.get(socket) !== revision && socket.end());
        answer(request, response);
      },
    );
    server.on("secureConnection", (socket) => revisions.set(socket, revision));
    tls.onChange((secure) => {
      revision++;
      server.setSecureContext(secure);
      server.closeIdleConnections();
    });
    return server;
  }

  #stopListening(): void {
    if (this.#stopped) {
      return;
    }
    this.#stopped = true;
    const cancelSilence = this.#options.clock.schedule(SILENCE_MS, () => this.#traffic.dropSilent());
    this.#server.close(() => {
      cancelSilence();
      this.#closed.resolve();
    });
    this.#server.closeIdleConnections();
  }

  #cutOff(): void {
    this.#lost += this.#traffic.active;
    this.#stopListening();
    this.#server.closeAllConnections();
    // Those whose TLS handshake is under way are not among them.
    this.#traffic.dropSilent();
  }
}

/** Has a request answered by the handler of its path; never throws. */
function dispatch(
  routes: Routes,
  request: IncomingMessage,
  response: ServerResponse,
  { log }: { log: Logger },
): void {
  const path = (request.url ?? "/").replace(/[?#].*$/s, "");
  const handler = routes.get(path);
  // Nothing here takes a body: one that is announced is not read, and with it the connection is of no more use.
  if (hasBody(request)) {
    response.setHeader("Connection", "close");
  }
  if (handler === undefined) {
    sendText(response, 404, "Not found. / lists what there is.\n");
    return;
  }
  if (request.method !== "GET" && request.method !== "HEAD") {
    sendText(response, 405, "Method not allowed. Use GET or HEAD.\n", { Allow: "GET, HEAD" });
    return;
  }
  const fail = (error: unknown) => {
    log.error({ error: String(error) }, `cannot answer a request for ${path}`);
    if (response.headersSent) {
      response.destroy();
    } else {
      sendText(response, 500, "Internal error. The log tells more.\n");
    }
  };
  try {
    Promise.resolve(handler(request, response)).catch(fail);
  } catch (error) {
    fail(error);
  }
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;
}
