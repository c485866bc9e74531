import type { Clock } from "../time/clock.ts";
import { TimeSlice } from "../time/timeSlice.ts";
import { ApiError } from "./apiError.ts";
import type { ClusterClient } from "./client.ts";
import { JsonList } from "./jsonList.ts";
import { child, descend, isRecord, text } from "./kinds/json.ts";
import type { ListReader } from "./listReader.ts";
import { MAX_OBJECT_BYTES } from "./maxObjectBytes.ts";
import { PageAhead } from "./pageAhead.ts";
import type { MessageFields } from "./protobuf/messageReader.ts";
import { isProtobuf, ProtobufList } from "./protobuf/protobufList.ts";
import { streamApi } from "./streamApi.ts";

/** Objects in a page, as kubectl has it. */
const LIMIT = 500;

/** Around objects stand some 100 bytes. */
const LIMITS = { maxObjectBytes: MAX_OBJECT_BYTES, maxShellBytes: 64 * 1024 };

/** The API server itself gives up on a list after 60 s. In milliseconds. */
const LIST_ANSWER_MS = 75_000;
const LIST_SILENCE_MS = 30_000;

/** A list of more pages, or with so many in a row that hold nothing, has no end: these are two million objects. */
const MAX_PAGES = 4_000;
const MAX_EMPTY_PAGES = 100;

/** How often an expired list is begun anew before it is given up. */
const MAX_EXPIRIES = 3;

export interface PagedListOptions {
  readonly client: ClusterClient;
  readonly path: string;
  readonly fieldSelector?: string | undefined;
  readonly labelSelector?: string | undefined;
  readonly accept: string;
  /** What is read of its objects where they come as protobuf messages, if those are accepted. */
  readonly protobuf?: MessageFields | undefined;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Default: 4,000. */
  readonly maxPages?: number;
  /**
   * What the list has to be, where anything less must not be taken for nothing: its kind, or `List` where that is not known.
   * Without it, a list whose items are missing or null is an empty one.
   */
  readonly whole?: string | undefined;
  /** Runs one page's work, when it is its turn. */
  turn<R>(page: () => Promise<R>): Promise<R>;
  /** Is told how much has come in, while it comes. */
  onBytes?(bytes: number): void;
  /** Takes an object of the list; nothing of it may be kept. Must not throw. */
  onObject(object: unknown): void;
  /** The list begins anew: what was given so far may have gone since. */
  onRestart(): void;
}

/**
 * Lists a collection page by page (API concepts, "Retrieving large results sets in chunks"), as plain JSON, object by
 * object while they come in: of a page that breaks off, those before the break have been given. Where the continue token
 * has expired (410), it begins anew, with larger pages.
 *
 * @returns the list's resource version, to watch from
 * @throws ApiError, ApiSilenceError, signal.reason; Error for an answer that is no list, or a list that has no end
 */
export async function pagedList(options: PagedListOptions): Promise<string> {
  const { maxPages = MAX_PAGES } = options;
  let limit = LIMIT;
  let expiries = 0;
  let token: string | undefined;
  let pages = 0;
  let emptyPages = 0;
  let ahead: PageAhead | undefined;
  while (true) {
    let page: Page;
    try {
      page = await options.turn(() =>
        takePage(options, ahead?.take(token) ?? askFor(options, limit, token), (next) => {
          if (next !== token && pages + 1 < maxPages) {
            ahead = new PageAhead(next, askFor(options, limit, next), options.clock);
          }
        }),
      );
    } catch (error) {
      ahead?.giveUp();
      if (
        !(error instanceof ApiError) ||
        !error.isExpired ||
        token === undefined ||
        ++expiries > MAX_EXPIRIES
      ) {
        throw error;
      }
      // Whoever is too slow for the token's life needs fewer requests.
      limit *= 4;
      token = undefined;
      pages = 0;
      options.onRestart();
      continue;
    }
    if (page.token === undefined) {
      return page.resourceVersion;
    }
    emptyPages = page.isEmpty ? emptyPages + 1 : 0;
    const endless =
      page.token === token
        ? "leads back to the same page"
        : ++pages === maxPages
          ? `goes on after ${maxPages} pages`
          : emptyPages === MAX_EMPTY_PAGES
            ? `goes on after ${MAX_EMPTY_PAGES} empty pages`
            : undefined;
    if (endless !== undefined) {
      throw new Error(`the API server's list ${options.path} ${endless}`);
    }
    token = page.token;
  }
}

/**
 * Asks for the version that a collection has now, and next to nothing else.
 *
 * @throws as `pagedList`
 */
export async function currentVersion(
  options: Omit<PagedListOptions, "turn" | "onObject" | "onRestart">,
): Promise<string> {
  const page = askFor(options, 1, undefined);
  const { resourceVersion } = await takePage({ ...options, onObject: () => {} }, page, () => {});
  return resourceVersion;
}

interface Page {
  readonly resourceVersion: string;
  /** Undefined: it was the last one. */
  readonly token: string | undefined;
  readonly isEmpty: boolean;
}

type PageRequest = Pick<
  PagedListOptions,
  "client" | "path" | "fieldSelector" | "labelSelector" | "accept" | "clock" | "signal"
>;

/** The chunks of a page's answer. */
function askFor(
  { client, path, fieldSelector, labelSelector, accept, clock, signal }: PageRequest,
  limit: number,
  token: string | undefined,
): AsyncGenerator<Uint8Array, void> {
  const query = { limit, continue: token, fieldSelector, labelSelector };
  const [answerMs, silenceMs] = [LIST_ANSWER_MS, LIST_SILENCE_MS];
  return streamApi(client, { path, query, accept, answerMs, silenceMs, clock, signal });
}

/** @param onToken is told which page comes next, where that is known before the page is read */
async function takePage(
  options: Omit<PagedListOptions, "turn" | "onRestart">,
  chunks: AsyncIterable<Uint8Array>,
  onToken: (next: string) => void,
): Promise<Page> {
  const { path, protobuf, clock, signal, whole, onBytes, onObject } = options;
  let reader: ListReader = new JsonList(LIMITS);
  let isFirst = true;
  const slice = new TimeSlice(clock);
  let isEmpty = true;
  let isOdd = false;
  for await (const chunk of chunks) {
    onBytes?.(chunk.length);
    if (isFirst && protobuf !== undefined && isProtobuf(chunk)) {
      reader = new ProtobufList(protobuf, LIMITS);
    }
    isFirst = false;
    for (const object of objectsIn(chunk, reader, path)) {
      if (slice.isOver) {
        await slice.rest();
      }
      signal.throwIfAborted();
      if (isEmpty) {
        isEmpty = false;
        const next = text(descend(reader.soFar(), "metadata", "continue"));
        if (next !== undefined) {
          onToken(next);
        }
      }
      isOdd ||= !isRecord(object);
      onObject(object);
    }
  }
  // The connection is free for the next page a turn after its last byte.
  await slice.rest();
  const list = listIn(reader, path);
  const metadata = child(list, "metadata");
  // What stands in between may answer 200 with anything: taken for a list of nothing, it would empty the store.
  if (!isRecord(metadata) || text(child(list, "kind"))?.endsWith("List") !== true) {
    throw new Error(`the API server's answer to ${path} is no list`);
  }
  if (whole !== undefined && (isOdd || !isWhole(list, whole))) {
    throw new Error(`the API server's answer to ${path} is no whole ${whole}`);
  }
  return {
    resourceVersion: text(metadata.resourceVersion) ?? "",
    token: text(metadata.continue),
    isEmpty,
  };
}

/** Of a list whose objects have been taken out: whether it is one of its kind, and nothing else was in it. */
function isWhole(list: unknown, wanted: string): boolean {
  const kind = child(list, "kind");
  const items = child(list, "items");
  const next = descend(list, "metadata", "continue");
  const left = descend(list, "metadata", "remainingItemCount");
  return (
    (wanted === "List" || kind === "List" || kind === wanted) &&
    // An API server writes null for a list of metadata that holds none, and for no other.
    (Array.isArray(items) ? items.length === 0 : items === null && kind === "PartialObjectMetadataList") &&
    (next === undefined || typeof next === "string") &&
    // The last page has none.
    (text(next) !== undefined || (left ?? 0) === 0)
  );
}

function* objectsIn(chunk: Uint8Array, reader: ListReader, path: string): Generator<unknown, void> {
  try {
    yield* reader.push(chunk);
  } catch (error) {
    throw answerError(error as Error, path);
  }
}

function listIn(reader: ListReader, path: string): unknown {
  try {
    return reader.end();
  } catch (error) {
    throw answerError(error as Error, path);
  }
}

function answerError(error: Error, path: string): Error {
  const answer = `the API server's answer to ${path}`;
  return new Error(`${error instanceof RangeError ? `an object in ${answer}` : answer} ${error.message}`);
}
