import type { Socket } from "node:net";
import type { buildConnector } from "undici";
import { bareHostname } from "../network/hostname.ts";
import type { Clock } from "../time/clock.ts";
import { scheduleAwake } from "../time/scheduleAwake.ts";
import { unlessAborted } from "../time/unlessAborted.ts";
import type { BodyBudget, BodyHolder } from "./bodyBudget.ts";
import type { ExchangeResult } from "./httpExchange.ts";
import { overloadFailure, readFailure, timeoutFailure } from "./requestFailure.ts";
import { ResponseReader } from "./responseReader.ts";
import type { TransportRequest } from "./transport.ts";

/**
 * Asks what undici's parser gave up on, over a connection of its own that ends with the answer, and reads it as Go would.
 *
 * @param request what undici has taken for a request, as it is sent as it stands
 * @param connect makes the connection
 * @param options `budget`: what all answers that are coming in share
 * @returns rejects only with the reason of one of both signals
 */
export async function exchangeLeniently(
  request: TransportRequest,
  connect: buildConnector.connector,
  {
    clock,
    budget,
    signal,
    lifetime,
  }: { clock: Clock; budget: BodyBudget; signal: AbortSignal; lifetime: AbortSignal },
): Promise<ExchangeResult> {
  const { origin, method, maxBytes } = request;
  const { timeout } = origin.settings;
  const ending = new AbortController();
  const end = () => ending.abort();
  const cancel = scheduleAwake(clock, timeout, end);
  // Not AbortSignal.any: both live for long, and would collect what follows from them.
  signal.addEventListener("abort", end, { once: true });
  lifetime.addEventListener("abort", end, { once: true });
  let gaveWay = false;
  const holder: BodyHolder = {
    heldBytes: 0,
    sinceMs: clock.monotonic(),
    giveWay() {
      gaveWay = true;
      end();
    },
  };
  const reader = new ResponseReader(method, maxBytes);
  let started = false;
  try {
    const text = written(request);
    const socket = await open(connect, new URL(origin.url), ending.signal);
    started = true;
    ending.signal.addEventListener("abort", () => socket.destroy(), { once: true });
    socket.write(text, "latin1");
    // The socket is destroyed when this ends, however it does.
    for await (const bytes of socket as AsyncIterable<Buffer>) {
      // Header fields count as well, as they are all kept until the last.
      budget.take(holder, bytes.length);
      reader.push(bytes);
      if (reader.done) {
        break;
      }
    }
    if (!reader.done) {
      reader.end();
    }
    return answered(reader);
  } catch (error) {
    signal.throwIfAborted();
    lifetime.throwIfAborted();
    if (reader.head !== undefined && !ending.signal.aborted) {
      return answered(reader);
    }
    const failure = gaveWay
      ? overloadFailure()
      : ending.signal.aborted
        ? timeoutFailure(timeout, started)
        : readFailure(error);
    return { kind: "failed", failure, started, answering: reader.head !== undefined };
  } finally {
    cancel();
    budget.release(holder);
    signal.removeEventListener("abort", end);
    lifetime.removeEventListener("abort", end);
  }
}

function answered({ head, body, truncated, done }: ResponseReader): ExchangeResult {
  return { kind: "answered", ...head!, body, truncated, cut: !done };
}

function written({ origin, method, path, headers, body }: TransportRequest): string {
  const all = [...headers, "host", new URL(origin.url).host, "connection", "close"];
  if (body !== undefined) {
    all.push("content-length", `${Buffer.byteLength(body)}`);
  }
  const lines = [`${method} ${path} HTTP/1.1`];
  for (let index = 0; index < all.length; index += 2) {
    lines.push(`${all[index]}: ${all[index + 1]}`);
  }
  return `${lines.join("\r\n")}\r\n\r\n${body ?? ""}`;
}

function open(
  connect: buildConnector.connector,
  { protocol, host, hostname, port }: URL,
  signal: AbortSignal,
): Promise<Socket> {
  const to = { protocol, host, hostname, port };
  const opened = new Promise<Socket>((resolve, reject) => {
    connect({ ...to, servername: bareHostname(new URL(`${protocol}//${host}`)) }, (error, socket) => {
      if (error !== null) {
        reject(error);
      } else if (signal.aborted) {
        socket.destroy();
      } else {
        resolve(socket);
      }
    });
  });
  return unlessAborted(opened, signal);
}
