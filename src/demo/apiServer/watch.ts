import type { Clock } from "../../time/clock.ts";
import type { Detail } from "./accept.ts";
import { tooOld } from "./apiError.ts";
import { integerParameter, invalidOption, resourceVersionParameter, selectionOf } from "./listOptions.ts";
import type { ChangeEvent, ObjectTable } from "./objectTable.ts";
import { apiVersionOf, type Resource } from "./resource.ts";
import { atVersion, objectText, partialText, type StoredObject } from "./storedObject.ts";

/** Where a watch writes to: the body of an HTTP answer. */
export interface WatchStream {
  write(line: string): void;
  /** Ends the answer in good order. */
  end(): void;
}

/** An open watch. */
export interface Watch {
  /** From now on nothing is sent any more, not even an end: what a half-open connection looks like. */
  stall(): void;
  /** Releases what the watch holds; the stream is the caller's. */
  close(): void;
}

export interface WatchSettings {
  readonly detail: Detail;
  readonly clock: Clock;
  /** The server's resourceVersion when asked. */
  readonly current: () => number;
  /** How often a bookmark is sent to those who allow them, in milliseconds. */
  readonly bookmarkIntervalMs: number;
  /** How long a watch lasts that names no `timeoutSeconds`, in milliseconds. */
  readonly timeoutMs: number;
}

/** How long before the end of a watch its last bookmark is sent, in milliseconds: the real server's figure. */
const LAST_BOOKMARK_MS = 2_000;

/**
 * Prepares a watch; the returned function starts it once the answer's head is out.
 *
 * Without `resourceVersion`, or with 0, it begins with an ADDED event for each object there is. One that is too old
 * gets an ERROR event with a 410 inside a 200 answer, as from the real server's watch cache.
 *
 * @throws ApiError 400 or 422 for parameters that cannot be read
 */
export function prepareWatch(
  table: ObjectTable,
  namespace: string,
  query: URLSearchParams,
  settings: WatchSettings,
): (stream: WatchStream) => Watch {
  const { resource } = table;
  const { clock, detail, current } = settings;
  if (query.get("sendInitialEvents") || query.get("resourceVersionMatch")) {
    const why = "sendInitialEvents is forbidden for watch unless the WatchList feature gate is enabled";
    throw invalidOption("sendInitialEvents", "FieldValueForbidden", `Forbidden: ${why}`);
  }
  const selected = selectionOf(query, resource);
  const version = resourceVersionParameter(query) ?? 0;
  const seconds = integerParameter(query, "timeoutSeconds") ?? 0;
  const timeoutMs = seconds !== 0 ? 1000 * seconds : settings.timeoutMs;
  const bookmarks = query.get("allowWatchBookmarks") === "true" || query.get("allowWatchBookmarks") === "1";

  const visible = (object: StoredObject | undefined): object is StoredObject =>
    object !== undefined &&
    (namespace === "" || object.namespace === namespace) &&
    (selected === undefined || selected(object));
  const text = (object: StoredObject) =>
    detail === "full" ? objectText(resource, object) : partialText(object);

  return (stream) => {
    let stalled = false;
    const send = (type: string, object: string) => {
      if (!stalled) {
        stream.write(`{"type":"${type}","object":${object}}\n`);
      }
    };
    const tell = (event: ChangeEvent) => {
      const change = seenThrough(visible, event);
      if (change !== undefined) {
        send(change.type, text(change.object));
      }
    };

    if (version !== 0 && version < table.watchFloor) {
      send("ERROR", JSON.stringify(tooOld(version, table.watchFloor).status));
      stream.end();
      return { stall: () => {}, close: () => {} };
    }
    if (version === 0) {
      const range = table.range(namespace, "", current());
      for (const key of range.keys.slice(range.from, range.to)) {
        const object = range.get(key);
        if (visible(object)) {
          send("ADDED", text(object));
        }
      }
    } else {
      for (const event of table.eventsAfter(version)) {
        tell(event);
      }
    }
    // A version in the future is waited for.
    const unsubscribe = table.subscribe((event) => {
      if (event.object.resourceVersion > version) {
        tell(event);
      }
    });

    // A bookmark tells how far the watch has come: nothing to tell where nothing happened since it began.
    const bookmark = () => {
      if (current() > version) {
        send("BOOKMARK", bookmarkText(resource, detail, current()));
      }
    };
    let cancelBookmark = () => {};
    const endsAt = clock.monotonic() + timeoutMs;
    const scheduleBookmark = () => {
      const untilLast = endsAt - LAST_BOOKMARK_MS - clock.monotonic();
      const delayMs = untilLast > 0 ? Math.min(settings.bookmarkIntervalMs, untilLast) : 1_000;
      cancelBookmark = clock.schedule(delayMs, () => {
        bookmark();
        scheduleBookmark();
      });
    };
    if (bookmarks) {
      scheduleBookmark();
    }
    const close = () => {
      unsubscribe();
      cancelBookmark();
      cancelEnd();
    };
    const cancelEnd = clock.schedule(timeoutMs, () => {
      close();
      if (!stalled) {
        stream.end();
      }
    });
    return {
      stall() {
        stalled = true;
      },
      close,
    };
  };
}

/** What a change looks like through a selection: an object that leaves it is gone, one that enters it is new. */
function seenThrough(
  visible: (object: StoredObject | undefined) => object is StoredObject,
  { type, object, previous }: ChangeEvent,
): Pick<ChangeEvent, "type" | "object"> | undefined {
  const is = type !== "DELETED" && visible(object);
  if (!visible(previous)) {
    return is ? { type: "ADDED", object } : undefined;
  }
  if (is) {
    return { type: "MODIFIED", object };
  }
  // The last state that was visible, as of the version of the change.
  return { type: "DELETED", object: atVersion(previous, object.resourceVersion) };
}

/** A bookmark's object has nothing but its type and resourceVersion; Go's empty structs show as below. */
function bookmarkText(resource: Resource, detail: Detail, resourceVersion: number): string {
  const metadata = { resourceVersion: String(resourceVersion) };
  if (detail === "metadata") {
    return JSON.stringify({ kind: "PartialObjectMetadata", apiVersion: "meta.k8s.io/v1", metadata });
  }
  const type = { kind: resource.kind, apiVersion: apiVersionOf(resource), metadata };
  const path = resource.podSpecPath;
  if (path === undefined) {
    return JSON.stringify(type);
  }
  const template = path
    .split(".")
    .reduceRight<unknown>((inner, key) => ({ [key]: inner }), { containers: null }) as object;
  return JSON.stringify({ ...type, ...template, status: {} });
}
