import type { LookupAddress, LookupOptions } from "node:dns";
import type { LookupFunction } from "node:net";
import { BoundedMap } from "../collections/boundedMap.ts";
import type { Clock } from "../time/clock.ts";
import type { AddressGuard, AddressRefusedError } from "./addressGuard.ts";

/** `dns.lookup` with `all: true`. */
export type ResolveAll = (
  hostname: string,
  options: LookupOptions & { readonly all: true },
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/**
 * Most addresses of a name that are used; honest names have 16 of a family at most. A node tries all there are until its
 * dial timeout is over, but pulls few images at a time: whoever has a name could have us make 3,900 connections for each
 * look at an image, as many as an answer of 64 KB holds.
 */
const MAX_ADDRESSES = 32;
/** No honest name has so many, and to read so many from an answer takes c-ares 30 ms: it is asked for again only after a while. */
const LARGE = 256;
const LARGE_HOLDS_MS = 10 * 60_000;
const MAX_LARGE = 4_000;

/**
 * Wraps name resolution so that no connection is made to an address that the guard refuses: as this runs for every
 * connection, a name cannot pass first and point elsewhere later. Of several addresses the refused ones are left out; if
 * none is left, the error is the guard's. Of more than {@link MAX_ADDRESSES} some are drawn, anew each time that they are asked for: where
 * nodes get through to one of many, so does one of the next checks.
 *
 * Concurrent questions for one name are asked once: a registry has as many connections as checks, and its name servers
 * may be dead.
 */
export function guardedLookup({
  resolve,
  guard,
  allowLoopback,
  clock,
}: {
  resolve: ResolveAll;
  guard: AddressGuard;
  allowLoopback: boolean;
  clock: Clock;
}): LookupFunction {
  const pending = new Map<string, LookupCallback[]>();
  const large = new BoundedMap<string, { readonly used: readonly LookupAddress[]; readonly untilMs: number }>(
    MAX_LARGE,
  );

  const resolveOnce = (hostname: string, options: LookupOptions, callback: LookupCallback) => {
    const key = `${hostname} ${options.family ?? 0} ${options.hints ?? 0}`;
    const known = large.get(key);
    if (known !== undefined && clock.monotonic() < known.untilMs) {
      setImmediate(callback, null, known.used);
      return;
    }
    const waiting = pending.get(key);
    if (waiting !== undefined) {
      waiting.push(callback);
      return;
    }
    const callbacks = [callback];
    pending.set(key, callbacks);
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      pending.delete(key);
      const used = error === null ? drawn(addresses) : [];
      if (error === null && addresses.length > LARGE) {
        large.set(key, { used, untilMs: clock.monotonic() + LARGE_HOLDS_MS });
      }
      for (const each of callbacks) {
        each(error, used);
      }
    });
  };

  return (hostname, options, callback) => {
    resolveOnce(hostname, options, (error, addresses) => {
      if (error !== null) {
        callback(error, []);
        return;
      }
      let refused: AddressRefusedError | undefined;
      const passed = addresses.filter(({ address }) => {
        const refusal = guard.refusal(hostname, address, allowLoopback);
        refused ??= refusal;
        return refusal === undefined;
      });
      const first = passed[0];
      if (first === undefined) {
        callback(refused ?? notFound(hostname), []);
      } else if (options.all === true) {
        callback(null, passed);
      } else {
        callback(null, first.address, first.family);
      }
    });
  };
}

type LookupCallback = (error: NodeJS.ErrnoException | null, addresses: readonly LookupAddress[]) => void;

/** Half of each family, or what there is of it and more of the other, as sockets try both in turn. In the order given. */
function drawn(addresses: readonly LookupAddress[]): readonly LookupAddress[] {
  if (addresses.length <= MAX_ADDRESSES) {
    return addresses;
  }
  const sixes = addresses.filter(({ family }) => family === 6);
  const fours = addresses.filter(({ family }) => family !== 6);
  const half = MAX_ADDRESSES / 2;
  const ofSixes = Math.min(sixes.length, Math.max(half, MAX_ADDRESSES - fours.length));
  const used = new Set([...sample(sixes, ofSixes), ...sample(fours, MAX_ADDRESSES - ofSixes)]);
  return addresses.filter((address) => used.has(address));
}

/** Some of them, by a shuffle that ends when there are enough; it takes the list for itself. */
function sample<T>(from: T[], count: number): T[] {
  for (let at = 0; at < count; at++) {
    const other = at + Math.floor(Math.random() * (from.length - at));
    [from[at], from[other]] = [from[other] as T, from[at] as T];
  }
  return from.slice(0, count);
}

function notFound(hostname: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`${hostname} has no address`), { code: "ENOTFOUND" });
}
