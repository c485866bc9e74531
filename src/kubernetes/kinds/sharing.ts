import { getOrMake } from "../../collections/getOrMake.ts";

/** Enough for what is alike in a cluster. The pool starts anew when it is full, which loses nothing but some sharing. */
const MAX_SHARED = 32_768;
/** What is longer is somebody's own. In characters. */
const MAX_KEY = 4_096;
/** Of all keys together: the values hold about as much. In characters. */
const MAX_KEYS = 8 * 1024 * 1024;

/**
 * Gives the first of equals, by a key that says all of them, for all of them. Nobody bounds what objects hold: long ones
 * are given as they are.
 *
 * @param maxEntries how many are remembered
 */
export function sharing<T>(maxEntries: number = MAX_SHARED): (key: string, value: T) => T {
  const pool = new Map<string, T>();
  let characters = 0;
  return (key, value) => {
    if (key.length > MAX_KEY) {
      return value;
    }
    return getOrMake(pool, key, () => {
      characters += key.length;
      if (pool.size >= maxEntries || characters > MAX_KEYS) {
        pool.clear();
        characters = key.length;
      }
      return value;
    });
  };
}
