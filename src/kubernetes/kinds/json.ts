/** Readers of parsed JSON that never throw: objects of custom resources may have any shape. */

export type JsonRecord = Readonly<Record<string, unknown>>;

/** Whether a value is a JSON object, neither null nor an array. */
export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value of a key, undefined where there is none. */
export function child(value: unknown, key: string): unknown {
  return isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** The value below a fixed path of keys. */
export function descend(value: unknown, ...keys: readonly string[]): unknown {
  return keys.reduce(child, value);
}

/** The elements of a list, none for anything else. */
export function elements(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : NOTHING;
}

/** A text that is not empty. */
export function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

const NOTHING: readonly unknown[] = [];
