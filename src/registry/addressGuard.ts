import { BlockList, isIP } from "node:net";
import { parseNetwork } from "../network/parseNetwork.ts";

/** Thrown, or passed to a callback, instead of a connection to an address that the guard refuses. */
export class AddressRefusedError extends Error {
  override readonly name = "AddressRefusedError";
  readonly code = "ERR_ADDRESS_REFUSED";
  /** The host as it was asked for, and the address it stands for. */
  readonly host: string;
  readonly address: string;

  constructor(host: string, address: string, kind: string) {
    super(
      host === address
        ? `address ${address} is refused: it is ${kind}`
        : `address ${address} of host ${host} is refused: it is ${kind}`,
    );
    this.host = host;
    this.address = address;
  }
}

/** Keeps the exporter from being sent to addresses that only machines of the cloud or the node itself should reach. */
export interface AddressGuard {
  /**
   * @param host what the address was resolved from, for the message
   * @param address an IP address in the form that sockets take, with or without a zone; anything else passes
   * @param allowLoopback whether the machine itself may be asked
   */
  refusal(host: string, address: string, allowLoopback: boolean): AddressRefusedError | undefined;
}

// Whoever may create a workload chooses the host that we talk to. What answers here hands out credentials of the node
// (metadata services) or is nobody's registry.
const REFUSED: readonly (readonly [kind: string, networks: readonly string[]])[] = [
  [
    "a cloud metadata address",
    [
      "169.254.169.254/32", // AWS, GCP, Azure and most others
      "169.254.170.0/23", // AWS: container credentials, EKS pod identity
      "fd00:ec2::/32", // AWS over IPv6
      "fd20:ce::254/128", // GCP over IPv6
      "fd00:c1::a9fe:a9fe/128", // Oracle over IPv6
      "fd00:42::42/128", // Scaleway over IPv6
      "100.100.100.200/32", // Alibaba
      "168.63.129.16/32", // Azure's wire server
      "192.0.0.192/32", // Oracle, older
    ],
  ],
  ["link-local", ["169.254.0.0/16", "fe80::/10"]],
  ["unspecified", ["0.0.0.0/8", "::/128"]], // Linux connects to itself there
  ["multicast or broadcast", ["224.0.0.0/4", "255.255.255.255/32", "ff00::/8"]],
  ["a tunnel's address", ["2001::/32"]], // Teredo hides an IPv4 address in it
];
const LOOPBACK: readonly string[] = ["127.0.0.0/8", "::1/128"];

/**
 * @param allowedNetworks networks in CIDR notation that are let through all the same; see {@link parseNetwork}
 * @param options.insidePod whether nodes would ask another machine where we would ask ourselves: then nothing leads there
 */
export function createAddressGuard(
  allowedNetworks: readonly string[],
  { insidePod = false }: { readonly insidePod?: boolean } = {},
): AddressGuard {
  const allowed = blockList(allowedNetworks);
  const refused = REFUSED.map(([kind, networks]) => ({ kind, networks: blockList(networks) }));
  const loopback = blockList(LOOPBACK);

  return {
    refusal(host, address, allowLoopback) {
      const bare = address.replace(/%.*$/, "");
      const version = isIP(bare);
      const family = version === 6 ? "ipv6" : "ipv4";
      if (version === 0 || allowed.check(bare, family)) {
        return undefined;
      }
      const kind = refused.find(({ networks }) => networks.check(bare, family))?.kind;
      if (kind !== undefined) {
        return new AddressRefusedError(host, bare, kind);
      }
      const isRefused = insidePod === true || !allowLoopback;
      return isRefused && loopback.check(bare, family)
        ? new AddressRefusedError(host, bare, "the exporter's own machine")
        : undefined;
    },
  };
}

// Names by which metadata services are known. Only of use where a proxy resolves names in our place.
const METADATA_NAMES =
  /^(?:metadata|metadata\.goog|metadata\.google\.internal|instance-data(?:\.ec2\.internal)?)$/;

/** Whether a host name is a well-known name of a metadata service. */
export function isMetadataName(hostname: string): boolean {
  return METADATA_NAMES.test(hostname);
}

// IPv6 addresses that reach an IPv4 address: NAT64 (RFC 6052, RFC 8215), SIIT (RFC 2765), IPv4-compatible (RFC 4291,
// section 2.5.5.1). The IPv4-mapped form is the block list's own business.
const EMBEDDINGS = ["64:ff9b::", "64:ff9b:1::", "::ffff:0:", "::"];

function blockList(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const text of networks) {
    const network = parseNetwork(text);
    if (network === undefined) {
      throw new TypeError(
        `Cannot read "${text}" as a network: expected an address and a prefix such as 10.0.0.0/8`,
      );
    }
    list.addSubnet(network.address, network.prefix, network.family);
    if (network.family === "ipv4") {
      for (const embedding of EMBEDDINGS) {
        // Of ::/96 the first network, ::0.0.0.0/104, is no IPv4 address but holds :: and ::1.
        if (embedding !== "::" || !network.address.startsWith("0.")) {
          list.addSubnet(`${embedding}${network.address}`, 96 + network.prefix, "ipv6");
        }
      }
      // 6to4 (RFC 3056) carries it in the bits after 2002::/16.
      const [a, b, c, d] = network.address.split(".").map(Number) as [number, number, number, number];
      const words = [a * 256 + b, c * 256 + d].map((word) => word.toString(16)).join(":");
      list.addSubnet(`2002:${words}::`, 16 + network.prefix, "ipv6");
    }
  }
  return list;
}
