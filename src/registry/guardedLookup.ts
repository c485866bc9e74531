import type { LookupAddress, LookupOptions } from "node:dns";
import type { LookupFunction } from "node:net";
import type { AddressGuard, AddressRefusedError } from "./addressGuard.ts";

/** `dns.lookup` with `all: true`. */
export type ResolveAll = (
  hostname: string,
  options: LookupOptions & { readonly all: true },
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/**
 * Wraps name resolution so that no connection is made to an address that the guard refuses: as this runs for every
 * connection, a name cannot pass first and point elsewhere later. Of several addresses the refused ones are left out; if
 * none is left, the error is the guard's.
 *
 * Concurrent questions for one name are asked once: a registry has as many connections as checks, and its name servers
 * may be dead.
 */
export function guardedLookup({
  resolve,
  guard,
  allowLoopback,
}: {
  resolve: ResolveAll;
  guard: AddressGuard;
  allowLoopback: boolean;
}): LookupFunction {
  const pending = new Map<string, LookupCallback[]>();

  const resolveOnce = (hostname: string, options: LookupOptions, callback: LookupCallback) => {
    const key = `${hostname} ${options.family ?? 0} ${options.hints ?? 0}`;
    const waiting = pending.get(key);
    if (waiting !== undefined) {
      waiting.push(callback);
      return;
    }
    const callbacks = [callback];
    pending.set(key, callbacks);
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      pending.delete(key);
      for (const each of callbacks) {
        each(error, addresses);
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

type LookupCallback = (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void;

function notFound(hostname: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`${hostname} has no address`), { code: "ENOTFOUND" });
}
