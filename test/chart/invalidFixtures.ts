import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { helmProblems, type SchemaProblem } from "./helmProblems.ts";
import { type Helm, runHelm } from "./helms.ts";
import { withUmbrella } from "./umbrella.ts";

/** A file of values that the schema has to refuse. */
export interface InvalidValues {
  /** The file's, without `.yaml`. */
  readonly name: string;
  /** JSON pointer of what is wrong. */
  readonly at: string;
  /** The keyword of the schema that refuses it. */
  readonly keyword: string;
  readonly text: string;
  /** As Helm reads them. */
  readonly values: { readonly config?: unknown };
}

const INVALID = join(import.meta.dirname, "invalid");

/** All of them. Each file says in its first lines where the schema has to refuse it, and by which keyword. */
export const INVALID_VALUES: readonly InvalidValues[] = readdirSync(INVALID)
  .sort()
  .map((file) => {
    const text = readFileSync(join(INVALID, file), "utf8");
    const [, at = "", keyword = ""] = /^# at: (\S+)\n# keyword: (\S+)\n/.exec(text) ?? [];
    return { name: file.replace(/\.yaml$/, ""), at, keyword, text, values: parse(text, { version: "1.1" }) };
  });

/** What a Helm finds in each of them: as subcharts of one chart, so that it judges all in one run. */
export async function judgeInvalid(helm: Helm): Promise<ReadonlyMap<string, readonly SchemaProblem[]>> {
  const values = new Map(INVALID_VALUES.map(({ name, text }) => [name, text]));
  return await withUmbrella(values, async (chart, file) => {
    const { stderr } = await runHelm(helm, ["template", "iae", chart, "--values", file]);
    return helmProblems(stderr);
  });
}

/**
 * Whether a Helm found the problem. What it prints has no escapes, so that dots in keys look like the path's own; and
 * since 3.18 the place that it tells of a wrong key is any.
 */
export function isFound(
  found: readonly SchemaProblem[] | undefined,
  { at, keyword }: SchemaProblem,
  { tellsKeys }: { readonly tellsKeys: boolean },
): boolean {
  const isAnywhere = keyword === "propertyNames" && !tellsKeys;
  return (found ?? []).some(
    (problem) => problem.keyword === keyword && (isAnywhere || problem.at === at.replaceAll(".", "/")),
  );
}
