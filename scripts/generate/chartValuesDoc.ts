import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { defaultOf, isSection } from "./chartValues.ts";
import { readValuesSchema, type Schema } from "./configSchema.ts";
import type { Generator } from "./generator.ts";
import { markdownTable, markdownText } from "./markdown.ts";

/** chart/VALUES.md: every key of the chart's values; the guide is chart/README.md. */
export const chartValuesDocGenerator: Generator = {
  name: "tables of the chart's values",
  generate: () => [
    { path: "chart/VALUES.md", text: `${INTRODUCTION}\n${valueTables(readValuesSchema()).join("\n")}` },
  ],
};

const INTRODUCTION = `<!-- Generated from values.schema.json by \`npm run generate\`. Do not edit. -->

# Values of the chart

Every key, with its default. \`values.yaml\` shows those that people set, the chart's README says what for. A key or a section that is
null has its default; keys that begin with \`x-\` are yours, for YAML's anchors.
`;

/** Keys without a section come last, in one table. */
function valueTables(schema: Schema): readonly string[] {
  const entries = Object.entries(schema.properties ?? {});
  const sections = entries.filter(([, node]) => isSection(node));
  const others = entries.filter(([, node]) => !isSection(node));
  return [
    ...sections.flatMap(([key, node]) => sectionTables(key, node)),
    `## Everything else\n\n${table(others)}`,
  ];
}

function sectionTables(key: string, node: Schema): readonly string[] {
  const heading = `## ${node.title ?? key}: \`${key}\`\n\n${markdownText(node.description ?? "")}\n\n`;
  return [`${heading}${table(rowsOf(key, node))}`, ...familiesOf(key, node)];
}

function rowsOf(path: string, node: Schema): readonly (readonly [string, Schema])[] {
  return Object.entries(node.properties ?? {}).flatMap(([key, property]) => {
    if (!isSection(property)) {
      return [[`${path}.${key}`, property] as const];
    }
    return isFamily(property) ? [] : rowsOf(`${path}.${key}`, property);
  });
}

function table(rows: readonly (readonly [string, Schema])[]): string {
  return markdownTable(
    ["key", "default", "meaning"],
    rows.map(([path, node]) => [`\`${path}\``, code(defaultOf(node)), meaningOf(node)]),
  );
}

/** Sections that are all alike, such as the alerts: values.yaml shows an example of them. */
function isFamily(node: Schema): boolean {
  return isSection(node) && node["x-example"] !== undefined;
}

function familiesOf(path: string, node: Schema): readonly string[] {
  return Object.entries(node.properties ?? {}).flatMap(([key, property]) =>
    isFamily(property) ? [familyTables(`${path}.${key}`, property)] : [],
  );
}

/** What the members have by default where they differ, and once what can be said of each. */
function familyTables(path: string, family: Schema): string {
  const members = Object.entries(family.properties ?? {});
  const keys = Object.keys(members[0]?.[1].properties ?? {});
  const shown = (member: Schema, key: string) => code(member.properties?.[key]?.default);
  const differing = keys.filter((key) => new Set(members.map(([, member]) => shown(member, key))).size > 1);
  const defaults = markdownTable(
    ["", ...differing.map((key) => `\`${key}\``), "meaning"],
    members.map(([name, member]) => [
      path === "rules.alerts" ? `[${name}](${RUNBOOKS}/${name}.md)` : `\`${name}\``,
      ...differing.map((key) => shown(member, key)),
      [meaningOf(member), ...thresholdOf(member)].join(" "),
    ]),
  );
  const each = markdownTable(
    ["key", "default", "meaning"],
    keys.map((key) => {
      const property = members[0]?.[1].properties?.[key] ?? {};
      const isThreshold = key === "threshold";
      return [
        `\`${path}.<name>.${key}\``,
        differing.includes(key) ? "as above" : code(property.default),
        isThreshold ? "How many, or how much: as above." : meaningOf(property),
      ];
    }),
  );
  return `### \`${path}\`\n\n${markdownText(family.description ?? "")}\n\n${defaults}\n${each}`;
}

/** What a threshold counts differs from alert to alert. */
function thresholdOf(member: Schema): readonly string[] {
  const { threshold } = member.properties ?? {};
  return threshold === undefined ? [] : [`Threshold: ${markdownText(threshold.description ?? "")}`];
}

const { home } = parse(readFileSync(new URL("../../chart/Chart.yaml", import.meta.url), "utf8")) as {
  home: string;
};
const RUNBOOKS = `${home}/blob/main/docs/runbooks`;

function code(value: unknown): string {
  return `\`${JSON.stringify(value)}\``;
}

function meaningOf(node: Schema): string {
  const choices = node.enum?.map((choice) => `\`${choice || '""'}\``).join(", ");
  return [markdownText(node.description ?? ""), ...(choices ? [`One of ${choices}.`] : [])].join(" ");
}
