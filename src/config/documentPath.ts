import { showJson } from "../text/showJson.ts";

/** A JSON value while it is being put together. */
export type DocumentValue = unknown;

/** Keys and list indexes from the document's root. */
export type DocumentPath = readonly (string | number)[];

/** Whether a value is a map of keys, not a list and not null. */
export function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * A path as messages write it: `config.images.mirrors[0].prefix`, `config.registries.hosts["docker.io"].timeout`.
 *
 * @param root where the document stands in the chart's values; empty for the values themselves
 */
export function formatPath(path: DocumentPath, root = "config"): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === "number") {
      return `${text}[${step}]`;
    }
    if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(step)) {
      return `${text}[${showJson(step)}]`;
    }
    return text === "" ? step : `${text}.${step}`;
  }, root);
}

/** Reads a JSON pointer (RFC 6901) into a document. */
export function parsePointer(pointer: string, document: unknown): DocumentPath {
  const path: (string | number)[] = [];
  let at = document;
  for (const escaped of pointer.split("/").slice(1)) {
    const key = escaped.replaceAll("~1", "/").replaceAll("~0", "~");
    path.push(Array.isArray(at) ? Number(key) : key);
    at = isMap(at) || Array.isArray(at) ? Reflect.get(at, key) : undefined;
  }
  return path;
}

/** What stands at a path; undefined where nothing does. */
export function valueAt(document: unknown, path: DocumentPath): unknown {
  return path.reduce<unknown>(
    (at, step) =>
      typeof at === "object" && at !== null && Object.hasOwn(at, step) ? Reflect.get(at, step) : undefined,
    document,
  );
}

/** Sets what stands at a path of map keys, making the maps on the way. */
export function setAt(document: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [key, ...rest] = path;
  if (key === undefined) {
    return;
  }
  if (rest.length === 0) {
    document[key] = value;
    return;
  }
  const below = document[key];
  const map = isMap(below) ? below : {};
  document[key] = map;
  setAt(map, rest, value);
}

/**
 * Replaces, in place, every value whose path fits a pattern such as `registries.hosts.*.timeout`; `*` is any map key or
 * list index. What is not there stays so.
 */
export function replaceAt(
  document: unknown,
  pattern: string,
  replace: (value: unknown, path: DocumentPath) => unknown,
): void {
  const steps = pattern.split(".");
  const visit = (at: unknown, depth: number, path: DocumentPath): void => {
    if (typeof at !== "object" || at === null) {
      return;
    }
    const step = steps[depth]!;
    for (const key of step === "*" ? Object.keys(at) : [step]) {
      if (!Object.hasOwn(at, key)) {
        continue;
      }
      const here = [...path, Array.isArray(at) ? Number(key) : key];
      if (depth < steps.length - 1) {
        visit(Reflect.get(at, key), depth + 1, here);
      } else {
        Reflect.set(at, key, replace(Reflect.get(at, key), here));
      }
    }
  };
  visit(document, 0, []);
}
