import { type Helm, runHelm } from "./helms.ts";
import { type ChartObject, parseObjects, type RenderOptions, templateArguments } from "./renderChart.ts";
import { withUmbrella } from "./umbrella.ts";

/**
 * The objects that the chart gives as a subchart of each alias, with the values of each; none for one that is left out.
 *
 * @param values texts of files of values, by alias
 * @throws Error what Helm prints where it refuses one of them
 */
export async function renderSubcharts(
  helm: Helm,
  values: ReadonlyMap<string, string>,
  options: Pick<RenderOptions, "apis"> = {},
): Promise<ReadonlyMap<string, readonly ChartObject[]>> {
  return await withUmbrella(values, async (chart, file) => {
    const { ok, stdout, stderr } = await runHelm(
      helm,
      templateArguments({ ...options, chart, files: [file] }),
    );
    if (!ok) {
      throw new Error(`${helm.name} refuses valid values: ${stderr}`);
    }
    const texts = new Map<string, string[]>();
    for (const text of stdout.split(/^---$/m)) {
      const name = /^# Source: umbrella\/charts\/([^/]+)\//m.exec(text)?.[1];
      if (name !== undefined) {
        texts.set(name, [...(texts.get(name) ?? []), text]);
      }
    }
    return new Map([...texts].map(([name, parts]) => [name, parts.flatMap(parseObjects)]));
  });
}
