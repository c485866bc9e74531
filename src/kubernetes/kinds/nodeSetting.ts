import { child, isRecord } from "./json.ts";
import { objectName } from "./metadata.ts";
import type { Named, ResourceKind } from "./resourceKind.ts";

/** A kind of objects that say what nodes have. */
export interface NodeSettingKind extends Pick<ResourceKind<Named>, "resource" | "basePath" | "plural"> {
  /** Undefined for what has none. */
  readonly namespace?: string;
  /** The only object that is asked for; undefined for all. */
  readonly name?: string;
  /** What is kept of an object: keys, or paths of them (`status.desired`), of which no two begin alike. */
  readonly keys: readonly string[];
}

/** An object that says what nodes have. */
export interface NodeSetting extends Named {
  readonly content: Readonly<Record<string, unknown>>;
}

/** One object, or all, of a kind, of which some keys are kept as they are. */
export function nodeSettingKind({ keys, ...kind }: NodeSettingKind): ResourceKind<NodeSetting> {
  const { resource, basePath, plural, name } = kind;
  return {
    resource,
    basePath,
    plural,
    metadataOnly: false,
    ...(name !== undefined && { fieldSelector: `metadata.name=${name}` }),
    project(object) {
      const named = objectName(object);
      // A server that does not know the selector would send them all.
      if (!isRecord(object) || named === undefined || (name !== undefined && named.name !== name)) {
        return undefined;
      }
      const content = Object.assign({}, ...keys.map((path) => keptOf(object, path.split("."))));
      return { namespace: named.namespace, name: named.name, content };
    },
    same: (a, b) => JSON.stringify(a.content) === JSON.stringify(b.content),
  };
}

function keptOf(object: unknown, path: readonly string[]): unknown {
  const value = path.reduce(child, object);
  return path.reduceRight((inner, key) => ({ [key]: inner }), value);
}
