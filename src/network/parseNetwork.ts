import { isIP } from "node:net";

/** A network in CIDR notation. */
export interface Network {
  readonly address: string;
  readonly prefix: number;
  readonly family: "ipv4" | "ipv6";
}

/** @returns undefined where the text is no network such as `10.0.0.0/8` or `fe80::/10` */
export function parseNetwork(text: string): Network | undefined {
  const [, address = "", digits = ""] = /^([^/%]+)\/([0-9]{1,3})$/.exec(text) ?? [];
  const version = isIP(address);
  const prefix = Number(digits);
  if (version === 0 || prefix > (version === 6 ? 128 : 32)) {
    return undefined;
  }
  return { address, prefix, family: version === 6 ? "ipv6" : "ipv4" };
}
