import { sameTexts } from "../../collections/sameTexts.ts";
import { boundedText } from "../../text/boundedText.ts";
import { sharing } from "./sharing.ts";

/**
 * Keeps one copy of each text and of each short list of texts. Every object that is parsed from JSON has texts of its
 * own; namespaces, container names and the images of side-cars repeat thousands of times.
 */
export interface Interner {
  /** Cut where it is too long to be the name of anything: the cluster does not bound images and most of what names. */
  text(value: string): string;
  list(values: readonly string[]): readonly string[];
}

const EMPTY: readonly string[] = Object.freeze([]);

/** @param maxEntries how many texts, and how many lists, are remembered; default: enough for what repeats in a cluster */
export function createInterner(maxEntries?: number): Interner {
  const texts = sharing<string>(maxEntries);
  const lists = sharing<readonly string[]>(maxEntries);
  return {
    text(value) {
      const bounded = boundedText(value);
      return texts(bounded, bounded);
    },
    // Names of Kubernetes objects hold no line breaks; should a text hold one, the lists are compared in full.
    list(values) {
      if (values.length === 0) {
        return EMPTY;
      }
      const known = lists(values.join("\n"), values);
      return sameTexts(known, values) ? known : values;
    },
  };
}
