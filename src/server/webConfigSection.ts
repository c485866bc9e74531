import { showValue } from "../config/describeProblem.ts";
import { isMap } from "../config/documentPath.ts";
import { nearestName } from "../text/nearestName.ts";

/** What is wrong with a document, in one line that begins with the key. */
export class WebConfigProblem extends Error {
  override readonly name = "WebConfigProblem";

  constructor(path: string, text: string) {
    super(path === "" ? text : `${path}: ${text}`);
  }
}

/**
 * One map of a web configuration, read key by key. As in all exporters, a key without a value counts as left out; a key
 * that nobody knows is an error.
 */
export class WebConfigSection {
  readonly #path: string;
  readonly #entries: ReadonlyMap<string, unknown>;

  /**
   * @param keys all that may stand in it; undefined: any
   * @throws WebConfigProblem when it is no map, or has other keys
   */
  constructor(value: unknown, path: string, keys?: readonly string[]) {
    if (value !== null && value !== undefined && !isMap(value)) {
      throw new WebConfigProblem(path, `expected a map of keys, given ${kindOf(value)}`);
    }
    this.#path = path;
    this.#entries = new Map(
      Object.entries(value ?? {}).filter(([, entry]) => entry !== null && entry !== undefined),
    );
    for (const key of Object.keys(value ?? {})) {
      if (keys === undefined || keys.includes(key)) {
        continue;
      }
      const nearest = nearestName(key, keys);
      const proposal = nearest === undefined ? "" : `; did you mean ${this.pathOf(nearest)}?`;
      throw new WebConfigProblem(this.pathOf(key), `unknown key${proposal}`);
    }
  }

  get keys(): readonly string[] {
    return [...this.#entries.keys()];
  }

  /** A key as messages name it. A hash that stands where a name should be is not shown. */
  pathOf(key: string): string {
    const shown = /^\$2|-----/.test(key) ? "…" : /^[\w-]+$/.test(key) ? key : JSON.stringify(key);
    return this.#path === "" ? shown : `${this.#path}.${shown}`;
  }

  /** What stands at a key that holds a map of its own; empty where nothing does. */
  section(key: string, keys?: readonly string[]): WebConfigSection {
    return new WebConfigSection(this.#entries.get(key), this.pathOf(key), keys);
  }

  /** A text; an empty one counts as left out. What was given in its place is never shown: it may be a secret. */
  text(key: string, expected: string): string | undefined {
    const value = this.#entries.get(key);
    if (value === undefined || value === "") {
      return undefined;
    }
    if (typeof value !== "string") {
      this.refuse(key, `expected ${expected}, given ${kindOf(value)}`);
    }
    return value;
  }

  boolean(key: string, otherwise: boolean): boolean {
    const value = this.#entries.get(key) ?? otherwise;
    if (typeof value !== "boolean") {
      this.refuse(key, `expected true or false, given ${showValue(value)}`);
    }
    return value;
  }

  /** What a name stands for; `otherwise` where nothing is given. */
  choice<T>(key: string, choices: Readonly<Record<string, T>>, otherwise: T): T {
    const value = this.#entries.get(key);
    return value === undefined || value === "" ? otherwise : chosen(this.pathOf(key), value, choices);
  }

  /** What a list of names stands for; undefined where nothing is given. */
  choices<T>(key: string, choices: Readonly<Record<string, T>>): readonly T[] | undefined {
    return this.list(key)?.map((value, index) => chosen(`${this.pathOf(key)}[${index}]`, value, choices));
  }

  /** A list of anything; undefined where nothing is given. */
  list(key: string): readonly unknown[] | undefined {
    const value = this.#entries.get(key);
    if (value !== undefined && !Array.isArray(value)) {
      this.refuse(key, `expected a list, given ${kindOf(value)}`);
    }
    return value;
  }

  value(key: string): unknown {
    return this.#entries.get(key);
  }

  /** @throws WebConfigProblem, always */
  refuse(key: string, text: string): never {
    throw new WebConfigProblem(this.pathOf(key), text);
  }
}

function chosen<T>(path: string, value: unknown, choices: Readonly<Record<string, T>>): T {
  if (typeof value === "string" && Object.hasOwn(choices, value)) {
    return choices[value]!;
  }
  const names = Object.keys(choices);
  const nearest = typeof value === "string" ? nearestName(value, names) : undefined;
  const expected =
    names.length > 6 ? `a name such as ${nearest ?? names.at(-1)}` : `one of ${names.join(", ")}`;
  throw new WebConfigProblem(path, `expected ${expected}, given ${showValue(value)}`);
}

/** What a value is, without the value. */
function kindOf(value: unknown): string {
  if (Array.isArray(value)) {
    return "a list";
  }
  if (isMap(value)) {
    return "a map";
  }
  return `a ${typeof value}`;
}
