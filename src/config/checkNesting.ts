import { ConfigError } from "./configError.ts";
import { type DocumentPath, formatPath } from "./documentPath.ts";

/** Nothing that can be configured stands nearly as deep; whoever goes through a document needs no bound of their own then. */
const MAX_DEPTH = 64;
/** Steps of a path that a message shows, from its beginning. */
const SHOWN_STEPS = 8;

/**
 * Sees to it that a document can be gone through to its end.
 *
 * @param file where it stands
 * @param root where the document stands in the chart's values; empty for the values themselves
 * @throws {ConfigError} where it is deeper than 64 levels, or leads back into itself by an alias of YAML
 */
export function checkNesting(document: unknown, file: string, root = "config"): void {
  visit(document, [], []);

  function visit(value: unknown, path: DocumentPath, above: readonly unknown[]): void {
    if (typeof value !== "object" || value === null) {
      return;
    }
    const circular = above.includes(value);
    if (circular || above.length === MAX_DEPTH) {
      const shown = formatPath(path.slice(0, SHOWN_STEPS), root);
      const at = path.length > SHOWN_STEPS ? `${shown}…` : shown;
      throw new ConfigError([
        circular
          ? `${at}: expected a value, given an alias of what it stands in (${file})`
          : `${at}: expected at most ${MAX_DEPTH} levels of maps and lists, given more (${file})`,
      ]);
    }
    const steps = Array.isArray(value) ? value.entries() : Object.entries(value);
    for (const [step, below] of steps) {
      visit(below, [...path, step], [...above, value]);
    }
  }
}
