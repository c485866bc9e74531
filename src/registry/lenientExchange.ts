import { request as httpRequest, type IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import type { buildConnector } from "undici";
import { bareHostname } from "../network/hostname.ts";
import type { Clock } from "../time/clock.ts";
import { scheduleAwake } from "../time/scheduleAwake.ts";
import type { BodyBudget, BodyHolder } from "./bodyBudget.ts";
import type { ExchangeResult } from "./httpExchange.ts";
import { overloadFailure, readFailure, timeoutFailure } from "./requestFailure.ts";
import type { TransportRequest } from "./transport.ts";

const MAX_HEADER_BYTES = 1024 * 1024;
const FIRST_BYTES = 4 * 1024;

/**
 * Asks once more what undici's parser gave up on, over a connection of its own, with one that takes what Go takes: a
 * `Content-Length` beside `Transfer-Encoding: chunked`, for one.
 *
 * @param connect makes the connection
 * @param options `budget`: what all answers that are coming in share
 * @returns rejects only with `signal.reason`
 */
export async function exchangeLeniently(
  { origin, method, path, headers, maxBytes }: TransportRequest,
  connect: buildConnector.connector,
  { clock, budget, signal }: { clock: Clock; budget: BodyBudget; signal: AbortSignal },
): Promise<ExchangeResult> {
  const { timeout } = origin.settings;
  const ending = new AbortController();
  const end = () => ending.abort();
  const cancel = scheduleAwake(clock, timeout, end);
  signal.addEventListener("abort", end, { once: true });
  let answering = false;
  let gaveWay = false;
  const holder: BodyHolder = {
    heldBytes: 0,
    sinceMs: clock.monotonic(),
    giveWay() {
      gaveWay = true;
      end();
    },
  };
  try {
    const socket = await open(connect, new URL(origin.url));
    try {
      const response = await ask(socket, ending.signal, (bytes) => !gaveWay && budget.take(holder, bytes), {
        method,
        path,
        headers: [...headers, "host", new URL(origin.url).host, "connection", "close"],
      });
      answering = true;
      const { body, truncated } = await read(response, maxBytes);
      return {
        kind: "answered",
        status: response.statusCode ?? 0,
        headers: response.headers,
        body,
        truncated,
      };
    } finally {
      socket.destroy();
    }
  } catch (error) {
    signal.throwIfAborted();
    const failure = gaveWay
      ? overloadFailure()
      : ending.signal.aborted
        ? timeoutFailure(timeout, true)
        : readFailure(error);
    return { kind: "failed", failure, started: true, answering };
  } finally {
    cancel();
    budget.release(holder);
    signal.removeEventListener("abort", end);
  }
}

function open(connect: buildConnector.connector, { protocol, host, hostname, port }: URL): Promise<Socket> {
  const to = { protocol, host, hostname, port };
  return new Promise((resolve, reject) => {
    connect({ ...to, servername: bareHostname(new URL(`${protocol}//${host}`)) }, (error, socket) =>
      error === null ? resolve(socket) : reject(error),
    );
  });
}

function ask(
  socket: Socket,
  signal: AbortSignal,
  onBytes: (bytes: number) => void,
  question: { method: string; path: string; headers: readonly string[] },
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({
      ...question,
      headers: [...question.headers],
      createConnection: () => socket,
      insecureHTTPParser: true,
      maxHeaderSize: MAX_HEADER_BYTES,
      signal,
    });
    // Header fields count as well, as they are all kept until the last.
    request.on("socket", () => socket.on("data", (chunk: Buffer) => onBytes(chunk.length)));
    request.on("response", resolve).on("error", reject).end();
  });
}

async function read(
  response: IncomingMessage,
  maxBytes: number,
): Promise<{ body: Buffer; truncated: boolean }> {
  // Ours, and growing: a chunk may be a single byte of all that was read at once.
  let body = Buffer.allocUnsafeSlow(Math.min(maxBytes, FIRST_BYTES));
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    const needed = Math.min(maxBytes, size + chunk.length);
    if (needed > body.length) {
      const larger = Buffer.allocUnsafeSlow(Math.min(maxBytes, Math.max(needed, 2 * body.length)));
      body.copy(larger, 0, 0, size);
      body = larger;
    }
    chunk.copy(body, size, 0, needed - size);
    if (size + chunk.length > maxBytes) {
      return { body: body.subarray(0, maxBytes), truncated: true };
    }
    size = needed;
  }
  return { body: body.subarray(0, size), truncated: false };
}
