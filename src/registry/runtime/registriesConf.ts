import { parse } from "smol-toml";
import { parseReference } from "../../image/reference.ts";
import type { ImagePolicy } from "./imagePolicy.ts";

/** What a `registries.conf` says, or several together. */
export interface RegistriesConf {
  /** By prefix. */
  readonly registries: ReadonlyMap<string, RegistryEntry>;
  /** Where names without a registry are looked for; undefined where it is not said. */
  readonly search: readonly string[] | undefined;
  /** What such names stand for; empty where a later file takes that back. */
  readonly aliases: ReadonlyMap<string, string>;
  /** Whether all registries to be searched are asked, one after the other; else a node does not choose among several. */
  readonly searchesAll?: true;
  /** What says all this, where it is no file. */
  readonly source?: string;
  /** Which images policy.json lets in; undefined for all. */
  readonly policy?: ImagePolicy;
}

/** A `[[registry]]`. */
export interface RegistryEntry {
  /** With `*.` first, any subdomain of the rest. */
  readonly prefix: string;
  /** What takes the prefix's place; empty for nothing. */
  readonly location: string;
  readonly insecure: boolean;
  readonly blocked: boolean;
  readonly mirrors: readonly MirrorEntry[];
}

/** A `[[registry.mirror]]`. */
export interface MirrorEntry {
  readonly location: string;
  readonly insecure: boolean;
  readonly pulls: "all" | "digest-only" | "tag-only";
  /** What it is to be told as `?ns=`; empty for nothing. */
  readonly namespace: string;
}

/** A file that no node takes; the message is one line. */
export class RegistriesConfError extends Error {
  override readonly name = "RegistriesConfError";
}

/**
 * Reads a `registries.conf` of version 2 (containers-registries.conf(5)).
 *
 * @throws RegistriesConfError
 */
export function parseRegistriesConf(text: string): RegistriesConf {
  let root: unknown;
  try {
    root = parse(text, { integersAsBigInt: "asNeeded" });
  } catch (error) {
    throw new RegistriesConfError(`it is no TOML: ${String((error as Error).message).split("\n", 1)[0]}`);
  }
  const table = fieldsOf(root, "it");
  const old = fieldsOf(table.registries ?? {}, "registries");
  if (
    ["search", "insecure", "block"].some((kind) => fieldsOf(old[kind] ?? {}, kind).registries !== undefined)
  ) {
    throw new RegistriesConfError("it is of version 1, which is not read any more");
  }
  const mode = textOf(table, "short-name-mode", "");
  if (!["", "enforcing", "permissive", "disabled"].includes(mode)) {
    throw new RegistriesConfError(`short-name-mode is ${JSON.stringify(mode)}, which is none`);
  }
  const entries = listOf(table, "registry", "").map(readRegistry);
  for (const { location, prefix, insecure, blocked } of entries) {
    const other = entries.find(
      (one) =>
        (one.location || one.prefix) === (location || prefix) &&
        (one.insecure !== insecure || one.blocked !== blocked),
    );
    if (other !== undefined) {
      throw new RegistriesConfError(
        `registry ${location || prefix} is there twice, and not both insecure or blocked`,
      );
    }
  }
  const registries = new Map<string, RegistryEntry>();
  for (const entry of entries) {
    if (!registries.has(entry.prefix)) {
      registries.set(entry.prefix, entry);
    }
  }
  const search = table["unqualified-search-registries"];
  return {
    registries,
    search: search === undefined ? undefined : searchOf(table),
    aliases: aliasesOf(tableOf(table.aliases ?? {}, "aliases")),
  };
}

/** What files say together, in the order in which nodes read them: of one prefix, name or list the last counts. */
export function joinRegistriesConf(files: readonly RegistriesConf[]): RegistriesConf {
  return {
    registries: new Map(files.flatMap(({ registries }) => [...registries])),
    search: files.findLast(({ search }) => search !== undefined)?.search,
    aliases: new Map(files.flatMap(({ aliases }) => [...aliases])),
  };
}

/**
 * The entry that counts for a name: that of the longest prefix, and where its match ends.
 *
 * @param name with a registry, without tag and digest
 */
export function findRegistry(
  { registries }: Pick<RegistriesConf, "registries">,
  name: string,
): { readonly entry: RegistryEntry; readonly end: number } | undefined {
  let found: { readonly entry: RegistryEntry; readonly end: number } | undefined;
  for (const entry of registries.values()) {
    const { prefix } = entry;
    const end = matchEnd(name, prefix);
    const best = found?.entry.prefix ?? "";
    if (
      end !== undefined &&
      (prefix.length > best.length || (prefix.length === best.length && prefix < best))
    ) {
      found = { entry, end };
    }
  }
  return found;
}

function matchEnd(name: string, prefix: string): number | undefined {
  const isWild = prefix.startsWith("*.");
  const start = isWild ? name.indexOf(prefix.slice(1)) : name.startsWith(prefix) ? 0 : -1;
  const end = start + prefix.length - (isWild ? 1 : 0);
  const isWhole = end === name.length || ":/@".includes(name.charAt(end));
  return start < 0 || name.slice(0, start).includes("/") || !isWhole ? undefined : end;
}

type Table = Readonly<Record<string, unknown>>;

function readRegistry(value: unknown, index: number): RegistryEntry {
  const at = `registry[${index}]`;
  const table = fieldsOf(value, at);
  const location = locationOf(table, "location", at);
  const prefix = locationOf(table, "prefix", at) || location;
  if (prefix === "") {
    throw new RegistriesConfError(`${at} has neither prefix nor location`);
  }
  if (location === "" && !prefix.startsWith("*.")) {
    throw new RegistriesConfError(`${at} has no location`);
  }
  if (prefix.startsWith("*.") && /[/@:]/.test(prefix)) {
    throw new RegistriesConfError(
      `${at}.prefix is ${JSON.stringify(prefix)}, expected the form *.example.com`,
    );
  }
  if (textOf(table, "pull-from-mirror", at) !== "") {
    throw new RegistriesConfError(`${at} has pull-from-mirror, which is for mirrors`);
  }
  const byDigest = flagOf(table, "mirror-by-digest-only", at);
  return {
    prefix,
    location,
    insecure: flagOf(table, "insecure", at),
    blocked: flagOf(table, "blocked", at),
    mirrors: listOf(table, "mirror", at).map((mirror, number) =>
      readMirror(mirror, `${at}.mirror[${number}]`, byDigest),
    ),
  };
}

function readMirror(value: unknown, at: string, byDigest: boolean): MirrorEntry {
  const table = fieldsOf(value, at);
  const location = locationOf(table, "location", at);
  const pulls = textOf(table, "pull-from-mirror", at);
  if (location === "") {
    throw new RegistriesConfError(`${at} has no location`);
  }
  if (byDigest && pulls !== "") {
    throw new RegistriesConfError(`${at} has pull-from-mirror beside mirror-by-digest-only`);
  }
  if (pulls !== "" && pulls !== "all" && pulls !== "digest-only" && pulls !== "tag-only") {
    throw new RegistriesConfError(`${at}.pull-from-mirror is ${JSON.stringify(pulls)}, which is none`);
  }
  return {
    location,
    insecure: flagOf(table, "insecure", at),
    pulls: byDigest ? "digest-only" : pulls === "" ? "all" : pulls,
    namespace: textOf(table, "namespace-proxy", at),
  };
}

function searchOf(table: Table): readonly string[] {
  return listOf(table, "unqualified-search-registries", "").map((one, index) => {
    const at = `unqualified-search-registries[${index}]`;
    const registry = typeof one === "string" ? one.replace(/\/+$/, "") : "";
    const parsed = parseReference(`${registry}/a`, { defaultRegistry: registry });
    if (!parsed.ok || registry.includes("/")) {
      throw new RegistriesConfError(`${at} is no registry`);
    }
    return registry;
  });
}

function aliasesOf(table: Table): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(table).map(([name, value]) => {
      const at = `aliases.${JSON.stringify(name)}`;
      if (!isBareName(name) || hasRegistry(name)) {
        throw new RegistriesConfError(`${at} is no name without a registry, tag and digest`);
      }
      if (typeof value !== "string" || (value !== "" && !(isBareName(value) && hasRegistry(value)))) {
        throw new RegistriesConfError(`${at} stands for no name with a registry, without tag and digest`);
      }
      return [name, value];
    }),
  );
}

/** Whether a name begins with a registry's. */
export function hasRegistry(name: string): boolean {
  const first = name.slice(0, Math.max(0, name.indexOf("/")));
  return first === "localhost" || /[.:]/.test(first);
}

function isBareName(name: string): boolean {
  const path = name.slice(name.indexOf("/") + 1);
  return parseReference(name).ok && !/[:@]/.test(path);
}

function locationOf(table: Table, key: string, at: string): string {
  const text = textOf(table, key, at).replace(/\/+$/, "");
  if (/^https?:\/\//.test(text)) {
    throw new RegistriesConfError(`${at}.${key} begins with a scheme, which none has`);
  }
  return text;
}

function tableOf(value: unknown, at: string): Table {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new RegistriesConfError(`${at} is not a table`);
  }
  return value as Table;
}

/** The same, of what has fields: nodes take their names in any letter case, of several the one that is written as it should be. */
function fieldsOf(value: unknown, at: string): Table {
  const entries = Object.entries(tableOf(value, at));
  return Object.fromEntries([...entries.map(([key, of]) => [key.toLowerCase(), of]), ...entries]);
}

function textOf(table: Table, key: string, at: string): string {
  const value = table[key] ?? "";
  if (typeof value !== "string") {
    throw new RegistriesConfError(`${at}${at === "" ? "" : "."}${key} is not a text`);
  }
  return value;
}

function flagOf(table: Table, key: string, at: string): boolean {
  const value = table[key] ?? false;
  if (typeof value !== "boolean") {
    throw new RegistriesConfError(`${at}.${key} is not true or false`);
  }
  return value;
}

function listOf(table: Table, key: string, at: string): readonly unknown[] {
  const value = table[key] ?? [];
  if (!Array.isArray(value)) {
    throw new RegistriesConfError(`${at}${at === "" ? "" : "."}${key} is not a list`);
  }
  return value;
}
