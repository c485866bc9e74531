import { type Platform, platformOf } from "../image/platform.ts";
import { parseBoundedJson } from "./boundedJson.ts";
import { isDigest } from "./isDigest.ts";

/** What a manifest refers to. */
export type ManifestParts = ManifestIndex | ImageParts;

/** Of several images, of which a node takes the one that is for its platform. */
export interface ManifestIndex {
  readonly kind: "index";
  /** Whether it has Docker's layout, where entries without a platform are for none. */
  readonly docker: boolean;
  /** Of images: what attests something stands among them as if it were one, for a platform that no node is of. */
  readonly entries: readonly IndexEntry[];
}

export interface IndexEntry {
  readonly digest: string;
  /** In bytes, as it says; 0 where it does not. */
  readonly size: number;
  /** Undefined where it names none. */
  readonly platform: Platform | undefined;
  /** Whether it needs features of the operating system. */
  readonly features: boolean;
  /** Whether its layers are said to be packed by zstd. */
  readonly zstd: boolean;
}

export interface ImageParts {
  readonly kind: "image";
  /** Digest of the configuration; empty where there is none. */
  readonly config: string;
  /** Digests of layers, each once, but for those that come from elsewhere. */
  readonly layers: readonly string[];
}

/** What is kept of an image of an index, in digests: the names of its platform may be as long as that each. */
const ENTRY_WEIGHT = 3;

/** What they take in memory, in digests. */
export function weightOf(parts: ManifestParts): number {
  return parts.kind === "index" ? 1 + ENTRY_WEIGHT * parts.entries.length : 2 + parts.layers.length;
}

/** Nobody names longer systems and architectures, in characters; no node is of one that does. */
const MAX_PLATFORM_NAME = 64;
/** Some times what the largest images have: what says more says nothing. */
const BOUNDS = { depth: 5, values: 65_536 };
const MAX_IMAGES = 4_096;
const MAX_LAYERS = 512;
const DOCKER_LIST = "application/vnd.docker.distribution.manifest.list.v2+json";
/** Windows' base layers, which nodes fetch from where they say. */
const FOREIGN = /\.foreign\.|nondistributable/;
const ZSTD = "io.github.containers.compression.zstd";

/**
 * Reads what a manifest refers to. Whatever is no digest is left out: else a registry would choose what is asked for.
 *
 * @returns undefined where it is no manifest, or refers to more than any image has
 */
export function readManifestParts(body: Buffer): ManifestParts | undefined {
  const value = parseBoundedJson(body, BOUNDS);
  const manifest = recordOf(value);
  if (Array.isArray(manifest.manifests)) {
    return manifest.manifests.length > MAX_IMAGES
      ? undefined
      : {
          kind: "index",
          docker: manifest.mediaType === DOCKER_LIST,
          entries: manifest.manifests
            .filter(isOfSomeNode)
            .map(readEntry)
            .filter(({ digest, platform }) => isDigest(digest) && platform?.os !== "unknown"),
        };
  }
  const layers: readonly unknown[] = Array.isArray(manifest.layers) ? manifest.layers : [];
  if (manifest.config === undefined || layers.length > MAX_LAYERS) {
    return undefined;
  }
  const digests = layers.filter((layer) => !isForeign(recordOf(layer))).map(digestOf);
  const config = digestOf(manifest.config);
  return {
    kind: "image",
    config: isDigest(config) ? config : "",
    layers: [...new Set(digests.filter(isDigest))],
  };
}

function isOfSomeNode(entry: unknown): boolean {
  const { os, architecture, variant } = recordOf(recordOf(entry).platform);
  return [os, architecture, variant].every((name) => textOf(name).length <= MAX_PLATFORM_NAME);
}

function readEntry(value: unknown): IndexEntry {
  const entry = recordOf(value);
  const { os, architecture, variant, "os.features": features } = recordOf(entry.platform);
  return {
    digest: digestOf(entry),
    size: typeof entry.size === "number" ? entry.size : 0,
    platform:
      entry.platform === undefined || entry.platform === null
        ? undefined
        : platformOf(textOf(os), textOf(architecture), textOf(variant)),
    features: Array.isArray(features) && features.length > 0,
    zstd: recordOf(entry.annotations)[ZSTD] === "true",
  };
}

function isForeign({ mediaType, urls }: Readonly<Record<string, unknown>>): boolean {
  return FOREIGN.test(textOf(mediaType)) || (Array.isArray(urls) && urls.length > 0);
}

function digestOf(descriptor: unknown): string {
  return textOf(recordOf(descriptor).digest);
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}
