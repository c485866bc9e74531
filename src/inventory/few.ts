/**
 * None, one, or several things, each once and in the order they came. Nearly everything here is used once or a few
 * times, and a `Set` of one takes 300 bytes: in a large cluster they would come to more than what they hold.
 *
 * Never changed in place, unless it is a `Set`.
 */
export type Few<T extends object> = undefined | T | readonly T[] | Set<T>;

/** More than these are worth a `Set`, which needs no search. */
const MAX_LISTED = 16;

/** The same and one more. */
export function including<T extends object>(few: Few<T>, item: T): Few<T> {
  if (few === undefined || few === item) {
    return item;
  }
  if (few instanceof Set) {
    return few.add(item);
  }
  if (!isList(few)) {
    return [few, item];
  }
  if (few.includes(item)) {
    return few;
  }
  // Not spread: that would keep room for sixteen more.
  return few.length < MAX_LISTED ? few.concat(item) : new Set(few).add(item);
}

/** The same without one. */
export function excluding<T extends object>(few: Few<T>, item: T): Few<T> {
  if (few === item) {
    return undefined;
  }
  if (few instanceof Set) {
    few.delete(item);
    return few.size > 0 ? few : undefined;
  }
  if (few === undefined || !isList(few)) {
    return few;
  }
  const left = few.filter((each) => each !== item);
  return left.length > 1 ? left : left[0];
}

/** All of them; what is iterated may be as it was when that began. */
export function each<T extends object>(few: Few<T>): Iterable<T> {
  if (few === undefined) {
    return [];
  }
  return few instanceof Set || isList(few) ? few : [few];
}

function isList<T extends object>(few: T | readonly T[]): few is readonly T[] {
  return Array.isArray(few);
}

/** How many there are. */
export function count<T extends object>(few: Few<T>): number {
  if (few === undefined) {
    return 0;
  }
  if (few instanceof Set) {
    return few.size;
  }
  return isList(few) ? few.length : 1;
}
