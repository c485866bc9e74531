import { parse } from "yaml";
import { validateRules } from "../../rules/validateRules.generated.ts";
import { RULES_DEFAULTS, VALUES_KEYS, type Values } from "../../rules/values.generated.ts";
import { ConfigError } from "../config/configError.ts";
import { describeProblem } from "../config/describeProblem.ts";
import { isMap } from "../config/documentPath.ts";
import { mergeDocuments } from "../config/mergeDocuments.ts";
import { nearestName } from "../config/nearestName.ts";
import { readBoundedFile } from "../files/readBoundedFile.ts";

/**
 * Reads the section `rules` of a file of the chart's values, with every default filled in. A key that is null has its
 * default, as in the chart.
 *
 * @param file an absolute path; only defaults without one
 * @throws {ConfigError} with every problem: the file cannot be read, is not YAML, or does not fit the schema
 */
export async function readRulesValues(
  file: string | undefined,
  { signal }: { signal: AbortSignal },
): Promise<Values["rules"]> {
  if (file === undefined) return RULES_DEFAULTS;
  const read = await readBoundedFile(file, { signal });
  if (!read.ok) throw new ConfigError([`Cannot read the values ${file}: ${read.error}`]);
  const values = mergeDocuments([parseValues(file, read.text) ?? {}]);
  if (!isMap(values)) throw new ConfigError([`${file}: expected a map of keys, given something else`]);
  const { rules = {} } = values;
  const problems = [
    ...Object.keys(values).flatMap((key) =>
      VALUES_KEYS.includes(key) ? [] : `${key}: unknown key${proposal(key)}`,
    ),
    ...(validateRules(rules) ? [] : (validateRules.errors ?? [])).flatMap(
      (error) => describeProblem(error, rules, "rules")?.text ?? [],
    ),
  ];
  if (problems.length > 0)
    throw new ConfigError([...new Set(problems)].map((problem) => `${problem} (${file})`));
  return mergeDocuments([RULES_DEFAULTS, rules]) as Values["rules"];
}

// YAML 1.1, as Helm reads it.
function parseValues(file: string, text: string): unknown {
  try {
    return parse(text, { version: "1.1", logLevel: "error" });
  } catch (error) {
    const [firstLine = ""] = (error instanceof Error ? error.message : String(error)).split("\n");
    throw new ConfigError([`Cannot read ${file} as YAML: ${firstLine.replace(/:$/, "")}`]);
  }
}

function proposal(key: string): string {
  const nearest = nearestName(key, VALUES_KEYS);
  return nearest === undefined ? "" : `; did you mean ${nearest}?`;
}
