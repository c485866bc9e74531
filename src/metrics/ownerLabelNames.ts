/**
 * Label names for the configured keys of owner labels: `label_` and the key with each character that a label name
 * cannot have replaced by `_`. Keys that would share a name are told apart by a number, the first one given keeping
 * the plain name.
 */
export function ownerLabelNames(keys: readonly string[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  for (const key of keys) {
    if (names.has(key)) {
      continue;
    }
    const plain = `label_${key.replaceAll(/[^a-zA-Z0-9_]/g, "_")}`;
    let name = plain;
    for (let number = 2; taken.has(name); number++) {
      name = `${plain}_${number}`;
    }
    taken.add(name);
    names.set(key, name);
  }
  return names;
}
