import { Segment } from "../../src/series/segment.ts";

/** The text of a chunk of the exposition. */
export function chunkText(chunk: string | Segment): string {
  return chunk instanceof Segment ? Buffer.from(chunk.inflate()).toString() : chunk;
}
