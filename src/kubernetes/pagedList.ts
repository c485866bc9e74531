import type { Clock } from "../time/clock.ts";
import { ApiError } from "./apiError.ts";
import type { ClusterClient } from "./client.ts";
import { child, elements, isRecord, text } from "./kinds/json.ts";
import { streamApi } from "./streamApi.ts";
import { TimeSlice } from "./timeSlice.ts";

/** Size of the first page, in objects: a Deployment takes some 10 KB. */
const FIRST_LIMIT = 50;
const MIN_LIMIT = 1;
const MAX_LIMIT = 500;

/**
 * Pages are sized to come to about this many bytes: parsing one is a stretch in which nothing else runs (some 3 ms), and
 * all of it is garbage at once afterwards.
 */
const PAGE_BYTES = 800 * 1024;

/** A page past this is asked for again with fewer objects. One object has at most 3 MiB (etcd's limit, as JSON). */
const MAX_PAGE_BYTES = 8 * 1024 * 1024;

/** The API server itself gives up on a list after 60 s. In milliseconds. */
const LIST_ANSWER_MS = 75_000;
const LIST_SILENCE_MS = 30_000;

/** How often an expired list is begun anew before it is given up. */
const MAX_EXPIRIES = 3;

export interface PagedListOptions {
  readonly client: ClusterClient;
  readonly path: string;
  readonly fieldSelector: string | undefined;
  readonly accept: string;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Runs one page's work, when it is its turn. */
  turn<R>(page: () => Promise<R>): Promise<R>;
  /** Takes an object of the list; nothing of it may be kept. Must not throw. */
  onObject(object: unknown): void;
  /** The list begins anew: what was given so far may have gone since. */
  onRestart(): void;
}

/**
 * Lists a collection page by page (API concepts, "Retrieving large results sets in chunks"), as plain JSON. Where the
 * continue token has expired (410), it begins anew, with larger pages.
 *
 * @returns the list's resource version, to watch from
 * @throws ApiError, ApiSilenceError, signal.reason; Error for an answer that is no list
 */
export async function pagedList(options: PagedListOptions): Promise<string> {
  let limit = FIRST_LIMIT;
  let floor = MIN_LIMIT;
  let expiries = 0;
  let token: string | undefined;
  while (true) {
    let page: Page;
    try {
      page = await options.turn(() => takePage(options, limit, token));
    } catch (error) {
      if (error instanceof PageTooLarge && limit > 1) {
        floor = MIN_LIMIT;
        limit = Math.max(1, Math.floor(limit / 8));
        continue;
      }
      if (!(error instanceof ApiError) || error.statusCode !== 410 || !token || ++expiries > MAX_EXPIRIES) {
        throw error;
      }
      // Whoever is too slow for the token's life needs fewer requests.
      floor = Math.min(MAX_LIMIT, Math.max(floor, limit) * 4);
      limit = floor;
      token = undefined;
      options.onRestart();
      continue;
    }
    if (page.token === undefined) return page.resourceVersion;
    token = page.token;
    limit = nextLimit(page, floor);
  }
}

interface Page {
  readonly resourceVersion: string;
  /** Undefined: it was the last one. */
  readonly token: string | undefined;
  readonly bytes: number;
  readonly objects: number;
}

class PageTooLarge extends Error {}

function nextLimit({ bytes, objects }: Page, floor: number): number {
  const fitting = Math.round((PAGE_BYTES * objects) / Math.max(bytes, 1));
  return Math.max(floor, Math.min(fitting, MAX_LIMIT), MIN_LIMIT);
}

async function takePage(options: PagedListOptions, limit: number, token: string | undefined): Promise<Page> {
  const { client, path, fieldSelector, accept, clock, signal, onObject } = options;
  const query = { limit, continue: token, fieldSelector };
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of streamApi(client, {
    path,
    query,
    accept,
    answerMs: LIST_ANSWER_MS,
    silenceMs: LIST_SILENCE_MS,
    clock,
    signal,
  })) {
    bytes += chunk.length;
    if (bytes > MAX_PAGE_BYTES)
      throw new PageTooLarge(`a page of ${path} is longer than ${MAX_PAGE_BYTES} bytes`);
    parts.push(chunk);
  }
  const list = parseJson(Buffer.concat(parts, bytes).toString("utf8"), path);
  const metadata = child(list, "metadata");
  if (!isRecord(metadata)) throw new Error(`the API server's answer to ${path} is no list`);
  const slice = new TimeSlice(clock);
  // Parsing was a stretch of its own.
  await slice.rest();
  const items = elements(child(list, "items"));
  for (const item of items) {
    if (slice.isOver) await slice.rest();
    signal.throwIfAborted();
    onObject(item);
  }
  return {
    resourceVersion: text(metadata.resourceVersion) ?? "",
    token: text(metadata.continue),
    bytes,
    objects: items.length,
  };
}

/** The parser's own message quotes what it read: secrets, maybe. */
function parseJson(json: string, path: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw new Error(`the API server's answer to ${path} is not JSON`);
  }
}
