import type { ConfigOption } from "../../src/config/configOption.ts";
import { configOptions, leaves } from "./configOptions.ts";
import { readConfigSchema, type Schema } from "./configSchema.ts";
import type { Generator } from "./generator.ts";
import { markdownTable, markdownText } from "./markdown.ts";

/** docs/configuration.md: every key with its default, flag and variable. */
export const configReferenceGenerator: Generator = {
  name: "configuration reference",
  generate() {
    const schema = readConfigSchema();
    const options = new Map(configOptions(schema).map((option) => [option.path, option]));
    const sections = Object.entries(schema.properties ?? {}).map(([key, node]) =>
      sectionText(key, node, options),
    );
    return [{ path: "docs/configuration.md", text: [INTRODUCTION, ...sections].join("\n") }];
  },
};

const INTRODUCTION = `<!-- Generated from chart/values.schema.json by \`npm run generate\`. Do not edit. -->

# Configuration

Every key has a default: the exporter runs without any configuration. [sample-configuration.yaml](sample-configuration.yaml) is a file with all of them. What is set comes from, each over the one before:

1. the configuration file, YAML or JSON, named by \`--config FILE\` or \`IAE_CONFIG\`. In the chart's values it is what stands below \`config\`; its root is the content of that key,
2. environment variables,
3. flags.

Messages name a key by its path from \`config\`. An unknown key or flag is an error, an unknown \`IAE_*\` variable a warning (Kubernetes sets such variables in pods beside a Service named \`iae\`). Whatever is wrong, the exporter says so in one line each and ends with exit code 2. A changed file takes a restart, which the chart sees to; files of credentials and certificates are read again when they change.

| | |
|---|---|
| durations | as Go writes them: \`500ms\`, \`15s\`, \`1m30s\`, \`1.5h\` |
| lists | in a file a list; a flag may be repeated or hold several elements separated by commas; a variable likewise holds commas, or a JSON array. A list replaces the one it goes over. Regular expressions are separated by \`~\` instead |
| maps and lists of maps | JSON in flags and variables. Maps are merged key by key |
| booleans | \`true\` or \`false\`; a flag alone means true |
| \`null\` | as if the key was not there: its default holds |
| paths of files | relative ones start at the configuration file's folder, in flags and variables at the folder the command was called from |
| flags | \`--flag=value\` or \`--flag value\`, with one dash or two. A key's path in kebab case (\`--server-bind-address\`) works too where another name is shown. Flags other than lists may be repeated with the same value only |

Not part of the file: \`--config FILE\`, \`--help\`, \`--version\`.
`;

function sectionText(key: string, section: Schema, options: ReadonlyMap<string, ConfigOption>): string {
  const entries = leaves(section);
  const rows = entries.map(({ path: name, schema: node }) => {
    const option = options.get(`${key}.${name}`)!;
    return [
      code(name),
      code(JSON.stringify(node.default)),
      meaning(node),
      flagCell(option),
      code(option.environment),
    ];
  });
  return [
    `## ${section.title}: \`config.${key}\`\n`,
    `${markdownText(section.description ?? "")}\n`,
    markdownTable(["key", "default", "meaning", "flag", "variable"], rows),
    ...entries.flatMap(({ path: name, schema: node }) => elementText(`config.${key}.${name}`, node)),
  ].join("\n");
}

/** The keys of a list's elements or a map's values. */
function elementText(path: string, node: Schema): readonly string[] {
  const isMap = typeof node.additionalProperties === "object";
  const element = typeof node.additionalProperties === "object" ? node.additionalProperties : node.items;
  if (element?.properties === undefined) {
    return [];
  }
  const rows = Object.entries(element.properties).map(([name, property]) => [
    code(name),
    element.required?.includes(name)
      ? "required"
      : property.default === undefined
        ? "as for all"
        : code(JSON.stringify(property.default)),
    meaning(property),
  ]);
  return [
    `${isMap ? "Each value" : "Each element"} of \`${path}\`${element.pattern === undefined ? "" : " that is a map"}:\n`,
    markdownTable(["key", "default", "meaning"], rows),
    ...Object.entries(element.properties).flatMap(([name, property]) =>
      elementText(`${path}${isMap ? ".*" : "[]"}.${name}`, property),
    ),
  ];
}

function flagCell(option: ConfigOption): string {
  const names = option.flags.map((flag) => code(`--${flag}`));
  if (option.pairFlag !== undefined) {
    names.unshift(`${code(`--${option.pairFlag} A=B`)} (adds one)`);
  }
  if (option.switchFlag) {
    names.push(`${code(`--${option.switchFlag.flag}`)} (the same as ${code(option.switchFlag.value)})`);
  }
  return names.join(", ");
}

function meaning(node: Schema): string {
  const notes = [
    ...(node.minimum === undefined ? [] : [`${node.minimum} to ${node.maximum}.`]),
    ...(node["x-maximum"] === undefined ? [] : [`${node["x-minimum"] ?? "0s"} to ${node["x-maximum"]}.`]),
    ...(node.enum !== undefined ? [`One of ${node.enum.map(code).join(", ")}.`] : []),
    ...(node.items?.enum !== undefined ? [`Any of ${node.items.enum.map(code).join(", ")}.`] : []),
  ];
  return [markdownText(node.description ?? ""), ...notes].join(" ");
}

function code(text: string): string {
  return `\`${text}\``;
}
