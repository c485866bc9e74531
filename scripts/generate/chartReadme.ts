import { readFileSync } from "node:fs";
import { defaultOf, isSection } from "./chartValues.ts";
import { readValuesSchema, type Schema } from "./configSchema.ts";
import type { Generator } from "./generator.ts";
import { markdownTable, markdownText } from "./markdown.ts";

const BEGIN = "<!-- values: generated from values.schema.json by `npm run generate` -->\n";
const END = "<!-- end of values -->\n";

/** The tables in chart/README.md; what stands around them is written by hand. */
export const chartReadmeGenerator: Generator = {
  name: "tables of the chart's README",
  generate() {
    const text = readFileSync(new URL("../../chart/README.md", import.meta.url), "utf8");
    const begin = text.indexOf(BEGIN);
    const end = text.indexOf(END, begin);
    if (begin < 0 || end < 0) {
      throw new Error("Cannot write the tables of chart/README.md: it does not say where");
    }
    const tables = valueTables(readValuesSchema()).join("\n");
    return [
      {
        path: "chart/README.md",
        text: `${text.slice(0, begin + BEGIN.length)}\n${tables}\n${text.slice(end)}`,
      },
    ];
  },
};

/** Keys without a section come last, in one table. */
function valueTables(schema: Schema): readonly string[] {
  const entries = Object.entries(schema.properties ?? {});
  const sections = entries.filter(([, node]) => isSection(node));
  const others = entries.filter(([, node]) => !isSection(node));
  return [
    ...sections.flatMap(([key, node]) => sectionTables(key, node)),
    `### Everything else\n\n${table(others)}`,
  ];
}

function sectionTables(key: string, node: Schema): readonly string[] {
  const heading = `### ${node.title ?? key}: \`${key}\`\n\n${markdownText(node.description ?? "")}\n\n`;
  if (key !== "config") {
    return [`${heading}${table(rowsOf(key, node))}`];
  }
  // docs/configuration.md tells flags and variables as well; whoever has the chart alone needs the keys here.
  const rows = Object.entries(node.properties ?? {}).flatMap(([name, section]) =>
    rowsOf(`${key}.${name}`, section),
  );
  return [`${heading}${table(rows)}`];
}

function rowsOf(path: string, node: Schema): readonly (readonly [string, Schema])[] {
  return Object.entries(node.properties ?? {}).flatMap(([key, property]) =>
    isSection(property) ? rowsOf(`${path}.${key}`, property) : [[`${path}.${key}`, property] as const],
  );
}

function table(rows: readonly (readonly [string, Schema])[]): string {
  return markdownTable(
    ["key", "default", "meaning"],
    rows.map(([path, node]) => [
      `\`${path}\``,
      `\`${JSON.stringify(defaultOf(node))}\``,
      [
        markdownText(node.description ?? ""),
        ...(node.enum !== undefined
          ? [`One of ${node.enum.map((choice) => `\`${choice || '""'}\``).join(", ")}.`]
          : []),
      ].join(" "),
    ]),
  );
}
