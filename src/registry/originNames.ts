import type { Origin } from "./connections.ts";

/** By what an origin is found, on one budget. */
export interface OriginNames {
  readonly by: string;
  /** The server, by whatever scheme it is asked. */
  readonly server: string;
  /**
   * Its connections, kept apart by what may be connected to (a token service must not ride on a connection made for a registry)
   * and by all that a pool is made with: any registry may lead to any host, and must neither lend it a trust of its own nor
   * borrow one.
   */
  readonly key: string;
}

const known = new WeakMap<Origin, OriginNames>();

/** Kept with the origin, for who asked last: each request wants them, and a text that is made anew is hashed anew. */
export function originNames(origin: Origin, by: string): OriginNames {
  const before = known.get(origin);
  if (before?.by === by) {
    return before;
  }
  const { url, allowLoopback, settings } = origin;
  const { access, caFile, insecureSkipVerify, concurrency, dialTimeoutMs, timeout } = settings;
  const names = {
    by,
    server: by + url.slice(url.indexOf("/")),
    key: JSON.stringify([
      by,
      url,
      allowLoopback,
      // Also tells whose TLS comes from a node's file.
      access,
      caFile,
      insecureSkipVerify,
      concurrency,
      dialTimeoutMs,
      timeout,
    ]),
  };
  known.set(origin, names);
  return names;
}
