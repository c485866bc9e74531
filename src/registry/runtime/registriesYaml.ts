import { type Document, isAlias, isMap, isScalar, isSeq } from "yaml";
import { FEW_TOKENS, yamlDocuments } from "../../text/yamlDocuments.ts";

/** What a `registries.yaml` of k3s or RKE2 says. */
export interface RegistriesYaml {
  /** By registry; `*` is for those that have no entry of their own. */
  readonly mirrors: ReadonlyMap<string, MirrorSection>;
  /** By the host that is contacted. */
  readonly configs: ReadonlyMap<string, ConfigSection>;
  /** Where it has keys that nodes pass over, each as it stands there. */
  readonly unknown: readonly string[];
}

export interface MirrorSection {
  readonly endpoints: readonly string[];
  /** Regular expressions, and what takes the place of what they match. */
  readonly rewrites: readonly (readonly [pattern: string, replacement: string])[];
}

export interface ConfigSection {
  readonly auth?: {
    readonly username: string;
    readonly password: string;
    /** User name and password in base64. */
    readonly auth: string;
    readonly identityToken: string;
  };
  /** Paths; empty for none. */
  readonly tls?: {
    readonly caFile: string;
    readonly certFile: string;
    readonly keyFile: string;
    readonly skipVerify: boolean;
  };
}

/** A file with which no node starts; the message is one line, without any value. */
export class RegistriesYamlError extends Error {
  override readonly name = "RegistriesYamlError";
}

/**
 * Reads a `registries.yaml` as k3s does: any plain value is a text where one is expected, and keys that it does not know
 * are passed over.
 *
 * @throws RegistriesYamlError; YAMLParseError where it is larger, or deeper, than is read here
 */
export function parseRegistriesYaml(text: string): RegistriesYaml {
  // Only the first document counts.
  const [document] = yamlDocuments(text, { version: "1.1", uniqueKeys: false, maxTokens: FEW_TOKENS });
  if (document === undefined) {
    return { mirrors: new Map(), configs: new Map(), unknown: [] };
  }
  const [error] = document.errors;
  if (error?.code === "RESOURCE_EXHAUSTION") {
    throw error;
  }
  if (error !== undefined) {
    const [place] = error.linePos ?? [];
    const where = place === undefined ? "" : ` in line ${place.line}, column ${place.col}`;
    throw new RegistriesYamlError(`it is no YAML: ${error.code}${where}`);
  }
  return new Reader(document).read();
}

type Node = unknown;

const KNOWN = {
  root: ["mirrors", "configs", "auths"],
  mirror: ["endpoint", "rewrite"],
  config: ["auth", "tls"],
  auth: ["username", "password", "auth", "identity_token"],
  tls: ["ca_file", "cert_file", "key_file", "insecure_skip_verify"],
} as const;

/** As many as a merge key may lead through. */
const MAX_MERGES = 100;

/** What YAML 1.1 takes for a boolean. */
const YES = new Set(["y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"]);
const NO = new Set(["n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"]);
const NULL = new Set(["", "~", "null", "Null", "NULL"]);

class Reader {
  readonly #document: Document;
  readonly #unknown: string[] = [];
  #merges = 0;

  constructor(document: Document) {
    this.#document = document;
  }

  read(): RegistriesYaml {
    const root = this.#fields(this.#document.contents, "it", KNOWN.root);
    // A section that stands there twice adds to the first.
    const named = (key: string) => root.filter(([name]) => name === key).map(([, node]) => node);
    const entries = (key: string) => named(key).flatMap((node) => this.#pairs(node, key));
    for (const node of named("auths")) {
      this.#pairs(node, "auths");
      this.#unknown.push("auths");
    }
    return {
      mirrors: new Map(
        entries("mirrors").map(([name, node]) => [name, this.#mirror(node, `mirrors.${name}`)]),
      ),
      configs: new Map(
        entries("configs").map(([name, node]) => [name, this.#config(node, `configs.${name}`)]),
      ),
      unknown: this.#unknown,
    };
  }

  #mirror(node: Node, at: string): MirrorSection {
    const { endpoint, rewrite } = Object.fromEntries(this.#fields(node, at, KNOWN.mirror));
    const rewrites = this.#pairs(rewrite, `${at}.rewrite`).map(
      ([pattern, one]) => [pattern, this.#text(one, `${at}.rewrite`)] as const,
    );
    return {
      endpoints: this.#list(endpoint, `${at}.endpoint`).map((one) => this.#text(one, `${at}.endpoint`)),
      rewrites: [...new Map(rewrites)],
    };
  }

  #config(node: Node, at: string): ConfigSection {
    const { auth, tls } = Object.fromEntries(this.#fields(node, at, KNOWN.config));
    return {
      ...(this.#isNull(auth) ? {} : { auth: this.#auth(auth, `${at}.auth`) }),
      ...(this.#isNull(tls) ? {} : { tls: this.#tls(tls, `${at}.tls`) }),
    };
  }

  #auth(node: Node, at: string): NonNullable<ConfigSection["auth"]> {
    const fields = Object.fromEntries(this.#fields(node, at, KNOWN.auth));
    const text = (key: (typeof KNOWN.auth)[number]) => this.#text(fields[key], `${at}.${key}`);
    return {
      username: text("username"),
      password: text("password"),
      auth: text("auth"),
      identityToken: text("identity_token"),
    };
  }

  #tls(node: Node, at: string): NonNullable<ConfigSection["tls"]> {
    const fields = Object.fromEntries(this.#fields(node, at, KNOWN.tls));
    const text = (key: (typeof KNOWN.tls)[number]) => this.#text(fields[key], `${at}.${key}`);
    const skipVerify = this.#resolve(fields.insecure_skip_verify);
    const word = isScalar(skipVerify) && skipVerify.type === "PLAIN" ? (skipVerify.source ?? "") : undefined;
    if (!this.#isNull(skipVerify) && !YES.has(word ?? "") && !NO.has(word ?? "")) {
      throw new RegistriesYamlError(`${at}.insecure_skip_verify is not true or false`);
    }
    return {
      caFile: text("ca_file"),
      certFile: text("cert_file"),
      keyFile: text("key_file"),
      skipVerify: YES.has(word ?? ""),
    };
  }

  /** Those that are known. */
  #fields(node: Node, at: string, known: readonly string[]): [string, Node][] {
    const pairs = this.#pairs(node, at);
    for (const [key] of pairs) {
      if (!known.includes(key)) {
        this.#unknown.push(at === "it" ? key : `${at}.${key}`);
      }
    }
    return pairs.filter(([key]) => known.includes(key));
  }

  #pairs(node: Node, at: string): [string, Node][] {
    const value = this.#resolve(node);
    if (this.#isNull(value)) {
      return [];
    }
    if (!isMap(value)) {
      throw new RegistriesYamlError(`${at} is not a map`);
    }
    const own: [string, Node][] = [];
    const merged: [string, Node][] = [];
    for (const { key, value: one } of value.items) {
      const name = this.#resolve(key);
      if (isScalar(name) && name.type === "PLAIN" && name.source === "<<") {
        merged.push(...this.#merged(one, at));
      } else {
        own.push([this.#text(name, `a key of ${at}`), one]);
      }
    }
    const names = new Set(own.map(([name]) => name));
    return [...merged.filter(([name]) => !names.has(name)), ...own];
  }

  /** Of several maps the first that has a key counts. */
  #merged(node: Node, at: string): [string, Node][] {
    this.#merges += 1;
    if (this.#merges > MAX_MERGES) {
      throw new RegistriesYamlError(`it is no YAML: more than ${MAX_MERGES} merges`);
    }
    const value = this.#resolve(node);
    const maps = isSeq(value) ? value.items : [value];
    return maps.toReversed().flatMap((one) => this.#pairs(one, at));
  }

  #list(node: Node, at: string): readonly Node[] {
    const value = this.#resolve(node);
    if (this.#isNull(value)) {
      return [];
    }
    if (!isSeq(value)) {
      throw new RegistriesYamlError(`${at} is not a list`);
    }
    return value.items;
  }

  #text(node: Node, at: string): string {
    const value = this.#resolve(node);
    if (this.#isNull(value)) {
      return "";
    }
    if (!isScalar(value)) {
      throw new RegistriesYamlError(`${at} is not a text`);
    }
    return value.type === "PLAIN" ? (value.source ?? "") : String(value.value);
  }

  #isNull(node: Node): boolean {
    const value = this.#resolve(node);
    return (
      value === undefined ||
      value === null ||
      (isScalar(value) &&
        (value.type === undefined || value.type === "PLAIN") &&
        NULL.has(value.source ?? ""))
    );
  }

  #resolve(node: Node): Node {
    if (!isAlias(node)) {
      return node;
    }
    const value = node.resolve(this.#document);
    if (value === undefined) {
      throw new RegistriesYamlError(`it is no YAML: *${node.source} is the alias of nothing`);
    }
    return value;
  }
}
