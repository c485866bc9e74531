import { isIPv6 } from "node:net";
import { isLoopbackName } from "../network/hostname.ts";

const MAX_HOST_LENGTH = 253; // RFC 1035, section 2.3.4, without the root label
const MAX_LABEL_LENGTH = 63;
const MAX_PORT = 65_535;

/**
 * Why nothing can be reached under a registry's name that the grammar of references lets pass, or undefined.
 *
 * @param registry host or host:port of a parsed reference
 */
export function unusableHost(registry: string): string | undefined {
  const [, host = "", port] = /^(.*?)(?::([0-9]+))?$/.exec(registry) ?? [];
  if (port !== undefined && (Number(port) < 1 || Number(port) > MAX_PORT)) {
    return `registry "${registry}" has no usable port: expected 1 to ${MAX_PORT}`;
  }
  if (host.startsWith("[")) {
    return isIPv6(host.slice(1, -1)) ? undefined : `registry "${registry}" is not an IPv6 address`;
  }
  if (host.length > MAX_HOST_LENGTH || host.split(".").some((label) => label.length > MAX_LABEL_LENGTH)) {
    return `registry "${registry}" is longer than a host name may be`;
  }
  return undefined;
}

/** Whether a registry's name, host or host:port, means the machine itself. */
export function isLoopback(registry: string): boolean {
  const host = registry.replace(/:[0-9]+$/, "").toLowerCase();
  return isLoopbackName(host.replace(/^\[(.*)\]$/, "$1"));
}
