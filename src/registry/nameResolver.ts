import { type LookupAddress, lookup } from "node:dns";
import { Resolver } from "node:dns/promises";
import { statSync } from "node:fs";
import { networkInterfaces } from "node:os";
import { readRegularFile } from "../files/readRegularFile.ts";
import type { ResolveAll } from "./guardedLookup.ts";
import { type HostsFile, type ResolvConf, readHosts, readResolvConf, usesOnlyDns } from "./resolverFiles.ts";

/** Resolves names, as many at a time as there are. */
export interface NameResolver {
  readonly resolve: ResolveAll;
  /** Ends what is being asked: callbacks get an error. */
  close(): void;
}

export interface NameResolverOptions {
  /** Where the machine says how names are resolved: `/etc`. */
  readonly folder?: string;
  /** `address:port` of name servers in place of those of `resolv.conf`. */
  readonly servers?: readonly string[];
  /** Names of the cluster that its nodes know as well, in lower case. */
  readonly clusterNames?: readonly string[] | undefined;
  /** Default: whether the machine has an address of IPv6 that others can reach. */
  readonly prefersIpv6?: () => boolean;
}

/** The first wait for a name server, in milliseconds; the second one is twice as long. */
const PATIENCE = { timeout: 3_000, tries: 2 } as const;

/**
 * Resolves names by c-ares instead of getaddrinfo. That one takes a thread for each name until it has an answer, and
 * libuv lends it two: the names of two workloads whose name server is silent would hold up all others, and the end of the
 * process too, as a thread cannot be stopped. Threads enough are no way out: whoever creates workloads has names enough.
 *
 * c-ares knows neither `/etc/hosts` nor search domains by itself: they are read here, as getaddrinfo does on the pod's node. Where the
 * machine has other sources of names (`nsswitch.conf`), or is no Linux, getaddrinfo is asked all the same: there, people
 * try the exporter; in a pod there are these files alone.
 */
export function createNameResolver({
  folder = "/etc",
  servers,
  clusterNames = [],
  prefersIpv6 = hasIpv6,
}: NameResolverOptions = {}): NameResolver {
  if (process.platform !== "linux" || !usesOnlyDns(readText(`${folder}/nsswitch.conf`))) {
    return { resolve: lookup, close() {} };
  }
  const hosts = currentFile(`${folder}/hosts`, readHosts);
  const settings = currentFile(`${folder}/resolv.conf`, (text) => {
    const resolver = new Resolver(PATIENCE);
    if (servers !== undefined) {
      resolver.setServers(servers);
    }
    return { ...readResolvConf(text), resolver };
  });
  const asking = new Set<{ readonly resolver: Resolver }>();

  /** The addresses of one full name, none where there is no such name; throws where nobody can tell. */
  const ask = async (resolver: Resolver, name: string, family: number): Promise<string[]> => {
    const question = { resolver };
    asking.add(question);
    const both = await Promise.allSettled([
      ...(family === 6 ? [] : [resolver.resolve4(name)]),
      ...(family === 4 ? [] : [resolver.resolve6(name)]),
    ]);
    asking.delete(question);
    const found = both.flatMap((each) => (each.status === "fulfilled" ? each.value : []));
    const failed = both.find((each) => each.status === "rejected" && !MISSING.has(codeOf(each.reason)));
    if (found.length === 0 && failed?.status === "rejected") {
      throw failed.reason;
    }
    return found;
  };

  const find = async (hostname: string, family: number): Promise<string[]> => {
    const known = inHosts(hosts(), hostname).filter(
      (address) => family === 0 || family === familyOf(address),
    );
    if (known.length > 0) {
      return known;
    }
    const { resolver, ...conf } = settings();
    let failure: unknown;
    const { cluster } = conf;
    const isOfCluster = cluster !== undefined && clusterNames.includes(hostname.toLowerCase());
    for (const name of isOfCluster ? [`${hostname}.${cluster}`] : candidates(hostname, conf)) {
      try {
        const found = await ask(resolver, name, family);
        if (found.length > 0) {
          return found;
        }
      } catch (error) {
        if (codeOf(error) === "ECANCELLED") {
          throw lookupError("EAI_AGAIN", hostname);
        }
        // Another name of the search list may do; if none does, nobody knows whether this one would have.
        failure ??= error;
      }
    }
    throw lookupError(failure === undefined ? "ENOTFOUND" : "EAI_AGAIN", hostname);
  };

  return {
    resolve(hostname, options, callback) {
      const family = options.family === "IPv6" ? 6 : options.family === "IPv4" ? 4 : (options.family ?? 0);
      find(hostname, family).then(
        (addresses) => callback(null, inOrder(addresses, prefersIpv6())),
        (error: NodeJS.ErrnoException) => callback(error, []),
      );
    },
    close() {
      for (const { resolver } of asking) {
        resolver.cancel();
      }
    },
  };
}

/** There is no such name, or it has no address. */
const MISSING = new Set(["ENOTFOUND", "ENODATA"]);

function inHosts(hosts: HostsFile, hostname: string): readonly string[] {
  const bare = hostname.toLowerCase().replace(/\.$/, "");
  // RFC 6761, section 6.3: whatever else there is.
  return hosts.get(bare) ?? (bare === "localhost" ? ["127.0.0.1", "::1"] : []);
}

/** The full names to ask for, in the order of resolv.conf(5). */
function candidates(hostname: string, { search, ndots }: ResolvConf): string[] {
  if (hostname.endsWith(".")) {
    return [hostname.slice(0, -1)];
  }
  const longer = search.map((domain) => `${hostname}.${domain}`);
  return hostname.split(".").length - 1 >= ndots ? [hostname, ...longer] : [...longer, hostname];
}

function inOrder(addresses: readonly string[], ipv6First: boolean): LookupAddress[] {
  const first = ipv6First ? 6 : 4;
  const all = [...new Set(addresses)].map((address) => ({ address, family: familyOf(address) }));
  return [...all.filter(({ family }) => family === first), ...all.filter(({ family }) => family !== first)];
}

function familyOf(address: string): 4 | 6 {
  return address.includes(":") ? 6 : 4;
}

/** What getaddrinfo finds out by asking the routing table (RFC 6724, rules 1 and 2): of no use are addresses of our own link. */
function hasIpv6(): boolean {
  return Object.values(networkInterfaces()).some((addresses) =>
    addresses?.some(
      ({ family, internal, address }) => family === "IPv6" && !internal && !address.startsWith("fe80:"),
    ),
  );
}

function codeOf(error: unknown): string {
  return String((error as NodeJS.ErrnoException).code);
}

function lookupError(code: string, hostname: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`lookup ${code} ${hostname}`), { code, syscall: "lookup" });
}

/** What is made of a file's text: anew when the file is another one. One that cannot be read counts as empty. */
function currentFile<T>(path: string, make: (text: string) => T): () => T {
  let made: { readonly stamp: string; readonly value: T } | undefined;
  return () => {
    const { ino, size, mtimeMs } = statSync(path, { throwIfNoEntry: false }) ?? {};
    const stamp = `${ino} ${size} ${mtimeMs}`;
    if (made?.stamp !== stamp) {
      made = { stamp, value: make(readText(path)) };
    }
    return made.value;
  };
}

function readText(path: string): string {
  try {
    return readRegularFile(path, { maxBytes: 4 * 1024 * 1024 });
  } catch {
    return "";
  }
}
