import { isIP } from "node:net";

/**
 * Whose a host probably is: the last two labels of its name, which cost something, where names below them and ports do not.
 * All addresses count as one's.
 *
 * @param host with its port, if any: `r1.example.com:5000`, `[::1]:5000`
 */
export function siteOf(host: string): string {
  const name = host
    .replace(/:\d+$/, "")
    .replace(/^\[(.*)\]$/, "$1")
    .replace(/\.$/, "")
    .toLowerCase();
  return isIP(name) === 0 ? name.split(".").slice(-2).join(".") : "an address";
}
