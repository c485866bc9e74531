import type { ExpositionFormat } from "./expositionFormat.ts";

/**
 * Writes whole families, in pieces of whole lines of at most some 64 KB. What it tells of may change between two
 * pieces; it must not write a family twice, nor a series twice.
 */
export type FamilyWriter = (format: ExpositionFormat) => Iterable<string> | AsyncIterable<string>;
