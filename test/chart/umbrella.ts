import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { CHART } from "./helms.ts";

/**
 * Makes a parent chart that has this project's as a subchart under each alias, where the condition
 * `<alias>.enabled` holds, and calls `use` with its folder. Helm
 * then judges and renders many values in one run, and each as it does for those who have the chart as a subchart. The
 * values are in a file of the user's, not in the parent's values.yaml, where Helm 4.3 does not heed null.
 *
 * @param values texts of files of values, by alias
 * @param use is given the parent's folder and the file of values
 * @param shared a text of values of the parent's own, such as `global`
 */
export async function withUmbrella<T>(
  values: ReadonlyMap<string, string>,
  use: (folder: string, valuesFile: string) => Promise<T>,
  shared = "",
): Promise<T> {
  const { name, version } = parse(await readFile(join(CHART, "Chart.yaml"), "utf8")) as Record<
    string,
    string
  >;
  const folder = await mkdtemp(join(tmpdir(), "iae-umbrella-"));
  try {
    await mkdir(join(folder, "charts"));
    await cp(CHART, join(folder, "charts", name!), { recursive: true });
    const dependencies = [...values.keys()].map((alias) => ({
      ...{ name, version, alias },
      condition: `${alias}.enabled`,
    }));
    const chart = { apiVersion: "v2", name: "umbrella", version: "0.1.0", dependencies };
    await writeFile(join(folder, "Chart.yaml"), stringify(chart));
    const texts = [...values].map(([alias, text]) => `${alias}:\n${text.replace(/^(?=.)/gm, "  ")}`);
    const valuesFile = join(folder, "user.yaml");
    await writeFile(valuesFile, [shared, ...texts].join("\n"));
    return await use(folder, valuesFile);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
