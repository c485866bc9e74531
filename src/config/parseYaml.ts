import { parse } from "yaml";

/**
 * Reads YAML 1.2. A module of its own, to be imported when it is needed: the parser takes longer to load than all else
 * that reads the configuration. (Imported dynamically itself, the package would lose its names in the bundle.)
 *
 * @throws YAMLParseError
 */
export function parseYaml(text: string): unknown {
  return parse(text);
}
