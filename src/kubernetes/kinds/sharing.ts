import { getOrMake } from "../../collections/getOrMake.ts";

/** Enough for what is alike in a cluster. The pool starts anew when it is full, which loses nothing but some sharing. */
const MAX_SHARED = 32_768;

/** Gives the first of equals, by a key that says all of them, for all of them. */
export function sharing<T>(): (key: string, value: T) => T {
  const pool = new Map<string, T>();
  return (key, value) => {
    if (pool.size >= MAX_SHARED) {
      pool.clear();
    }
    return getOrMake(pool, key, () => value);
  };
}
