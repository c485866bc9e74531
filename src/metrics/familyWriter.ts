import type { Segment } from "../series/segment.ts";
import type { ExpositionFormat } from "./expositionFormat.ts";

/**
 * Writes whole families, in pieces of whole lines: text of at most some 64 KB, or what is kept compressed. What it tells of may change between two
 * pieces; it must not write a family twice, nor a series twice.
 */
export type FamilyWriter = (format: ExpositionFormat) => Iterable<string | Segment> | AsyncIterable<string>;
