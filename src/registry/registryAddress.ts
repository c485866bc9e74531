import { bareHostname } from "../network/hostname.ts";

/** Where a registry is asked. */
export interface RegistryAddress {
  /** As references name it: the key of budgets, settings and metrics. */
  readonly registry: string;
  /** Without brackets and port, normalised as URLs are: `0x7f.1` is `127.0.0.1`. */
  readonly hostname: string;
  /** `https://…` and `http://…` without a path. */
  readonly https: string;
  readonly http: string;
}

// The name in references is no registry; its API lives at another host.
const DOCKER_HUB = "docker.io";
const DOCKER_HUB_API = "registry-1.docker.io";
const DOCKER_HUBS = new Set([DOCKER_HUB_API, "index.docker.io", "registry.hub.docker.com"]);

/**
 * Reads the registry of a reference or mirror.
 *
 * @param registry host or host:port; an IPv6 address in brackets
 * @param literal whether even Docker Hub's name is that of the host
 * @returns undefined where there is no such host: `999.1.1.1`, `[::1`, port 70000
 */
export function readRegistryAddress(registry: string, { literal = false } = {}): RegistryAddress | undefined {
  // Everything that would end the host part of a URL.
  if (registry === "" || /[/\\?#@\s]/.test(registry)) {
    return undefined;
  }
  const host = registry === DOCKER_HUB && !literal ? DOCKER_HUB_API : registry;
  const https = parse(`https://${host}`);
  const http = parse(`http://${host}`);
  if (https === undefined || http === undefined) {
    return undefined;
  }
  return { registry, hostname: bareHostname(https), https: https.origin, http: http.origin };
}

/** The name of the registry whose API is at a host[:port], in lower case: what its requests are counted under. */
export function nameOfHost(host: string): string {
  return DOCKER_HUBS.has(host) ? DOCKER_HUB : host;
}

function parse(text: string): URL | undefined {
  const url = URL.parse(text);
  // Port 0 parses, but nothing can listen on it.
  return url === null || url.hostname === "" || url.port === "0" ? undefined : url;
}
