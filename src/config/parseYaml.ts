import { parse } from "yaml";

/**
 * Reads YAML 1.2. A module of its own, to be imported when it is needed: the parser takes longer to load than all else
 * that reads the configuration. (Imported dynamically itself, the package would lose its names in the bundle.)
 *
 * @throws YAMLParseError
 */
export function parseYaml(text: string): unknown {
  // What it warns of, it would print with a part of the text, which may be a password.
  return parse(text, { logLevel: "error" });
}
