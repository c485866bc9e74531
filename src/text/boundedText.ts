import { createHash } from "node:crypto";

/** No name that anything can be done with is longer: a reference to an image has 800 characters at most. */
const MAX_LENGTH = 1_024;
const KEPT = 200;

/**
 * A text that somebody else chose, for logs and series: as it is, or its beginning with a mark that no name may hold, its
 * length, and a hash that tells it from others that begin alike.
 */
export function boundedText(text: string): string {
  if (text.length <= MAX_LENGTH) {
    return text;
  }
  const hash = createHash("sha256").update(text).digest("hex").slice(0, 16);
  // Joined, because a slice would keep the whole text in memory.
  return [...text.slice(0, KEPT), `…(${text.length} characters, sha256:${hash})`].join("");
}
