/** Stands for all values that found no room. */
export const OTHER = "other";

/** Bounds the number of distinct values of a label that others choose. */
export interface BoundedLabel {
  /**
   * The value itself while there is room or it has its place already, else `other`. Takes a place; what `hasAnswered` takes
   * that of what never did, where there is no other: who makes names up has nobody's place that there is.
   */
  admit(value: string, options?: { readonly hasAnswered: boolean }): string;
  /** Gives the value's place to another. Whoever calls this also drops the series of the value. */
  forget(value: string): void;
}

/**
 * @param max how many distinct values there may be beside `other`
 * @param onDropped told of each value that lost its place to another: its series are to be dropped
 */
export function boundedLabel(max: number, onDropped: (value: string) => void = () => {}): BoundedLabel {
  const answering = new Set<string>();
  const silent = new Set<string>();
  const isFull = () => answering.size + silent.size >= max;
  return {
    admit(value, { hasAnswered } = { hasAnswered: false }) {
      if (value === OTHER) {
        return OTHER;
      }
      if (answering.has(value) || (!hasAnswered && silent.has(value))) {
        return value;
      }
      silent.delete(value);
      const [first] = silent;
      if (isFull() && hasAnswered && first !== undefined) {
        silent.delete(first);
        onDropped(first);
      }
      if (isFull()) {
        return OTHER;
      }
      (hasAnswered ? answering : silent).add(value);
      return value;
    },
    forget(value) {
      answering.delete(value);
      silent.delete(value);
    },
  };
}
