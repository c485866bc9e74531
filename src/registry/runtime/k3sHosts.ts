import { RE2JS } from "re2js";
import { parse } from "smol-toml";
import { makeCredential } from "../../credentials/credential.ts";
import { decodeLogin } from "../../credentials/decodeLogin.ts";
import { isLoopback } from "../../image/usableHost.ts";
import { goReplaceAll } from "./goReplaceAll.ts";
import { type HostEntry, HostsTomlError, ORIGIN_ALONE, readServer } from "./hostsToml.ts";
import type { ConfigSection, MirrorSection, RegistriesYaml } from "./registriesYaml.ts";

/** What k3s has containerd know of registries. */
export interface K3sHosts {
  /**
   * The hosts that are asked, by what would be the name of a folder in `config_path`, or why containerd does not take the
   * file that k3s writes there.
   */
  readonly folders: ReadonlyMap<string, readonly HostEntry[] | HostsTomlError>;
  /** What a host gets that is asked for an image without credentials; by the name under which it is contacted. */
  readonly credentials: ReadonlyMap<string, HostEntry["own"]>;
  /** What nodes pass over, and why, each in a line. */
  readonly ignored: readonly string[];
}

/** Where Docker Hub is contacted. */
const HUB = "registry-1.docker.io";

/**
 * Makes of a `registries.yaml` what k3s makes of it: a `hosts.toml` for each registry that it names.
 *
 * @param defaultEndpoint whether registries are asked themselves that have mirrors
 */
export function toK3sHosts(
  { mirrors, configs, unknown }: RegistriesYaml,
  { defaultEndpoint }: { readonly defaultEndpoint: boolean },
): K3sHosts {
  const ignored = unknown.map((key) => `${key} is not known`);
  const places = new Map<string, Places>();
  for (const [registry, config] of configs) {
    const origin = originOf(registry, config);
    if (origin === undefined) {
      ignored.push(`configs.${registry} is for no host`);
    } else {
      places.set(folderOf(registry), { mirrors: [], origin });
    }
    if (registry === "docker.io" && config.auth !== undefined) {
      ignored.push(`configs.docker.io.auth is for no host, as ${HUB} is asked`);
    }
  }
  for (const [registry, mirror] of mirrors) {
    // k3s looks for `*` under its own name.
    const known = registry === "*" ? undefined : places.get(registry);
    const origin = known?.origin ?? originOf(registry, registry === "*" ? {} : configOf(configs, registry));
    if (origin === undefined) {
      ignored.push(`mirrors.${registry} is for no host`);
      continue;
    }
    const at = `mirrors.${registry}`;
    const named = namedPlaces(mirror, configs, (problem) => ignored.push(`${at}.${problem}`));
    const isAsked = known !== undefined || defaultEndpoint;
    places.set(folderOf(registry), withMirrors(named, isAsked ? origin : undefined));
  }
  const folders = new Map<string, readonly HostEntry[] | HostsTomlError>();
  for (const [folder, { mirrors, origin }] of places) {
    if (mirrors.length > 0 || (origin !== undefined && isConfigured(origin))) {
      folders.set(folder, toEntries(mirrors, origin));
    }
  }
  const credentials = new Map(
    [...configs].flatMap(([host, { auth }]) => (auth === undefined ? [] : [[host, readAuth(auth, host)]])),
  );
  return { folders, credentials, ignored };
}

/** An endpoint as k3s has it. */
interface Place {
  /** Undefined where the registry is asked as such. */
  readonly url: string | undefined;
  readonly override: boolean;
  readonly config: ConfigSection;
  readonly rewrites: MirrorSection["rewrites"];
  /** Whether it is the last that is named. */
  readonly isLast: boolean;
}

interface Places {
  readonly mirrors: readonly Place[];
  /** Undefined where the registry itself is not asked. */
  readonly origin: Place | undefined;
}

function folderOf(registry: string): string {
  return registry === "*" ? "_default" : registry;
}

function configOf(configs: RegistriesYaml["configs"], host: string): ConfigSection {
  return (host === "docker.io" ? configs.get(HUB) : undefined) ?? configs.get(host) ?? {};
}

function originOf(registry: string, config: ConfigSection): Place | undefined {
  const named = registry === "*" ? { url: undefined } : readEndpoint(registry);
  return named && { url: named.url, override: false, config, rewrites: [], isLast: false };
}

/** Those that are endpoints, each once. */
function namedPlaces(
  { endpoints, rewrites }: MirrorSection,
  configs: RegistriesYaml["configs"],
  ignore: (problem: string) => void,
): readonly Place[] {
  const usable = rewrites.filter(([pattern]) => {
    try {
      RE2JS.compile(unescaped(pattern) ?? pattern);
      return true;
    } catch {
      ignore(`rewrite has ${JSON.stringify(pattern)}, which is no regular expression`);
      return false;
    }
  });
  const places = new Map<string, Place>();
  endpoints.forEach((text, index) => {
    const endpoint = readEndpoint(text);
    if (endpoint === undefined) {
      ignore(`endpoint[${index}] is no URL of a server`);
    } else if (places.has(endpoint.url)) {
      ignore(`endpoint[${index}] is there before`);
    } else {
      places.set(endpoint.url, {
        url: endpoint.url,
        override: endpoint.override,
        config: configOf(configs, endpoint.host),
        rewrites: usable,
        isLast: index === endpoints.length - 1,
      });
    }
  });
  return [...places.values()];
}

/** The registry itself among its endpoints counts as a mirror, unless it is the last. */
function withMirrors(named: readonly Place[], origin: Place | undefined): Places {
  const last = named.at(-1);
  return last?.isLast === true && last.url === origin?.url
    ? { mirrors: named.slice(0, -1), origin: last }
    : { mirrors: named, origin };
}

/** Whether there is more to say of it than that it is asked. */
function isConfigured({ override, config: { auth, tls }, rewrites }: Place): boolean {
  return override || auth !== undefined || tls !== undefined || rewrites.length > 0;
}

function toEntries(
  mirrors: readonly Place[],
  origin: Place | undefined,
): readonly HostEntry[] | HostsTomlError {
  try {
    return [
      ...mirrors.map((place) => ({ ...toEntry(place), rewrite: compileRewrites(place.rewrites) })),
      ...(origin === undefined ? [] : [toEntry(origin)]),
    ];
  } catch (error) {
    if (error instanceof HostsTomlError) {
      return error;
    }
    throw error;
  }
}

/** @throws HostsTomlError */
function toEntry({ url, override, config: { tls } }: Place): HostEntry {
  const { caFile = "", certFile = "", keyFile = "" } = tls ?? {};
  return {
    ...ORIGIN_ALONE,
    server: url === undefined ? undefined : readServer(url, override, "").server,
    ca: caFile === "" ? undefined : [caFile],
    client: certFile + keyFile === "" ? undefined : [[certFile, keyFile]],
    skipVerify: tls?.skipVerify === true ? true : undefined,
  };
}

/**
 * What repositories are asked for as. Of several rules that change one, nodes take any: so all are told.
 *
 * @throws HostsTomlError where k3s writes a file that is no TOML
 */
function compileRewrites(rewrites: MirrorSection["rewrites"]): HostEntry["rewrite"] {
  if (rewrites.length === 0) {
    return undefined;
  }
  const rules = rewrites.map(([pattern, replacement]) => {
    const [is, becomes] = [unescaped(pattern), unescaped(replacement)];
    if (is === undefined || becomes === undefined) {
      const rule = `${JSON.stringify(pattern)} to ${JSON.stringify(replacement)}`;
      throw new HostsTomlError(`the rewrite of ${rule} is no TOML, which wants a backslash doubled`);
    }
    return { expression: RE2JS.compile(is), becomes };
  });
  return (repository) => {
    const all = rules.map(({ expression, becomes }) => goReplaceAll(expression, repository, becomes));
    const changed = all.filter((name) => name !== repository);
    return changed.length === 0 ? [repository] : [...new Set(changed)];
  };
}

/** What TOML makes of a text that k3s writes in quotes as it is; undefined where that is no TOML. */
function unescaped(text: string): string | undefined {
  try {
    const { x, ...others } = parse(`x = "${text}"`);
    return typeof x === "string" && Object.keys(others).length === 0 ? x : undefined;
  } catch {
    return undefined;
  }
}

/** Reads an endpoint as k3s does; undefined where Go does not take it for a URL of a server. */
function readEndpoint(text: string): { url: string; host: string; override: boolean } | undefined {
  const [all, scheme = "", user = "", authority = "", path = "", rest = ""] =
    /^(?:([a-z][a-z0-9+.-]*):)?\/\/([^/?#]*@)?([^/?#]+)([^?#]*)(.*)$/is.exec(
      text.includes("://") ? text : `//${text}`,
    ) ?? [];
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what a URL must not hold
  if (all === undefined || /[\x00-\x20\x7f]/.test(all) || /%(?![0-9a-f]{2})/i.test(path)) {
    return undefined;
  }
  const hub = authority === "docker.io" ? HUB : authority;
  const port = /:([0-9]+)$/.exec(authority)?.[1] ?? "";
  const isOdd = isLoopback(authority) && port !== "" && port !== "443";
  const plain = ["", "/", "/v2"].includes(path);
  const url = `${scheme.toLowerCase() || (isOdd ? "http" : "https")}://${user}${hub}${plain ? "/v2" : path}${rest}`;
  return URL.canParse(url)
    ? { url, host: hub === HUB ? "docker.io" : authority, override: !plain }
    : undefined;
}

/** What containerd makes of the credentials that a host has in its own configuration. */
function readAuth(auth: NonNullable<ConfigSection["auth"]>, host: string): HostEntry["own"] {
  const { username, password, identityToken } = auth;
  if (username !== "") {
    return makeCredential({ username, password });
  }
  if (identityToken !== "") {
    return makeCredential({ username, password: "", identityToken });
  }
  if (auth.auth === "") {
    return undefined;
  }
  const login = decodeLogin(auth.auth);
  return typeof login === "string"
    ? `configs.${host}.auth.auth is no user name and password in base64`
    : makeCredential(login);
}
