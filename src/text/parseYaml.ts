import { LineCounter, YAMLParseError } from "yaml";
import { type YamlOptions, yamlDocuments } from "./yamlDocuments.ts";

/**
 * Reads one document of YAML. A module of its own, to be imported when it is needed: the parser takes longer to load than all
 * else that reads the configuration. (Imported dynamically itself, the package would lose its names in the bundle.)
 *
 * @throws YAMLParseError, or whatever else the package throws: its message may have more than one line
 */
export function parseYaml(text: string, options: YamlOptions = {}): unknown {
  const lines = new LineCounter();
  const [document, second] = yamlDocuments(text, { ...options, lines });
  if (second !== undefined) {
    const place = lines.linePos(second.range[0]);
    const message = `Expected one document, given a second one at line ${place.line}, column ${place.col}`;
    throw Object.assign(new YAMLParseError([second.range[0], second.range[0]], "MULTIPLE_DOCS", message), {
      linePos: [place],
    });
  }
  const [problem] = document?.errors ?? [];
  if (problem !== undefined) {
    throw problem;
  }
  return document?.toJS();
}
