import type { Clock } from "../time/clock.ts";
import { TimeSlice } from "../time/timeSlice.ts";
import { ApiError, WatchDisorderError } from "./apiError.ts";
import type { ClusterClient } from "./client.ts";
import { child } from "./kinds/json.ts";
import { LineSplitter } from "./lineSplitter.ts";
import { MAX_OBJECT_BYTES } from "./maxObjectBytes.ts";
import { streamApi } from "./streamApi.ts";

/**
 * The server is asked to end a watch after this, in seconds, or up to half as long again. Nothing else is sure to come
 * in time: bookmarks are sent only where the version has changed, which may take ten minutes. Permissions are looked at
 * anew with each watch, too.
 */
const WATCH_SECONDS = 120;

/** A server that works accepts a watch at once. In milliseconds. */
const ANSWER_MS = 30_000;

/** A watch whose end is overdue by this, in milliseconds, is half open. */
const OVERDUE_MS = 10_000;

export interface WatchOptions {
  readonly client: ClusterClient;
  readonly path: string;
  readonly fieldSelector: string | undefined;
  /** Where to begin. */
  readonly resourceVersion: string;
  readonly accept: string;
  readonly clock: Clock;
  readonly random: () => number;
  /** Ends the watch, also one that is only connecting. */
  readonly signal: AbortSignal;
  /** The server has accepted the watch. */
  onOpen(): void;
  /** An object as it is now, or as it was when it was deleted; of a bookmark, only `metadata`. Nothing of it may be kept. */
  onEvent(change: "apply" | "remove" | "bookmark", object: unknown): void;
}

/**
 * Watches a collection (API concepts, "Efficient detection of changes" and "Watch bookmarks") until the server ends the
 * watch in good order.
 *
 * @throws ApiError where the server refuses or sends an ERROR event; ApiTimeoutError, ApiSilenceError; signal.reason;
 * WatchDisorderError, also of `onEvent`, where events may have been missed: only a new list tells how things are then
 */
export async function watchCollection(options: WatchOptions): Promise<void> {
  const { client, path, fieldSelector, resourceVersion, accept, clock, random, signal, onOpen } = options;
  const timeoutSeconds = Math.round(WATCH_SECONDS * (1 + random() / 2));
  const lines = new LineSplitter(MAX_OBJECT_BYTES);
  const stream = streamApi(client, {
    path,
    query: { fieldSelector, resourceVersion, watch: true, allowWatchBookmarks: true, timeoutSeconds },
    accept,
    answerMs: ANSWER_MS,
    silenceMs: timeoutSeconds * 1000 + OVERDUE_MS,
    clock,
    signal,
    onOpen,
  });
  const slice = new TimeSlice(clock);
  for await (const chunk of stream) {
    for (const line of linesIn(chunk, lines)) {
      // A chunk may have hundreds of events, each of which may concern thousands of workloads.
      if (slice.isOver) {
        await slice.rest();
      }
      signal.throwIfAborted();
      take(parse(line), options);
    }
  }
  signal.throwIfAborted();
}

function* linesIn(chunk: Uint8Array, lines: LineSplitter): Generator<string, void> {
  try {
    yield* lines.push(chunk);
  } catch (error) {
    throw new WatchDisorderError("an event of a watch is too long", { cause: error });
  }
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    // Without the parser's message: it quotes what it read.
    throw new WatchDisorderError("an event of a watch is not JSON");
  }
}

function take(event: unknown, { path, onEvent }: WatchOptions): void {
  const object = child(event, "object");
  switch (child(event, "type")) {
    case "ADDED":
    case "MODIFIED":
      onEvent("apply", object);
      break;
    case "DELETED":
      onEvent("remove", object);
      break;
    case "BOOKMARK":
      onEvent("bookmark", object);
      break;
    case "ERROR": {
      const error = ApiError.fromStatus(object, 500, path);
      throw error.isExpired ? error : new WatchDisorderError(error.message);
    }
    default:
      throw new WatchDisorderError("an event of a watch has no known type");
  }
}
