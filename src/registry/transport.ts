import type { Clock } from "../time/clock.ts";
import { AddressRefusedError } from "./addressGuard.ts";
import { BodyBudget } from "./bodyBudget.ts";
import type { Connection, Connections, Origin } from "./connections.ts";
import { type ExchangeResult, HttpExchange } from "./httpExchange.ts";
import { originNames } from "./originNames.ts";
import { PendingOperations } from "./pendingOperations.ts";
import { proxyError, readFailure } from "./requestFailure.ts";
import { SocketTurns } from "./socketTurns.ts";
import { writtenRequest } from "./writtenRequest.ts";

/** One HTTP request, as it goes over the wire. */
export interface TransportRequest {
  readonly origin: Origin;
  /** On whose budget it is: hosts that others lead to have connections for each of them. */
  readonly by?: string;
  /** Whose it is. */
  readonly namespace?: string | undefined;
  readonly method: "HEAD" | "GET" | "POST";
  /** Path and query. */
  readonly path: string;
  /** Names and values in turn. */
  readonly headers: readonly string[];
  readonly body?: string | undefined;
  /** How much of a 200's body is kept, in bytes; an error's is bounded besides. */
  readonly maxBytes: number;
}

/** Sends single requests: connections, deadlines, and a second try where a kept connection turned out to be dead. */
export interface Transport {
  /**
   * The origin's timeout covers the request from where a connection is made, or there, to the last byte. Rejects only with
   * `signal.reason`.
   */
  exchange(request: TransportRequest, options: { signal: AbortSignal }): Promise<ExchangeResult>;
  close(): Promise<void>;
}

/** Where so many requests or fewer may be under way, sockets are needed too much to be kept. */
const FEW_SOCKETS = 256;
/** How long a request waits for one of its connections, in milliseconds: those before it may take all the time they have. */
const MAX_WAIT_MS = 5 * 60_000;
/**
 * How many requests are under way at most: each takes some 80 KB while TLS is begun, and a workload chooses how many registries
 * there are that never answer.
 */
export const MAX_UNDER_WAY = 1_000;

/** What all answers take together while they come in: a thousand of the usual size, or four of the largest. */
const MAX_BODY_BYTES = 16 * 1024 * 1024;

export function createTransport({
  connections,
  clock,
  maxSockets = Number.POSITIVE_INFINITY,
}: {
  connections: Connections;
  clock: Clock;
  /** How many requests may be under way at once; the others wait, outside of their time. */
  maxSockets?: number;
}): Transport {
  const pending = new PendingOperations(clock);
  const budget = new BodyBudget(MAX_BODY_BYTES, clock);
  const turns = new SocketTurns(Math.min(maxSockets, MAX_UNDER_WAY));
  const lifetime = new AbortController();

  const attempt = (request: TransportRequest, connection: Connection, signal: AbortSignal): HttpExchange => {
    const { host, forwarded, pool } = connection;
    const timeoutMs = request.origin.settings.timeout;
    // Where there are few sockets, none is kept.
    const isLast = maxSockets < FEW_SOCKETS || connections.many;
    const fields = isLast ? [...(forwarded ?? []), "connection", "close"] : (forwarded ?? NO_FIELDS);
    const exchange = new HttpExchange({
      text: writtenRequest(request, { host, fields, inFull: forwarded !== undefined }),
      isLast,
      namespace: request.namespace ?? "",
      method: request.method,
      timeoutMs,
      maxBytes: request.maxBytes,
      budget,
      sinceMs: clock.monotonic(),
      signal,
      onBegun(begun) {
        pending.remove(begun);
        pending.add(begun, timeoutMs);
      },
      onSettled(settled) {
        pending.remove(settled);
        connections.release(connection);
      },
    });
    pending.add(exchange, timeoutMs);
    if (!pool.carry(exchange)) {
      pending.remove(exchange);
      pending.add(exchange, MAX_WAIT_MS);
    }
    return exchange;
  };

  return {
    async exchange(request, { signal }) {
      for (;;) {
        signal.throwIfAborted();
        lifetime.signal.throwIfAborted();
        const { origin, by = "" } = request;
        const { server } = originNames(origin, by);
        if (!turns.takeFree(server)) {
          await turns.take(server, { signal: AbortSignal.any([signal, lifetime.signal]) });
        }
        const sinceMs = clock.monotonic();
        let answered = false;
        try {
          let connection: Connection | AddressRefusedError;
          try {
            connection = connections.acquire(origin, by);
          } catch (error) {
            // OpenSSL does not take everything that files hold.
            return failed(error);
          }
          if (connection instanceof AddressRefusedError) {
            return failed(connection);
          }
          let exchange: HttpExchange;
          try {
            exchange = attempt(request, connection, signal);
          } catch (error) {
            connections.release(connection);
            return failed(error);
          }
          const result = await exchange.result;
          if (result.kind === "answered") {
            answered = true;
            return connection.forwarded !== undefined && result.status === 407
              ? failed(proxyError("it answered 407"))
              : result;
          }
          if (request.method === "POST" || !isStale(result)) {
            return result;
          }
        } finally {
          turns.release(server, clock.monotonic() - sinceMs, answered);
        }
      }
    },
    async close() {
      lifetime.abort();
      pending.close();
      connections.close();
    },
  };
}

function failed(error: unknown): ExchangeResult {
  return { kind: "failed", failure: readFailure(error), started: false, kept: false, answering: false };
}

/**
 * Whether a request failed as it does on a connection that the server has closed in the meantime, or that holds the rest
 * of an earlier answer. HEAD and GET may then be sent once more (RFC 9110, section 9.2.2), until no such connection is left.
 */
function isStale({ kept, answering, failure }: ExchangeResult & { kind: "failed" }): boolean {
  const { closed, code, failureClass } = failure;
  return kept && !answering && (closed || failureClass === "protocol" || STALE.has(code));
}

const NO_FIELDS: readonly never[] = [];
const STALE = new Set(["ECONNRESET", "EPIPE"]);
