import { stringify } from "yaml";
import { formatDuration } from "../../src/config/duration.ts";
import {
  CONTROLLED_WORKLOADS,
  WORKLOAD_KINDS,
  type WorkloadRecord,
} from "../../src/kubernetes/kinds/workloadKinds.ts";
import { configOptions, durationPaths } from "./configOptions.ts";
import { readConfigSchema, readValuesSchema, type Schema } from "./configSchema.ts";
import type { Generator } from "./generator.ts";
import { wrapText } from "./wrapText.ts";

/** Columns that a comment may take. */
const WIDTH = 110;

/** How much of a description values.yaml shows; VALUES.md has the rest. */
const SENTENCES = 2;

/** Helm reads YAML 1.1, in which a bare off is false. */
const YAML_AS_HELM_READS_IT = { lineWidth: 0, version: "1.1" } as const;

/** chart/values.yaml: what people set, with its defaults; and what the templates have to know of all values. */
export const chartValuesGenerator: Generator = {
  name: "values of the chart",
  generate: () => [
    { path: "chart/values.yaml", text: `${INTRODUCTION}\n${mapText(readValuesSchema(), 0)}` },
    { path: "chart/files/defaults.json", text: jsonText(defaultsBySection(readValuesSchema())) },
    { path: "chart/files/workload-kinds.json", text: jsonText(workloadKinds()) },
    { path: "chart/files/config-meaning.json", text: jsonText(configMeaning()) },
  ],
};

const INTRODUCTION = `# Generated from values.schema.json by \`npm run generate\`. Do not edit.
#
# VALUES.md has every key, and all that is said of each; what is not there is refused, in objects of Kubernetes excepted. A key or a
# section that is null has its default.
`;

function jsonText(data: unknown): string {
  return `${JSON.stringify(data, null, 2)}\n`;
}

/**
 * The defaults of each section's own keys, by the section's path; those that have none are by "". Kubernetes' own maps
 * at the top (resources, nodeSelector) are missing: there, null takes away what values.yaml has.
 */
function defaultsBySection(
  schema: Schema,
  path = "",
): Readonly<Record<string, Readonly<Record<string, unknown>>>> {
  const entries = Object.entries(schema.properties ?? {});
  const own = entries.filter(([, node]) => !isSection(node) && (path !== "" || node.type !== "object"));
  const below = entries.filter(([, node]) => isSection(node));
  return Object.assign(
    { [path]: Object.fromEntries(own.map(([key, node]) => [key, node.default])) },
    ...below.map(([key, node]) => defaultsBySection(node, path === "" ? key : `${path}.${key}`)),
  );
}

/** What is to be read of each kind of workload, whether Pods belong to it, and what holds its revisions. */
function workloadKinds(): object {
  return Object.fromEntries(
    Object.entries<WorkloadRecord>(WORKLOAD_KINDS).map(([kind, { group, resource, revisions, history }]) => [
      kind,
      {
        resource: `${group}/${resource}`,
        controlled: CONTROLLED_WORKLOADS.some((controlled) => controlled === kind),
        ...(revisions !== undefined && { revisions: `${group}/${revisions.resource}` }),
        ...(history !== undefined && { history: `${group}/${history.resource}` }),
      },
    ]),
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
      const comment = (text: string) => `${indent}# ${text}\n`;
      const description = wrapText(commentOf(property), WIDTH - indent.length - 2).map(comment);
      const example = yamlText({ [key]: property["x-example"] })
        .trimEnd()
        .split("\n")
        .slice(1);
      return [...description, ...(property["x-example"] ? example.map(comment) : []), valueText()].join("");

      function valueText(): string {
        if (isSection(property) && property["x-example"] === undefined) {
          return `${indent}${key}:\n${mapText(property, depth + 1)}`;
        }
        const text = yamlText({ [key]: isSection(property) ? {} : property.default });
        // Helm warns where a map takes the place of a text that stands here.
        const mayBeMap = property.type?.includes("object") && typeof property.default === "string";
        return text.replace(/^(?=.)/gm, mayBeMap ? `${indent}# ` : indent);
      }
    })
    .join(depth === 0 ? "\n" : "");
}

function yamlText(value: unknown): string {
  return stringify(value, YAML_AS_HELM_READS_IT);
}

function commentOf(node: Schema): string {
  const choices = node.enum?.map((choice) => JSON.stringify(choice)).join(", ");
  const sentences = (node.description ?? "").split(/(?<=\.) (?=[A-Z"`])/);
  return [...sentences.slice(0, SENTENCES), ...(choices ? [`One of ${choices}.`] : [])].join(" ");
}
