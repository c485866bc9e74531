import { checkNesting } from "../config/checkNesting.ts";
import { ConfigError } from "../config/configError.ts";
import { describeProblem } from "../config/describeProblem.ts";
import { isMap } from "../config/documentPath.ts";
import { mergeDocuments } from "../config/mergeDocuments.ts";
import { fileProblem } from "../files/fileProblem.ts";
import { readBoundedFile } from "../files/readBoundedFile.ts";
import { parseYaml } from "../text/parseYaml.ts";
import { validateValues } from "./validateValues.generated.ts";
import { VALUES_DEFAULTS, type Values } from "./values.generated.ts";

/**
 * Reads what a file of the chart's values says of all that `render` prints, with every default filled in. A key that is
 * null has its default, as in the chart.
 *
 * @param file an absolute path; only defaults without one
 * @throws {ConfigError} with every problem: the file cannot be read, is not YAML, or does not fit the schema
 */
export async function readValues(
  file: string | undefined,
  { signal }: { signal: AbortSignal },
): Promise<Values> {
  if (file === undefined) {
    return VALUES_DEFAULTS;
  }
  const read = await readBoundedFile(file, { signal });
  if (!read.ok) {
    throw new ConfigError([`Cannot read the values ${file}: ${read.error}`]);
  }
  const document = parseValues(file, read.text) ?? {};
  checkNesting(document, file, "");
  const given = mergeDocuments([document]);
  if (!isMap(given)) {
    throw new ConfigError([`${file}: expected a map of keys, given something else`]);
  }
  if (!validateValues(given)) {
    const problems = (validateValues.errors ?? []).flatMap(
      (error) => describeProblem(error, given, "")?.text ?? [],
    );
    throw new ConfigError([...new Set(problems)].map((problem) => `${problem} (${file})`));
  }
  const rendered = Object.fromEntries(
    Object.entries(given).filter(([key]) => Object.hasOwn(VALUES_DEFAULTS, key)),
  );
  return mergeDocuments([VALUES_DEFAULTS, rendered]) as Values;
}

// YAML 1.1, as Helm reads it.
function parseValues(file: string, text: string): unknown {
  try {
    return parseYaml(text, { version: "1.1" });
  } catch (error) {
    throw new ConfigError([`Cannot read ${file} as YAML: ${fileProblem(error)}`]);
  }
}
