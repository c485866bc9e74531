/** Stands for all values that found no room. */
export const OTHER = "other";

/** Bounds the number of distinct values of a label that others choose. */
export interface BoundedLabel {
  /** The value itself while there is room or it has its place already, else `other`. Takes a place. */
  admit(value: string): string;
  /** Gives the value's place to another. Whoever calls this also drops the series of the value. */
  forget(value: string): void;
}

/** @param max how many distinct values there may be beside `other` */
export function boundedLabel(max: number): BoundedLabel {
  const values = new Set<string>();
  return {
    admit(value) {
      if (!values.has(value)) {
        if (value === OTHER || values.size >= max) {
          return OTHER;
        }
        values.add(value);
      }
      return value;
    },
    forget(value) {
      values.delete(value);
    },
  };
}
