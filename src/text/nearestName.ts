import { closest, distance } from "fastest-levenshtein";

/** The name somebody probably meant; undefined when none is close. Letter case counts for nothing. */
export function nearestName(given: string, names: readonly string[]): string | undefined {
  if (names.length === 0) {
    return undefined;
  }
  const wanted = given.toLowerCase();
  const byLowerCase = new Map(names.map((name) => [name.toLowerCase(), name]));
  const nearest = closest(wanted, [...byLowerCase.keys()]);
  // Two typing mistakes, or three in a long name; in a short name that would be another word.
  const tolerated = Math.min(3, Math.ceil(wanted.length / 4));
  return distance(wanted, nearest) <= tolerated ? byLowerCase.get(nearest) : undefined;
}
