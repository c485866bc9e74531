import { getOrMake } from "../collections/getOrMake.ts";
import type { Endpoint } from "../image/endpoint.ts";
import type { Filtered, ImageFilter } from "../image/imageFilter.ts";
import type { Locator } from "../image/mirrors.ts";
import { formatReference, type ImageReference, type ParsedReference } from "../image/reference.ts";
import { isLoopback, unusableHost } from "../image/usableHost.ts";
import type { ShardFilter } from "./shard.ts";

/** What configuration and grammar say of an image as written, before any credential is looked at. */
export type ImageReading =
  | { readonly kind: "skipped"; readonly reason: Filtered | "node_local" }
  | { readonly kind: "unreadable"; readonly error: string; readonly registry: string }
  | {
      readonly kind: "readable";
      readonly reference: ImageReference;
      /** Normalised text. */
      readonly image: string;
      readonly registry: string;
      readonly endpoints: readonly Endpoint[];
    }
  /** Another shard's. */
  | { readonly kind: "elsewhere" };

export interface ImageRules {
  /** How a name reads that a container has. */
  readonly readName: (text: string) => ParsedReference;
  readonly filter: ImageFilter;
  readonly locate: Locator;
  readonly ownShard: ShardFilter;
  /** Seen from inside a pod, a loopback registry is the node's own and not ours to ask. */
  readonly insidePod: boolean;
}

/** Reads each distinct image once, however many containers use it. */
export class ImageCatalogue {
  readonly #entries = new Map<string, { readonly reading: ImageReading; uses: number }>();
  readonly #rules: ImageRules;

  constructor(rules: ImageRules) {
    this.#rules = rules;
  }

  /** How many distinct images, as written, are in use. */
  get size(): number {
    return this.#entries.size;
  }

  /** Reads an image for one more use; each call is to be matched by one of `release`. */
  acquire(text: string): ImageReading {
    const entry = getOrMake(this.#entries, text, () => ({ reading: this.#read(text), uses: 0 }));
    entry.uses++;
    return entry.reading;
  }

  /** What was read of an image that is in use. */
  known(text: string): ImageReading | undefined {
    return this.#entries.get(text)?.reading;
  }

  release(text: string): void {
    const entry = this.#entries.get(text);
    if (entry !== undefined && --entry.uses === 0) {
      this.#entries.delete(text);
    }
  }

  #read(text: string): ImageReading {
    const { readName, filter, locate, ownShard, insidePod } = this.#rules;
    const parsed = readName(text);
    const normalised = parsed.ok ? formatReference(parsed.reference) : text;
    // Most often the same: then there is no need to keep it twice.
    const image = normalised === text ? text : normalised;
    if (!ownShard(image)) {
      return { kind: "elsewhere" };
    }
    const filtered = filter(text);
    if (filtered) {
      return { kind: "skipped", reason: filtered };
    }
    if (!parsed.ok) {
      return { kind: "unreadable", error: parsed.error, registry: "" };
    }
    const { reference } = parsed;
    const { registry } = reference;
    const problem = unusableHost(registry);
    if (problem !== undefined) {
      return { kind: "unreadable", error: problem, registry };
    }
    if (insidePod && isLoopback(registry)) {
      return { kind: "skipped", reason: "node_local" };
    }
    return { kind: "readable", reference, image, registry, endpoints: locate(reference) };
  }
}
