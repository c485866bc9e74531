import type { Dispatcher } from "undici";
import type { Clock } from "../time/clock.ts";
import { unlessAborted } from "../time/unlessAborted.ts";
import { ApiError, ApiSilenceError, ApiTimeoutError, ApiUnreachableError } from "./apiError.ts";
import type { ApiAccess, ClusterClient } from "./client.ts";
import { STATUS_MESSAGE } from "./protobuf/apiMessages.ts";
import { isProtobuf, readProtobuf } from "./protobuf/protobufList.ts";
import { SilenceWatch } from "./silenceWatch.ts";

/** Error answers are `Status` objects of a few hundred bytes. */
const MAX_ERROR_BYTES = 64 * 1024;

export interface ApiRequest {
  readonly path: string;
  readonly query: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly accept: string;
  /** How long the answer may take to begin, in milliseconds. */
  readonly answerMs: number;
  /** How long nothing may come afterwards, in milliseconds. */
  readonly silenceMs: number;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Called when the answer begins, if it is a success. */
  onOpen?(): void;
}

/**
 * Sends a GET and gives the body as it comes. Leaving the loop early ends the connection; reading to the end gives it
 * back for the next request.
 *
 * @throws ApiError for an answer other than 200
 * @throws ApiUnreachableError when there was no answer at all
 * @throws ApiTimeoutError when no answer began in time
 * @throws ApiSilenceError when nothing more came for too long
 * @throws signal.reason when aborted
 */
export async function* streamApi(
  client: ClusterClient,
  options: ApiRequest,
): AsyncGenerator<Uint8Array, void> {
  const { clock, signal, answerMs, silenceMs } = options;
  signal.throwIfAborted();
  // Not AbortSignal.any: the informer's signal lives as long as the process, and would collect dependants.
  const controller = new AbortController();
  const onAbort = () => controller.abort(signal.reason);
  signal.addEventListener("abort", onAbort, { once: true });
  let access: ApiAccess | undefined;
  const onSilence = (error: Error) => {
    if (access !== undefined) {
      client.distrust(access);
    }
    controller.abort(error);
  };
  let silence = new SilenceWatch(clock, answerMs, () => onSilence(new ApiTimeoutError(answerMs)));
  let complete = false;
  try {
    // Exec plugins may hang, and know no signal.
    access = await unlessAborted(client.access(), controller.signal);
    const body = await open(client, access, options, controller.signal);
    silence.stop();
    silence = new SilenceWatch(clock, silenceMs, () => onSilence(new ApiSilenceError(silenceMs)));
    options.onOpen?.();
    for await (const chunk of body) {
      silence.touch();
      yield chunk;
    }
    complete = true;
  } catch (error) {
    throw controller.signal.aborted ? controller.signal.reason : error;
  } finally {
    silence.stop();
    signal.removeEventListener("abort", onAbort);
    if (!complete) {
      controller.abort();
    }
  }
}

async function open(
  client: ClusterClient,
  access: ApiAccess,
  options: ApiRequest,
  signal: AbortSignal,
): Promise<AsyncIterable<Uint8Array>> {
  const answer = await send(access, options, signal);
  if (answer.statusCode === 200) {
    return answer.body;
  }
  const error = await readError(answer, options.path);
  const renewed = error.statusCode === 401 ? await unlessAborted(client.renewed(access), signal) : undefined;
  if (renewed === undefined) {
    throw error;
  }
  const second = await send(renewed, options, signal);
  if (second.statusCode === 200) {
    return second.body;
  }
  throw await readError(second, options.path);
}

/**
 * As it fails on a kept connection that the server, or what stands before it, ends in the same moment. GET may then be sent
 * once more (RFC 9110, section 9.2.2), until it goes over a connection of its own.
 */
const ENDED = new Set<string | undefined>(["UND_ERR_SOCKET", "ECONNRESET", "EPIPE"]);

type Answer = Dispatcher.ResponseData;

/** @throws ApiUnreachableError, or whatever once `signal` has aborted */
async function send(
  access: ApiAccess,
  { path, query, accept }: ApiRequest,
  signal: AbortSignal,
): Promise<Answer> {
  const url = new URL(access.server.replace(/\/$/, "") + path);
  for (const [key, value] of Object.entries(query)) {
    if (value !== undefined) {
      url.searchParams.set(key, String(value));
    }
  }
  while (true) {
    const before = access.connections();
    try {
      const answer = access.dispatcher.request({
        origin: url.origin,
        path: url.pathname + url.search,
        method: "GET",
        headers: { ...access.headers, accept, "user-agent": "k8s-image-availability-exporter" },
        signal,
      });
      // undici looks at the signal only once there is a connection: a silent name server keeps it from that for long.
      return await unlessAborted(answer, signal);
    } catch (error) {
      const failure = new ApiUnreachableError(access.server, error);
      const { made, ended } = access.connections();
      // What is reset before it is a connection has not ended.
      if (!ENDED.has(failure.code) || made !== before.made || ended === before.ended) {
        throw failure;
      }
    }
  }
}

async function readError({ statusCode, headers, body }: Answer, path: string): Promise<ApiError> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > MAX_ERROR_BYTES) {
      break;
    }
    parts.push(chunk);
  }
  const error = ApiError.fromStatus(parse(Buffer.concat(parts)), statusCode, path);
  const seconds = Number(headers["retry-after"]);
  const retryAfterMs = seconds > 0 ? seconds * 1000 : error.retryAfterMs;
  // The status line decides: a body may come from something in between.
  return new ApiError(statusCode, error.message, { reason: error.reason, retryAfterMs });
}

/** Undefined where it is nothing that can be read. */
function parse(body: Buffer): unknown {
  try {
    return isProtobuf(body) ? readProtobuf(body, STATUS_MESSAGE) : JSON.parse(body.toString("utf8"));
  } catch {
    return undefined;
  }
}
