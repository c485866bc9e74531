import { type Agent, request as httpRequest, type IncomingHttpHeaders } from "node:http";
import { HttpServer } from "../../src/server/httpServer.ts";
import type { WebFront } from "../../src/server/openWebFront.ts";
import type { RequestHandler } from "../../src/server/routes.ts";
import { type Clock, systemClock } from "../../src/time/clock.ts";
import { type LogLine, recordingLogger } from "../support/recordingLogger.ts";

export interface TestServer {
  readonly server: HttpServer;
  readonly url: string;
  readonly log: { readonly lines: readonly LogLine[] };
  close(): Promise<void>;
}

/** A server on a free port of the loopback interface. */
export async function startTestServer(
  routes: Readonly<Record<string, RequestHandler>>,
  {
    clock = systemClock,
    bindAddress = "127.0.0.1:0",
    front = {},
    maxConnections = 512,
  }: { clock?: Clock; bindAddress?: string; front?: Partial<WebFront>; maxConnections?: number } = {},
): Promise<TestServer> {
  const log = recordingLogger();
  const server = new HttpServer({
    bindAddress,
    routes: new Map(Object.entries(routes)),
    clock,
    log,
    maxConnections,
    ...front,
  });
  await server.listen();
  const { url } = server;
  return {
    server,
    url,
    log,
    async close() {
      await server.close({ timeoutMs: 0 });
    },
  };
}

export interface TestAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Sends a request on a connection of its own, or the agent's, and reads the whole answer. */
export function send(
  url: string,
  options: {
    readonly method?: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly agent?: Agent | false;
    readonly body?: string;
  } = {},
): Promise<TestAnswer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(url, { agent: false, ...options }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) });
      });
    });
    request.on("error", reject);
    request.end(options.body);
  });
}

/** A handler that answers when the test says so. */
export function heldHandler() {
  const arrived = Promise.withResolvers<void>();
  const released = Promise.withResolvers<void>();
  const handler: RequestHandler = async (_request, response) => {
    arrived.resolve();
    await released.promise;
    response.end("done");
  };
  return { handler, arrived: arrived.promise, release: released.resolve };
}
