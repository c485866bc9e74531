import { isIP } from "node:net";

/** Addresses by name, in lower case. */
export type HostsFile = ReadonlyMap<string, readonly string[]>;

/** Reads hosts(5). What is no address, or no line of it, is passed over. */
export function readHosts(text: string): HostsFile {
  const addresses = new Map<string, string[]>();
  for (const line of text.split("\n")) {
    const [address = "", ...names] = wordsOf(line);
    if (isIP(address) === 0) {
      continue;
    }
    for (const name of names) {
      const known = addresses.get(name.toLowerCase());
      if (known === undefined) {
        addresses.set(name.toLowerCase(), [address]);
      } else {
        known.push(address);
      }
    }
  }
  return addresses;
}

/** How a name becomes those that name servers are asked for. */
export interface ResolvConf {
  /** Domains to append, in order. */
  readonly search: readonly string[];
  /** From how many dots on a name is asked for as it stands first. */
  readonly ndots: number;
  /** The cluster's own domain, in a pod. */
  readonly cluster?: string;
}

/** As in glibc. */
const MAX_NDOTS = 15;

/**
 * Reads resolv.conf(5) as the node of a pod has it; name servers are left to c-ares.
 *
 * The kubelet puts the cluster's domains before the node's, and has them asked first (`ndots:5`): whoever has a namespace `io`
 * and a Service `ghcr` would be ghcr.io. Nodes know nothing of these domains.
 */
export function readResolvConf(text: string): ResolvConf {
  let search: readonly string[] = [];
  let ndots = 1;
  for (const line of text.split("\n")) {
    const [keyword, ...values] = wordsOf(line);
    if (keyword === "search" || keyword === "domain") {
      // The last line counts. The root alone is no domain.
      search = values.map((domain) => domain.replace(/\.$/, "")).filter((domain) => domain !== "");
    } else if (keyword === "options") {
      const given = values.map((option) => /^ndots:(\d+)$/.exec(option)?.[1]).findLast((value) => value);
      ndots = given === undefined ? ndots : Math.min(Number(given), MAX_NDOTS);
    }
  }
  const domain = /^[^.]+\.svc\.(.+)$/.exec(search[0] ?? "")?.[1];
  return domain !== undefined && search[1] === `svc.${domain}` && search[2] === domain
    ? { search: search.slice(3), ndots: 1, cluster: domain }
    : { search, ndots };
}

/** Whether names come from `hosts` and name servers alone, as nsswitch.conf(5) says; without that file they do. */
export function usesOnlyDns(text: string): boolean {
  const line = text.split("\n").find((each) => /^\s*hosts:/.test(each)) ?? "hosts: files dns";
  const sources = wordsOf(line.replace(/\[[^[\]]*\]/g, " ")).slice(1);
  return sources.every((source) => source === "files" || source === "dns" || source === "myhostname");
}

function wordsOf(line: string): string[] {
  return line
    .replace(/[#;].*$/, "")
    .split(/\s+/)
    .filter((word) => word !== "");
}
