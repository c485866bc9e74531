/** Freezes a value at every depth, in place, and returns it. */
export function freezeDeep<T>(value: T): T {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const below of Object.values(value)) {
      freezeDeep(below);
    }
  }
  return value;
}
