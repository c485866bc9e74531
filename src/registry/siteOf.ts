import { isIP } from "node:net";

/** Whether two hosts are probably of one: an address is nobody's but its own. */
export function isSameSite(a: string, b: string): boolean {
  return hostnameOf(a) === hostnameOf(b) || (siteOf(a) === siteOf(b) && isIP(hostnameOf(a)) === 0);
}

/**
 * Whose a host probably is: the last two labels of its name, which cost something, where names below them and ports do not.
 * All addresses count as one's.
 *
 * @param host with its port, if any: `r1.example.com:5000`, `[::1]:5000`
 */
export function siteOf(host: string): string {
  const name = hostnameOf(host);
  return isIP(name) === 0 ? name.split(".").slice(-2).join(".") : "an address";
}

function hostnameOf(host: string): string {
  return host
    .replace(/:\d+$/, "")
    .replace(/^\[(.*)\]$/, "$1")
    .replace(/\.$/, "")
    .toLowerCase();
}
