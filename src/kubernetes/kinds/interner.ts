import { sameTexts } from "../../collections/sameTexts.ts";
import { boundedText } from "../../text/boundedText.ts";

/**
 * Keeps one copy of each text and of each short list of texts. Every object that is parsed from JSON has texts of its
 * own; namespaces, container names and the images of side-cars repeat thousands of times.
 */
export interface Interner {
  /** Cut where it is too long to be the name of anything: the cluster does not bound images and most of what names. */
  text(value: string): string;
  list(values: readonly string[]): readonly string[];
}

/**
 * Enough for what repeats in a cluster. What does not repeat (an image of one workload) only passes through: the pool
 * starts anew when it is full, which loses nothing but some sharing.
 */
const MAX_ENTRIES = 32_768;

/** A list that is longer, in texts or in characters, is somebody's own. */
const MAX_LIST = { texts: 32, characters: 1_024 };

const EMPTY: readonly string[] = Object.freeze([]);

/** @param maxEntries how many texts, and how many lists, are remembered */
export function createInterner(maxEntries: number = MAX_ENTRIES): Interner {
  const texts = new Map<string, string>();
  const lists = new Map<string, readonly string[]>();
  return {
    text(value) {
      const bounded = boundedText(value);
      return pooled(texts, maxEntries, bounded, bounded);
    },
    // Names of Kubernetes objects hold no line breaks; should a text hold one, the lists are compared in full.
    list(values) {
      if (values.length === 0) {
        return EMPTY;
      }
      const key = values.length <= MAX_LIST.texts ? values.join("\n") : undefined;
      if (key === undefined || key.length > MAX_LIST.characters) {
        return values;
      }
      const known = pooled(lists, maxEntries, key, values);
      return sameTexts(known, values) ? known : values;
    },
  };
}

function pooled<V>(pool: Map<string, V>, maxEntries: number, key: string, value: V): V {
  const known = pool.get(key);
  if (known !== undefined) {
    return known;
  }
  if (pool.size >= maxEntries) {
    pool.clear();
  }
  pool.set(key, value);
  return value;
}
