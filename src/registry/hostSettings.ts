import { compileKey, locate } from "../credentials/keyPattern.ts";
import type { EndpointTls } from "../image/endpoint.ts";
import { bareHostname, isLoopbackName } from "../network/hostname.ts";
import { nameOfHost } from "./registryAddress.ts";
import type { RegistryHostOptions, RegistryOptions } from "./registryOptions.ts";

/** What holds for one registry after its deviations were applied; durations in milliseconds. */
export interface HostSettings extends Required<Omit<RegistryHostOptions, "caFile">> {
  readonly allowPlainHttp: boolean;
  readonly caFile: string | undefined;
  /** What a node's own files say of it, and the name of all that they say. */
  readonly tls?: EndpointTls;
  readonly access?: string;
  /** How long making a connection may take, where that is less than the timeout. */
  readonly dialTimeoutMs?: number;
}

/** Finds the settings of a registry or token service by its `host[:port]`. */
export interface HostSettingsLookup {
  settingsOf(host: string): HostSettings;
  /** Whether the options name the host, exactly or by a glob. */
  names(host: string): boolean;
  /**
   * One name for all that a server is called: in lower case, addresses as URLs write them, without the port that its scheme
   * has anyway, and one for Docker Hub. What is no host stays as it is.
   */
  budgetOf(host: string): string;
}

/**
 * Compiles `config.registries`. One entry of `hosts` applies to a host: the one that is written like it, else one of the same
 * server by another name, else the glob that spells out the most characters (of equal ones the first in lexical order). As in
 * docker configs, a star stands for any text within one label, and the port must be equal. Letter case does not matter.
 */
export function createHostSettings(options: RegistryOptions): HostSettingsLookup {
  const exact = new Map<string, RegistryHostOptions>();
  const globs: Glob[] = [];
  for (const [key, host] of Object.entries(options.hosts)) {
    const name = key.toLowerCase();
    const pattern = name.includes("*") ? compileKey(name) : undefined;
    if (pattern === undefined) {
      exact.set(name, host);
    } else {
      globs.push({ name, literals: name.replaceAll("*", "").length, matches: pattern.matches, host });
    }
  }
  globs.sort((a, b) => b.literals - a.literals || (a.name < b.name ? -1 : 1));

  const written = (name: string): RegistryHostOptions | undefined => {
    const found = exact.get(name);
    if (found !== undefined || globs.length === 0) {
      return found;
    }
    const location = locate(name);
    return globs.find((glob) => glob.matches(location))?.host;
  };

  const budgetOf = (host: string): string => {
    const name = host.toLowerCase();
    const bare = name.replace(/:(?:80|443)$/, "");
    const plainHttp = (exact.get(name) ?? written(bare))?.plainHttp ?? options.plainHttp;
    const url = URL.parse(`${plainHttp ? "http" : "https"}://${name}`);
    if (url === null || url.pathname !== "/" || url.username !== "") {
      return host;
    }
    return nameOfHost(isLoopbackName(bareHostname(url)) ? url.host.replace(/:80$/, "") : url.host);
  };

  const servers = new Map([...exact].map(([name, host]) => [budgetOf(name), host]));
  const find = (host: string): RegistryHostOptions | undefined => {
    const name = host.toLowerCase();
    const budget = budgetOf(host);
    return exact.get(name) ?? exact.get(budget) ?? servers.get(budget) ?? written(budget);
  };

  return {
    names: (host) => find(host) !== undefined,
    budgetOf,
    settingsOf(host) {
      const deviation = find(host);
      return {
        plainHttp: deviation?.plainHttp ?? options.plainHttp,
        allowPlainHttp: options.allowPlainHttp,
        insecureSkipVerify: deviation?.insecureSkipVerify ?? options.insecureSkipVerify,
        caFile: deviation?.caFile,
        concurrency: deviation?.concurrency ?? options.concurrency,
        requestsPerSecond: deviation?.requestsPerSecond ?? options.requestsPerSecond,
        timeout: deviation?.timeout ?? options.timeout,
      };
    },
  };
}

interface Glob {
  readonly name: string;
  /** Number of characters that are no star. */
  readonly literals: number;
  readonly matches: (location: ReturnType<typeof locate>) => boolean;
  readonly host: RegistryHostOptions;
}
