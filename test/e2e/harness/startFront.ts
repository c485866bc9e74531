import { once } from "node:events";
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createTlsServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { pipeline } from "node:stream/promises";
import { Agent, request } from "undici";
import type { KeyPair } from "../../support/certificates.ts";

/** A request as the front saw it. */
export interface SeenRequest {
  readonly method: string;
  /** Path and query. */
  readonly uri: string;
  readonly authorization: string | undefined;
}

/** What is answered in the server's stead: an answer, or another path and query to ask it for. */
export type FrontAnswer =
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: string }
  | { readonly uri: string };

/** Stands before a server as an ingress does: it sees requests, and may answer them itself. */
export interface Front {
  readonly url: string;
  /** Host and port. */
  readonly host: string;
  /** All requests so far. */
  readonly requests: readonly SeenRequest[];
  /** From now on asked about each request, which goes on to the server where nothing is returned. */
  readonly answerBy: (
    answer: ((seen: SeenRequest) => Promise<FrontAnswer | undefined> | FrontAnswer | undefined) | undefined,
  ) => void;
  /** Shows this certificate from the next connection on. Only for a front with TLS. */
  readonly present: (certificate: KeyPair) => void;
  readonly close: () => Promise<void>;
}

export interface FrontOptions {
  /** Address of the server behind it, and who signed that server's certificate. Without one, nobody is behind it: 404. */
  readonly target?: { readonly url: string; readonly ca?: string };
  /** Default: plain HTTP. */
  readonly certificate?: KeyPair;
}

/** Headers that are about one connection, and not about what is asked for. */
const hopByHop = ["connection", "keep-alive", "transfer-encoding", "upgrade", "expect"];

/** Starts a front on a free port of 127.0.0.1. */
export async function startFront({ target, certificate }: FrontOptions = {}): Promise<Front> {
  const requests: SeenRequest[] = [];
  const dispatcher = new Agent({
    connect: target?.ca === undefined ? {} : { ca: target.ca },
    bodyTimeout: 0,
  });
  let answer: Parameters<Front["answerBy"]>[0];

  const handle = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const seen = {
      method: incoming.method ?? "",
      uri: incoming.url ?? "",
      authorization: incoming.headers.authorization,
    };
    requests.push(seen);
    const given = await answer?.(seen);
    if (given !== undefined && "status" in given) {
      outgoing.writeHead(given.status, given.headers).end(given.body);
      return;
    }
    if (target === undefined) {
      outgoing.writeHead(404).end();
      return;
    }
    const leaving = new AbortController();
    outgoing.once("close", () => leaving.abort());
    const headers = { ...incoming.headers };
    for (const name of hopByHop) {
      delete headers[name];
    }
    const {
      statusCode,
      headers: given_,
      body,
    } = await request(`${target.url}${given?.uri ?? seen.uri}`, {
      method: seen.method as "GET",
      headers,
      dispatcher,
      signal: leaving.signal,
    });
    for (const name of hopByHop) {
      delete given_[name];
    }
    outgoing.writeHead(statusCode, given_);
    outgoing.flushHeaders();
    await pipeline(body, outgoing);
  };
  const listener = (incoming: IncomingMessage, outgoing: ServerResponse) => {
    // A server that is not there, or breaks off, is an answer that does.
    handle(incoming, outgoing).catch(() => outgoing.destroy());
  };
  const server =
    certificate === undefined ? createHttpServer(listener) : createTlsServer(certificate, listener);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: `${certificate === undefined ? "http" : "https"}://${host}`,
    host,
    requests,
    answerBy(next) {
      answer = next;
    },
    present(next) {
      (server as Server).setSecureContext(next);
      server.closeAllConnections();
    },
    async close() {
      server.close();
      server.closeAllConnections();
      await dispatcher.destroy();
    },
  };
}
