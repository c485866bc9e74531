type Labels = Readonly<Record<string, string>>;

/** One for all that have none, as most have. */
export const NO_LABELS: Labels = {};

/** The labels of both; where both have one, the second's. */
export function mergeLabels(first: Labels, second: Labels): Labels {
  const merged = { ...first, ...second };
  return Object.keys(merged).length === 0 ? NO_LABELS : merged;
}
