import { parse } from "smol-toml";
import type { Credential } from "../../credentials/credential.ts";
import { parseGoDuration } from "../../time/goDuration.ts";

/** One endpoint as a `hosts.toml` has it, and what k3s knows besides. */
export interface HostEntry {
  /** Undefined stands for the registry of the reference, asked as such. */
  readonly server:
    | { readonly scheme: "https" | "http"; readonly host: string; readonly path: string }
    | undefined;
  /** Why no node can ask it, and goes on to the next one. */
  readonly unaskable?: string;
  readonly pulls: boolean;
  readonly resolves: boolean;
  /** Paths of PEM files, relative ones to the file's folder; undefined where none is named. */
  readonly ca: readonly string[] | undefined;
  /** Certificate and key; the key is undefined where one file holds both. */
  readonly client: readonly (readonly [cert: string, key: string | undefined])[] | undefined;
  readonly skipVerify: boolean | undefined;
  readonly headers: readonly string[];
  readonly dialTimeoutMs: number | undefined;
  /** What a repository may be asked for as; where there are several, nodes choose by chance. */
  readonly rewrite?: ((repository: string) => readonly string[]) | undefined;
  /** What it gets for an image without credentials, or why nodes cannot make any of what they have. */
  readonly own?: Credential | string | undefined;
}

/** What makes containerd pass over a `hosts.toml` as a whole; the message is one line. */
export class HostsTomlError extends Error {
  override readonly name = "HostsTomlError";
}

/** As for a file that names nothing. */
export const ORIGIN_ALONE: HostEntry = {
  server: undefined,
  pulls: true,
  resolves: true,
  ca: undefined,
  client: undefined,
  skipVerify: undefined,
  headers: [],
  dialTimeoutMs: undefined,
};

/**
 * Reads a `hosts.toml` as containerd does: the hosts in the order of their tables' headers, then what the root says, which
 * without `server` is the registry itself with all capabilities.
 *
 * @throws HostsTomlError
 */
export function parseHostsToml(text: string): HostEntry[] {
  let root: Table;
  if (text.startsWith("\ufeff")) {
    throw new HostsTomlError("it is no TOML: it begins with a byte order mark");
  }
  try {
    // What nobody asks for may be a number of any size.
    root = parse(text, { integersAsBigInt: "asNeeded" }) as Table;
  } catch (error) {
    throw new HostsTomlError(`it is no TOML: ${String((error as Error).message).split("\n", 1)[0]}`);
  }
  const hosts = tableOf(root.host, "host") ?? {};
  const entries = hostsInOrder(text).map((name) =>
    readEntry(name, tableOf(hosts[name], `host.${withoutUser(name)}`) ?? {}, `host."${withoutUser(name)}".`),
  );
  const last = readEntry(stringOf(root.server, "server") ?? "", root, "");
  const { server, unaskable, ...rest } = last;
  return [
    ...entries,
    server?.host === "" ? { ...rest, server: undefined, pulls: true, resolves: true } : last,
  ];
}

type Table = Record<string, unknown>;

// Only headers of tables count, as for containerd, and their order is that of the file.
const HEADER =
  /^[ \t]*\[[ \t]*(?:host|"host"|'host')[ \t]*\.[ \t]*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([A-Za-z0-9_-]+))[ \t]*[.\]]/gm;

function hostsInOrder(text: string): string[] {
  const names: string[] = [];
  for (const [, quoted, literal, bare] of text.matchAll(HEADER)) {
    const name =
      quoted === undefined ? (literal ?? bare ?? "") : String((parse(`name = "${quoted}"`) as Table).name);
    if (name !== names.at(-1)) {
      names.push(name);
    }
  }
  return names;
}

function readEntry(server: string, table: Table, at: string): HostEntry {
  const override = booleanOf(table.override_path, `${at}override_path`) ?? false;
  const capabilities =
    listOf(table.capabilities, `${at}capabilities`, (one) => stringOf(one, "") ?? "") ?? [];
  const words = capabilities.map((word) => word.toLowerCase());
  const unknown = words.find((word) => !CAPABILITIES.has(word));
  if (unknown !== undefined) {
    throw new HostsTomlError(`${at}capabilities has ${JSON.stringify(unknown)}, which is none`);
  }
  const dialTimeout = stringOf(table.dial_timeout, `${at}dial_timeout`) ?? "";
  const dialMs = dialTimeout === "" ? 0 : parseGoDuration(dialTimeout);
  if (dialMs === undefined) {
    throw new HostsTomlError(
      `${at}dial_timeout is ${JSON.stringify(dialTimeout)}, expected a duration such as "3s"`,
    );
  }
  return {
    ...readServer(server, override, at),
    pulls: words.length === 0 || words.includes("pull"),
    resolves: words.length === 0 || words.includes("resolve"),
    ca: readCa(table.ca, `${at}ca`),
    client: readClient(table.client, `${at}client`),
    skipVerify: booleanOf(table.skip_verify, `${at}skip_verify`),
    headers: readHeaders(table.header, `${at}header`),
    // To Go's dialer, 0 is no limit, and less than that has run out already.
    dialTimeoutMs: dialMs === 0 ? undefined : Math.max(1, Math.ceil(dialMs)),
  };
}

const CAPABILITIES = new Set(["pull", "resolve", "push", "referrers"]);

/**
 * Reads the URL of a server as containerd does, which takes all that Go takes for a URL. Whose host is empty nobody can ask.
 *
 * @param override whether its path is all that stands before a repository
 * @param at what names it in messages
 * @throws HostsTomlError
 */
export function readServer(
  server: string,
  override: boolean,
  at: string,
): Pick<HostEntry, "unaskable"> & { readonly server: NonNullable<HostEntry["server"]> } {
  const url = server === "" || server.startsWith("http") ? server : `https://${server}`;
  // Nobody is asked with a user that stands in there.
  const [, scheme = "", host = "", path = ""] =
    /^(?:([a-z][a-z0-9+.-]*):)?(?:\/\/(?:[^/?#]*@)?([^/?#]*))?([^?#]*)/i.exec(url) ?? [];
  const name = at === "" ? "server" : at.slice(0, -1);
  const isHttp = /^https?$/i.test(scheme);
  if (
    NO_URL.test(url) ||
    (scheme === "" && /^[^/]*:/.test(url)) ||
    (isHttp && host !== "" && !URL.canParse(url))
  ) {
    throw new HostsTomlError(`${name} is no URL of a server: ${JSON.stringify(withoutUser(server))}`);
  }
  const cleaned = cleanPath(path);
  const trimmed = cleaned === "/" || host === "" ? "" : cleaned;
  const why = host === "" ? "it names no host" : isHttp ? undefined : `nodes do not speak ${scheme}`;
  return {
    server: {
      scheme: scheme.toLowerCase() === "http" ? "http" : "https",
      host,
      path: override || trimmed.endsWith("/v2") ? trimmed : `${trimmed}/v2`,
    },
    ...(why !== undefined && { unaskable: `${name}: ${why}` }),
  };
}

/** As Go's `path.Clean` has it, of what the path means; as it stands in URLs. */
function cleanPath(path: string): string {
  const parts: string[] = [];
  for (const part of (decoded(path) ?? path).split("/")) {
    if (part === "..") {
      parts.pop();
    } else if (part !== "" && part !== ".") {
      parts.push(part);
    }
  }
  const cleaned = `/${parts.join("/")}`;
  // Go leaves brackets as they are.
  return decoded(path) === undefined
    ? cleaned
    : encodeURI(cleaned).replaceAll("%5B", "[").replaceAll("%5D", "]");
}

/** Undefined where it would be no path any more. */
function decoded(path: string): string | undefined {
  try {
    const text = decodeURIComponent(path);
    return /[?#%]/.test(text) ? undefined : text;
  } catch {
    return undefined;
  }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what a URL must not hold
const NO_URL = /[\x00-\x1f\x7f]|^[^?#]*%(?![0-9a-f]{2})/i;

/** For messages. */
function withoutUser(server: string): string {
  return server.replace(/^.*@/s, "***@");
}

function readCa(value: unknown, at: string): readonly string[] | undefined {
  return typeof value === "string" ? [value] : listOf(value, at, (one) => stringOf(one, at) ?? "");
}

function readClient(value: unknown, at: string): HostEntry["client"] {
  if (typeof value === "string") {
    return [[value, undefined]];
  }
  return listOf(value, at, (one) => {
    if (typeof one === "string") {
      return [one, undefined] as const;
    }
    const pair = listOf(one, at, (part) => stringOf(part, at) ?? "");
    if (pair?.length !== 2) {
      throw new HostsTomlError(`${at} has an element that is no pair of a certificate and a key`);
    }
    return [pair[0]!, pair[1]] as const;
  });
}

function readHeaders(value: unknown, at: string): string[] {
  return Object.entries(tableOf(value, at) ?? {}).flatMap(([name, one]) => {
    const values =
      typeof one === "string" ? [one] : listOf(one, `${at}.${name}`, (text) => stringOf(text, at) ?? "");
    return (values ?? []).flatMap((text) => [name.toLowerCase(), text]);
  });
}

function tableOf(value: unknown, at: string): Table | undefined {
  return expectKind(
    value,
    at,
    "a table",
    (one): one is Table => typeof one === "object" && !Array.isArray(one),
  );
}

function stringOf(value: unknown, at: string): string | undefined {
  return expectKind(value, at, "a text", (one): one is string => typeof one === "string");
}

function booleanOf(value: unknown, at: string): boolean | undefined {
  return expectKind(value, at, "true or false", (one): one is boolean => typeof one === "boolean");
}

function listOf<T>(value: unknown, at: string, map: (one: unknown) => T): T[] | undefined {
  return expectKind(value, at, "a list", (one): one is unknown[] => Array.isArray(one))?.map(map);
}

function expectKind<T>(
  value: unknown,
  at: string,
  kind: string,
  is: (value: unknown) => value is T,
): T | undefined {
  if (value === undefined) {
    return undefined;
  }
  if (value === null || !is(value)) {
    throw new HostsTomlError(`${at} is not ${kind}`);
  }
  return value;
}
