import { isIP } from "node:net";

/** A URL's host name without the brackets of an IPv6 address and without the root label's dot. */
export function bareHostname(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, "$1").replace(/(.)\.$/, "$1");
}

/** Whether a host name, as {@link bareHostname} gives it, means the machine itself: `localhost`, `127.0.0.0/8`, `::1`. */
export function isLoopbackName(hostname: string): boolean {
  return (
    hostname === "localhost" ||
    hostname.endsWith(".localhost") ||
    hostname === "::1" ||
    (isIP(hostname) === 4 && hostname.startsWith("127."))
  );
}

/** Whether a host is another one, or a subdomain of it: both as {@link bareHostname} gives them. */
export function isSameOrBelow(hostname: string, parent: string): boolean {
  return hostname === parent || (isIP(parent) === 0 && hostname.endsWith(`.${parent}`));
}
