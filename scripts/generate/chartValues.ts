import { stringify } from "yaml";
import { formatDuration } from "../../src/config/duration.ts";
import { WORKLOAD_KINDS, type WorkloadRecord } from "../../src/kubernetes/kinds/workloadKinds.ts";
import { configOptions, durationPaths } from "./configOptions.ts";
import { readConfigSchema, readValuesSchema, type Schema } from "./configSchema.ts";
import type { Generator } from "./generator.ts";
import { wrapText } from "./wrapText.ts";

/** Columns that a comment may take. */
const WIDTH = 110;

/** Helm reads YAML 1.1, in which a bare off is false. */
const YAML_AS_HELM_READS_IT = { lineWidth: 0, version: "1.1" } as const;

/** chart/values.yaml: every default, every description. Helm takes defaults from nowhere else. */
export const chartValuesGenerator: Generator = {
  name: "values of the chart",
  generate: () => [
    { path: "chart/values.yaml", text: `${INTRODUCTION}\n${mapText(readValuesSchema(), 0)}` },
    {
      path: "chart/files/config-defaults.json",
      text: `${JSON.stringify(defaultOf(readValuesSchema().properties!.config!), null, 2)}\n`,
    },
    { path: "chart/files/workload-kinds.json", text: `${JSON.stringify(workloadKinds(), null, 2)}\n` },
    { path: "chart/files/config-meaning.json", text: `${JSON.stringify(configMeaning(), null, 2)}\n` },
  ],
};

const INTRODUCTION = `# Generated from values.schema.json by \`npm run generate\`. Do not edit.
#
# Every key with its default. Keys that are not here are refused, those of Kubernetes' own objects excepted.
`;

/** What is to be read of each kind of workload, whether Pods belong to it, and what holds its revisions. */
function workloadKinds(): object {
  return Object.fromEntries(
    Object.entries<WorkloadRecord>(WORKLOAD_KINDS).map(
      ([kind, { group, resource, controlled, revisions, history }]) => [
        kind,
        {
          resource: `${group}/${resource}`,
          controlled,
          ...(revisions !== undefined && { revisions: `${group}/${revisions.resource}` }),
          ...(history !== undefined && { history: `${group}/${history.resource}` }),
        },
      ],
    ),
  );
}

/** What the templates have to know to refuse what the exporter would refuse, and no schema in Helm can say. */
function configMeaning(): object {
  const schema = readConfigSchema();
  const kinds = configOptions(schema).find(({ path }) => path === "workloads.kinds")?.choices ?? [];
  const durations = durationPaths(schema).map(({ path, minimum, maximum }) => ({
    path,
    minimum: formatDuration(minimum),
    maximum: formatDuration(maximum),
  }));
  return { durations, kinds };
}

/** The default of a node: its own, or what those of its keys amount to. */
export function defaultOf(node: Schema): unknown {
  if (!isSection(node)) {
    return node.default;
  }
  return Object.fromEntries(
    Object.entries(node.properties ?? {}).map(([key, property]) => [key, defaultOf(property)]),
  );
}

/** Whether a node's keys stand for themselves; otherwise it is one value, though it may be a map. */
export function isSection(node: Schema): boolean {
  return node.properties !== undefined && node.additionalProperties === false;
}

function mapText(node: Schema, depth: number): string {
  const indent = "  ".repeat(depth);
  return Object.entries(node.properties ?? {})
    .map(([key, property]) => {
      const comment = wrapText(commentOf(property), WIDTH - indent.length - 2)
        .map((line) => `${indent}# ${line}\n`)
        .join("");
      const value = isSection(property)
        ? `${indent}${key}:\n${mapText(property, depth + 1)}`
        : stringify({ [key]: property.default }, YAML_AS_HELM_READS_IT).replace(/^(?=.)/gm, indent);
      return comment + value;
    })
    .join(depth === 0 ? "\n" : "");
}

function commentOf(node: Schema): string {
  const choices = node.enum?.map((choice) => JSON.stringify(choice)).join(", ");
  return [node.description ?? "", ...(choices ? [`One of ${choices}.`] : [])].join(" ");
}
