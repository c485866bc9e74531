import type { ImageReference } from "../image/reference.ts";

/**
 * Which digest each tag was found to lead to, and in how many checks it is to be looked for again: a number for each, as
 * there may be very many. Forgotten with the reference.
 */
export type VerifiedContent = WeakMap<ImageReference, number>;

/** Once looked for, a digest is looked for again in one check of this many. */
const EVERY = 8;

/**
 * Whether the content that a tag leads to is to be looked for: as it is new, or as it is its turn. Takes note of it; who
 * does not find it then has to delete the note.
 */
export function contentIsDue(verified: VerifiedContent, reference: ImageReference, digest: string): boolean {
  const name = Number.parseInt(digest.slice(-7), 16);
  const note = verified.get(reference);
  if (note !== undefined && Math.floor(note / EVERY) === name && note % EVERY > 0) {
    verified.set(reference, note - 1);
    return false;
  }
  // Spread, as very many are new at once.
  const isNew = note === undefined || Math.floor(note / EVERY) !== name;
  verified.set(reference, name * EVERY + (isNew ? name % EVERY : EVERY - 1));
  return true;
}
