import { type YamlOptions, yamlDocuments } from "./yamlDocuments.ts";

/**
 * Reads one document of YAML. A module of its own, to be imported when it is needed: the parser takes longer to load than all
 * else that reads the configuration. (Imported dynamically itself, the package would lose its names in the bundle.)
 *
 * @throws YAMLParseError, or whatever else the package throws: its message may have more than one line
 */
export function parseYaml(text: string, options: YamlOptions = {}): unknown {
  const [document, second] = yamlDocuments(text, options);
  if (second !== undefined) {
    throw new Error("it has more than one document");
  }
  const [problem] = document?.errors ?? [];
  if (problem !== undefined) {
    throw problem;
  }
  return document?.toJS();
}
