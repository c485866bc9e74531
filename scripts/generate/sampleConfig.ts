import { stringify } from "yaml";
import { isSection } from "./chartValues.ts";
import { readConfigSchema, type Schema } from "./configSchema.ts";
import type { Generator } from "./generator.ts";
import { wrapText } from "./wrapText.ts";

/** Columns that a line may take. */
const WIDTH = 120;

/** docs/sample-configuration.yaml: every key with what it means, its default and, where that says little, an example. */
export const sampleConfigGenerator: Generator = {
  name: "sample configuration",
  generate: () => [
    {
      path: "docs/sample-configuration.yaml",
      text: `${INTRODUCTION}\n${sectionText(readConfigSchema(), "", true)}`,
    },
  ],
};

const INTRODUCTION = `# Generated from chart/values.schema.json by \`npm run generate\`. Do not edit.
#
# Every key of the exporter's configuration with its default, to be read with --config; keep what you change. In the chart's
# values it stands below \`config\`. Flags, variables and how they go together: configuration.md.
`;

function sectionText(section: Schema, indent: string, isRoot = false): string {
  const texts = Object.entries(section.properties ?? {}).map(([key, node]) => {
    if (isSection(node)) {
      return `${commentText(node.description, indent)}${indent}${key}:\n${sectionText(node, `${indent}  `)}`;
    }
    const [example] = node.examples ?? [];
    return [
      commentText(meaning(node), indent),
      ...elementTexts(node, `${indent}#   `),
      ...(example === undefined ? [] : [`${indent}# Such as\n`, yamlText({ [key]: example }, `${indent}# `)]),
      yamlText({ [key]: node.default }, indent),
    ].join("");
  });
  return texts.join(isRoot ? "\n" : "");
}

/** What the keys of a list's elements or a map's values mean, and those of what these have. */
function elementTexts(node: Schema, indent: string): readonly string[] {
  const element = typeof node.additionalProperties === "object" ? node.additionalProperties : node.items;
  return Object.entries(element?.properties ?? {}).flatMap(([key, property]) => {
    const fallback = property.default === undefined ? "" : ` Default: ${JSON.stringify(property.default)}.`;
    const lines = wrapText(`${key}: ${meaning(property)}${fallback}`, WIDTH - indent.length);
    return [
      ...lines.map((line, index) => `${indent}${index === 0 ? "" : "  "}${line}\n`),
      ...elementTexts(property, `${indent}  `),
    ];
  });
}

function meaning(node: Schema): string {
  const bounds: readonly unknown[] =
    node["x-maximum"] === undefined
      ? [node.minimum, node.maximum]
      : [node["x-minimum"] ?? "0s", node["x-maximum"]];
  const choices = node.enum ?? node.items?.enum;
  return [
    node.description ?? "",
    ...(bounds[0] === undefined ? [] : [`${bounds.join(" to ")}.`]),
    ...(choices === undefined ? [] : [`Choose from ${choices.join(", ")}.`]),
  ].join(" ");
}

const commentText = (text: string | undefined, indent: string) =>
  wrapText(text ?? "", WIDTH - indent.length - 2)
    .map((line) => `${indent}# ${line}\n`)
    .join("");

const yamlText = (value: unknown, indent: string) =>
  stringify(value, { lineWidth: 0, version: "1.1" }).replaceAll(/^(?=.)/gm, indent);
