import { BlockList, isIP } from "node:net";
import { bareHostname, isLoopbackName } from "./hostname.ts";
import { parseNetwork } from "./parseNetwork.ts";

/** Which proxy a request goes through. */
export interface ProxyEnvironment {
  /**
   * @param origin scheme, host and port of the request
   * @returns the proxy's URL, which may hold a password; undefined for a direct connection
   */
  proxyFor(origin: URL): URL | undefined;
}

/** A variable that cannot be used; the message does not repeat its value, which may hold a password. */
export class ProxyVariableError extends Error {
  override readonly name = "ProxyVariableError";
}

/**
 * Reads `HTTP_PROXY`, `HTTPS_PROXY` and `NO_PROXY`, lower case first. Without `HTTPS_PROXY`, `HTTP_PROXY` serves both, as
 * in undici. `NO_PROXY` is a list separated by commas or spaces: `*`; a host name, which covers its subdomains, with or
 * without a leading dot; `*.` and a name, which covers the subdomains only; an address; a network such as `10.0.0.0/8`;
 * all but the last with an optional port. The machine itself is never asked through a proxy, as in Go's programs, the
 * container runtimes among them.
 *
 * @throws ProxyVariableError where a variable holds no http or https URL
 */
export function readProxyEnvironment(env: Readonly<Record<string, string | undefined>>): ProxyEnvironment {
  const httpProxy = readProxyUrl(env, "http_proxy");
  const httpsProxy = readProxyUrl(env, "https_proxy") ?? httpProxy;
  const bypasses = (env.no_proxy ?? env.NO_PROXY ?? "")
    .split(/[\s,]+/)
    .filter((entry) => entry !== "")
    .map(compileBypass);

  return {
    proxyFor(origin) {
      const secure = origin.protocol === "https:";
      const proxy = secure ? httpsProxy : httpProxy;
      if (proxy === undefined) {
        return undefined;
      }
      const hostname = bareHostname(origin);
      const port = origin.port === "" ? (secure ? "443" : "80") : origin.port;
      const direct = isLoopbackName(hostname) || bypasses.some((matches) => matches(hostname, port));
      return direct ? undefined : proxy;
    },
  };
}

function readProxyUrl(env: Readonly<Record<string, string | undefined>>, name: string): URL | undefined {
  const upper = name.toUpperCase();
  const [variable, value] = env[name] === undefined ? [upper, env[upper]] : [name, env[name]];
  if (value === undefined || value === "") {
    return undefined;
  }
  const url = URL.parse(value.includes("://") ? value : `http://${value}`);
  if (url === null || !["http:", "https:"].includes(url.protocol)) {
    throw new ProxyVariableError(
      `Cannot use ${variable}: expected a URL such as http://proxy.example.com:3128`,
    );
  }
  return url;
}

type Bypass = (hostname: string, port: string) => boolean;

function compileBypass(entry: string): Bypass {
  const network = parseNetwork(entry);
  if (network !== undefined) {
    const list = new BlockList();
    list.addSubnet(network.address, network.prefix, network.family);
    return (hostname) => {
      const version = isIP(hostname);
      return version !== 0 && list.check(hostname, version === 6 ? "ipv6" : "ipv4");
    };
  }
  // A colon belongs to a port only where it is the sole one, or follows a bracket.
  const [, bracketed, plain, port] =
    /^(?:\[([^\]]+)\]|([^:]+))(?::([0-9]+))?$/.exec(entry) ??
    ([undefined, undefined, entry, undefined] as const);
  const name = (bracketed ?? plain ?? entry).toLowerCase().replace(/(.)\.$/, "$1");
  const matchesPort = (asked: string) => port === undefined || port === asked;
  if (name === "*") {
    return (_, asked) => matchesPort(asked);
  }
  const subdomainsOnly = name.startsWith("*.");
  const base = name.replace(/^\*?\./, "");
  return (hostname, asked) =>
    matchesPort(asked) && ((!subdomainsOnly && hostname === base) || hostname.endsWith(`.${base}`));
}
