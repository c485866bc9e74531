import type { MirrorSet } from "./mergeRegistries.ts";

/** What `images.config.openshift.io/cluster` says of registries. */
export interface ImageConfig {
  readonly insecure: readonly string[];
  readonly blocked: readonly string[];
  readonly allowed: readonly string[];
  /** Where names without a registry are looked for; undefined where it is not said. */
  readonly search: readonly string[] | undefined;
  /** The ConfigMap with authorities of registries; empty for none. */
  readonly trustedCa: string;
}

/**
 * Reads an ImageDigestMirrorSet, ImageTagMirrorSet or ImageContentSourcePolicy. What the API server would not have
 * taken counts as not there.
 */
export function readMirrors(
  key: "imageDigestMirrors" | "imageTagMirrors" | "repositoryDigestMirrors",
  object: unknown,
): readonly MirrorSet[] {
  return listOf(childOf(object, "spec"), key).flatMap((set) => {
    const source = textOf(set, "source");
    const neverSource =
      key !== "repositoryDigestMirrors" && textOf(set, "mirrorSourcePolicy") === "NeverContactSource";
    return source === "" ? [] : [{ source, mirrors: textsOf(set, "mirrors"), neverSource }];
  });
}

/** Reads an Image of the group config.openshift.io, as above. */
export function readImageConfig(object: unknown): ImageConfig {
  const spec = childOf(object, "spec");
  const sources = childOf(spec, "registrySources");
  const search = textsOf(sources, "containerRuntimeSearchRegistries");
  return {
    insecure: textsOf(sources, "insecureRegistries"),
    blocked: textsOf(sources, "blockedRegistries"),
    allowed: textsOf(sources, "allowedRegistries"),
    search: search.length === 0 ? undefined : search,
    trustedCa: textOf(childOf(spec, "additionalTrustedCA"), "name"),
  };
}

/**
 * Reads a ClusterVersion.
 *
 * @returns the release's image; empty where it is not said
 */
export function readReleaseImage(object: unknown): string {
  return textOf(childOf(childOf(object, "status"), "desired"), "image");
}

/**
 * Reads the authorities that a ConfigMap has, by registry: its keys have two dots for the colon before a port.
 *
 * @param content with `data` and `binaryData`
 */
export function readAuthorities(content: unknown): ReadonlyMap<string, string> {
  const data = entriesOf(content, "data").map(([key, value]) => [key, decodedOrPlain(value)] as const);
  const binary = entriesOf(content, "binaryData").map(([key, value]) => [key, decode(value)] as const);
  return new Map([...data, ...binary].map(([key, pem]) => [key.replaceAll("..", ":"), pem]));
}

/**
 * Reads a pull secret's docker config.
 *
 * @param content with `data`
 * @returns undefined where there is none
 */
export function readPullSecret(content: unknown): string | undefined {
  const encoded = textOf(childOf(content, "data"), ".dockerconfigjson");
  return encoded === "" ? undefined : decode(encoded);
}

/** The operator takes what is Base64 for that. */
function decodedOrPlain(text: string): string {
  const packed = text.replace(/[\r\n]/g, "");
  return /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(packed)
    ? decode(packed)
    : text;
}

function decode(text: string): string {
  return Buffer.from(text, "base64").toString("utf8");
}

function childOf(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, key)
    ? (value as Readonly<Record<string, unknown>>)[key]
    : undefined;
}

function listOf(value: unknown, key: string): readonly unknown[] {
  const list = childOf(value, key);
  return Array.isArray(list) ? list : [];
}

function textOf(value: unknown, key: string): string {
  const text = childOf(value, key);
  return typeof text === "string" ? text : "";
}

function textsOf(value: unknown, key: string): readonly string[] {
  return listOf(value, key).filter((one): one is string => typeof one === "string" && one !== "");
}

function entriesOf(value: unknown, key: string): readonly (readonly [string, string])[] {
  const map = childOf(value, key);
  return Object.entries(typeof map === "object" && map !== null ? map : {}).filter(
    (entry): entry is [string, string] => typeof entry[1] === "string",
  );
}
