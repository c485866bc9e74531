/** A schema, or a part of one, as JSON. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/**
 * What a newer schema refuses that an older one takes, one line for each: where, and what. Empty where every document
 * of the older one passes. A pattern that differs counts as refusing, as nobody can tell.
 *
 * @param older with its `definitions`
 * @param newer with its own
 */
export function schemaBreaks(older: JsonSchema, newer: JsonSchema): readonly string[] {
  return [...breaks(older, newer, { older, newer }, "")];
}

interface Roots {
  readonly older: JsonSchema;
  readonly newer: JsonSchema;
}

function* breaks(olderNode: unknown, newerNode: unknown, roots: Roots, path: string): Generator<string> {
  const older = followed(olderNode, roots.older);
  const newer = followed(newerNode, roots.newer);
  const at = path || "the values";
  for (const type of listOf(older.type ?? newer.type)) {
    if (newer.type !== undefined && !listOf(newer.type).some((taken) => includes(taken, type))) {
      yield `${at}: ${String(type)} is no type of it any more`;
    }
  }
  if (newer.enum !== undefined) {
    const left = older.enum === undefined ? ["what is no choice"] : listOf(older.enum);
    const gone = left.filter((choice) => !listOf(newer.enum).includes(choice));
    yield* gone.map((choice) => `${at}: ${JSON.stringify(choice)} is no choice any more`);
  }
  for (const key of ["pattern", "uniqueItems"]) {
    if (newer[key] !== undefined && newer[key] !== older[key]) {
      yield `${at}: another ${key}`;
    }
  }
  for (const key of ["minimum", "minLength", "minItems"]) {
    if (Number(newer[key] ?? -Infinity) > Number(older[key] ?? -Infinity)) {
      yield `${at}: a higher ${key}`;
    }
  }
  for (const key of ["maximum", "maxLength", "maxItems"]) {
    if (Number(newer[key] ?? Infinity) < Number(older[key] ?? Infinity)) {
      yield `${at}: a lower ${key}`;
    }
  }
  for (const key of listOf(newer.required)) {
    if (!listOf(older.required).includes(key)) {
      yield `${at}: ${String(key)} is required`;
    }
  }
  yield* keyBreaks(older, newer, roots, path);
  for (const key of ["items", "propertyNames"]) {
    if (newer[key] !== undefined) {
      yield* breaks(older[key] ?? {}, newer[key], roots, `${path}.${key === "items" ? "*" : "<key>"}`);
    }
  }
}

function* keyBreaks(older: JsonSchema, newer: JsonSchema, roots: Roots, path: string): Generator<string> {
  const [before, now] = [mapOf(older.properties), mapOf(newer.properties)];
  for (const [key, node] of Object.entries(before)) {
    const below = path === "" ? key : `${path}.${key}`;
    const successor = now[key] ?? otherKey(newer, key);
    if (successor === false) {
      yield `${below}: no such key any more`;
    } else if (successor !== undefined && successor !== true) {
      yield* breaks(node, successor, roots, below);
    }
  }
  // What an open map takes under any name.
  const [open, left] = [older.additionalProperties, newer.additionalProperties];
  if (open !== false && older.properties !== undefined && left === false) {
    yield `${path || "the values"}: no other keys any more`;
  } else if (typeof left === "object" && older.properties === undefined) {
    yield* breaks(open ?? {}, left, roots, `${path}.*`);
  }
}

/** The schema of a key that has none of its own. */
function otherKey(schema: JsonSchema, key: string): unknown {
  const patterns = Object.entries(mapOf(schema.patternProperties));
  const [, fitting] = patterns.find(([pattern]) => new RegExp(pattern).test(key)) ?? [];
  return fitting ?? schema.additionalProperties;
}

function followed(node: unknown, root: JsonSchema): JsonSchema {
  const schema = mapOf(node);
  if (typeof schema.$ref !== "string") {
    return schema;
  }
  return followed(mapOf(root.definitions)[schema.$ref.replace("#/definitions/", "")], root);
}

const includes = (taken: unknown, type: unknown) =>
  taken === type || (taken === "number" && type === "integer");
const listOf = (value: unknown): readonly unknown[] => (value === undefined ? [] : [value].flat());
const mapOf = (value: unknown): JsonSchema =>
  typeof value === "object" && value !== null ? { ...value } : {};
