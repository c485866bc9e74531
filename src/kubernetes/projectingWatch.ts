import { setImmediate } from "node:timers/promises";
import { Watch } from "@kubernetes/client-node";
import type { Clock } from "../time/clock.ts";
import { ApiError, ApiSilenceError } from "./apiError.ts";
import type { ClusterClient } from "./client.ts";
import { child, descend, text } from "./kinds/json.ts";
import { LineSplitter } from "./lineSplitter.ts";
import { streamApi } from "./streamApi.ts";

/** One event holds one object: at most 3 MiB (etcd's limit, as JSON). */
const MAX_EVENT_BYTES = 8 * 1024 * 1024;

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

/** A watch that ended in good order after this, in milliseconds, is begun anew at once, others after a pause. */
const LASTED_MS = 30_000;

type WatchQuery = Record<string, string | number | boolean | undefined>;

export interface ProjectingWatchOptions {
  readonly client: ClusterClient;
  readonly accept: string;
  readonly clock: Clock;
  readonly random: () => number;
  /** Ends every watch, those that are only connecting included. */
  readonly signal: AbortSignal;
  /** The server has accepted the watch. */
  onOpen(): void;
  /** An object was added or modified, or deleted. Must keep nothing of it but a projection, and must not throw. */
  onChange(change: "apply" | "remove", object: unknown): void;
  /** Any event, bookmarks included: the watch works. */
  onProgress(): void;
  /** Nothing came for too long: the watch is begun anew. */
  onSilence(): void;
  /** Events may have been missed: only a new list tells how things are. */
  onDisorder(): void;
  /** Registers what is still running, for whoever stops it all. */
  track(task: Promise<void>): void;
}

/** `ListWatch` knows the end of a watch's time by this name, and goes on at once. */
class WatchEnded extends Error {
  override readonly name = "TimeoutError";
}

/**
 * A `Watch` for `ListWatch` that hands on projections only. It asks for bookmarks, notices silence on the injected
 * clock, can be stopped while it connects, bounds what it reads, and says so when an ERROR event comes: client-node's
 * own drops those other than 410, and reconnects quiet watches every 30 s.
 *
 * `ListWatch` itself learns resource versions, not objects: each event reaches it as a bookmark.
 */
export class ProjectingWatch extends Watch {
  readonly #options: ProjectingWatchOptions;

  constructor(options: ProjectingWatchOptions) {
    super(options.client);
    this.#options = options;
  }

  /** Returns at once, before it is connected, so that what was started can be stopped. `done` is called once at most. */
  override async watch(
    path: string,
    query: WatchQuery,
    callback: (phase: string, object: object) => void,
    done: (error: unknown) => unknown,
  ): Promise<AbortController> {
    const controller = new AbortController();
    this.#options.track(this.#run(path, query, callback, done, controller));
    return controller;
  }

  async #run(
    path: string,
    query: WatchQuery,
    callback: (phase: string, object: object) => void,
    done: (error: unknown) => unknown,
    controller: AbortController,
  ): Promise<void> {
    const { clock, signal, onSilence } = this.#options;
    const onAbort = () => controller.abort(signal.reason);
    signal.addEventListener("abort", onAbort, { once: true });
    if (signal.aborted) {
      onAbort();
    }
    const seconds = Math.round(WATCH_SECONDS * (1 + this.#options.random() / 2));
    const begin = clock.monotonic();
    let outcome: unknown = null;
    try {
      // The caller has to know the controller before `done` can be called.
      await setImmediate();
      await this.#read(path, { ...query, timeoutSeconds: seconds }, callback, controller.signal);
      // `ListWatch` would pause ever longer after quiet watches that end in good order.
      if (clock.monotonic() - begin >= LASTED_MS) {
        outcome = new WatchEnded();
      }
    } catch (error) {
      outcome = error;
    } finally {
      signal.removeEventListener("abort", onAbort);
    }
    // Whoever stopped it knows: `ListWatch` would report that as an error, and be revived.
    if (controller.signal.aborted) {
      return;
    }
    if (outcome instanceof ApiSilenceError) {
      onSilence();
    }
    // Not awaited: it goes on to the next watch.
    done(outcome);
  }

  async #read(
    path: string,
    query: WatchQuery,
    callback: (phase: string, object: object) => void,
    signal: AbortSignal,
  ): Promise<void> {
    const { client, accept, clock, onOpen } = this.#options;
    const lines = new LineSplitter(MAX_EVENT_BYTES);
    const stream = streamApi(client, {
      path,
      query: { ...query, watch: true, allowWatchBookmarks: true },
      accept,
      answerMs: ANSWER_MS,
      silenceMs: Number(query.timeoutSeconds) * 1000 + OVERDUE_MS,
      clock,
      signal,
      onOpen,
    });
    for await (const chunk of stream) {
      for (const line of this.#lines(lines, chunk)) {
        if (signal.aborted) {
          return;
        }
        this.#take(this.#parse(line), path, callback);
      }
    }
  }

  *#lines(lines: LineSplitter, chunk: Uint8Array): Generator<string, void> {
    try {
      yield* lines.push(chunk);
    } catch (error) {
      this.#options.onDisorder();
      throw error;
    }
  }

  #parse(line: string): unknown {
    try {
      return JSON.parse(line);
    } catch {
      this.#options.onDisorder();
      // Without the parser's message: it quotes what it read.
      throw new Error("an event of a watch is not JSON");
    }
  }

  /** API concepts, "Efficient detection of changes" and "Watch bookmarks". @throws ApiError for an ERROR event */
  #take(event: unknown, path: string, callback: (phase: string, object: object) => void): void {
    const { onChange, onProgress, onDisorder } = this.#options;
    const type = child(event, "type");
    const object = child(event, "object");
    switch (type) {
      case "ADDED":
      case "MODIFIED":
        onChange("apply", object);
        break;
      case "DELETED":
        onChange("remove", object);
        break;
      case "BOOKMARK":
        break;
      case "ERROR": {
        const error = ApiError.fromStatus(object, 500, path);
        // 410 makes `ListWatch` list again by itself.
        if (error.statusCode !== 410) {
          onDisorder();
        }
        throw error;
      }
      default:
        onDisorder();
        throw new Error("an event of a watch has no known type");
    }
    onProgress();
    const resourceVersion = text(descend(object, "metadata", "resourceVersion"));
    if (resourceVersion !== undefined) {
      callback("BOOKMARK", { metadata: { resourceVersion } });
    }
  }
}
