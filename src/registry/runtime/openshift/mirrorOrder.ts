/**
 * Merges lists of mirrors as OpenShift's operator does: each mirror once, after all that stand before it in any list; of those
 * that may come next, in rounds, the first by name. Where lists contradict each other, the first by name that is left goes on.
 *
 * @param lists none of them empty
 * @param source comes after the mirrors of each list that does not name it
 * @returns without the source where it comes last, as it is asked last anyway
 */
export function mirrorOrder(lists: readonly (readonly string[])[], source: string): readonly string[] {
  const places = new Map<string, Place>();
  const placeOf = (name: string): Place => {
    const place = places.get(name) ?? { name, after: new Set(), before: new Set() };
    places.set(name, place);
    return place;
  };
  for (const list of lists) {
    const whole = (list.includes(source) ? list : [...list, source]).map(placeOf);
    for (const [index, place] of whole.slice(1).entries()) {
      const previous = whole[index]!;
      place.after.add(previous);
      previous.before.add(place);
    }
  }
  const byName = [...places.values()].sort(inOrder);
  const order = new Set<Place>();
  const next = byName.filter(({ after }) => after.size === 0);
  const take = (place: Place) => {
    order.add(place);
    const freed = [...place.before].filter(
      (one) => one.after.delete(place) && one.after.size === 0 && !order.has(one),
    );
    next.push(...freed.sort(inOrder));
  };
  for (const left of [undefined, ...byName]) {
    // Without any that may come next, there is a circle.
    if (left !== undefined && !order.has(left)) {
      take(left);
    }
    for (let place = next.shift(); place !== undefined; place = next.shift()) {
      take(place);
    }
  }
  const names = [...order].map(({ name }) => name);
  return names.at(-1) === source ? names.slice(0, -1) : names;
}

interface Place {
  readonly name: string;
  /** What has to come before it, and has not yet. */
  readonly after: Set<Place>;
  readonly before: Set<Place>;
}

function inOrder(a: Place, b: Place): number {
  return a.name < b.name ? -1 : 1;
}
