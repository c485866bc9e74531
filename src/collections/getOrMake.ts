/** The value of a key; where there is none, one is made and kept. */
export function getOrMake<Key, Value>(
  map: { get(key: Key): Value | undefined; set(key: Key, value: Value): unknown },
  key: Key,
  make: (key: Key) => Value,
): Value {
  const known = map.get(key);
  if (known !== undefined) {
    return known;
  }
  const made = make(key);
  map.set(key, made);
  return made;
}
