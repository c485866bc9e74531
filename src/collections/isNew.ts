/** Whether a value was not in a set, in which it is then. */
export function isNew<T>(seen: Set<T>, value: T): boolean {
  const before = seen.size;
  return seen.add(value).size > before;
}
