import type { ConfigOption, DurationPath } from "../../src/config/configOption.ts";
import { parseDuration } from "../../src/config/duration.ts";
import { readConfigSchema, type Schema, schemaNodes } from "./configSchema.ts";
import type { Generator } from "./generator.ts";

/** Flags, environment names and help of every key, for the program's start. */
export const configOptionsGenerator: Generator = {
  name: "configuration options",
  generate() {
    const schema = readConfigSchema();
    const paths = (isOne: (node: Schema) => boolean) =>
      [...schemaNodes(schema)].filter((node) => isOne(node.schema));
    const files = paths((node) => node["x-file"] === true).map(({ path, schema: node }) =>
      node.type === "array" ? `${path}.*` : path,
    );
    const durations = durationPaths(schema);
    const constant = (name: string, type: string, value: unknown) =>
      `export const ${name}: ${type} = ${JSON.stringify(value, null, 2)};\n`;
    return [
      {
        path: "src/config/options.generated.ts",
        text: [
          "// Generated from chart/values.schema.json by `npm run generate`. Do not edit.\n",
          'import type { ConfigOption, DurationPath } from "./configOption.ts";\n',
          "/** Every key that a flag or an environment variable can set, in the schema's order. */",
          constant("CONFIG_OPTIONS", "readonly ConfigOption[]", configOptions(schema)),
          "/** Where the document holds paths of files. */",
          constant("FILE_PATHS", "readonly string[]", files),
          "/** Where the document holds durations. */",
          constant("DURATION_PATHS", "readonly DurationPath[]", durations),
          "/** Defaults of maps: they are merged with a document's own entries instead of giving way to them. */",
          constant("MAP_DEFAULTS", "Readonly<Record<string, unknown>>", mapDefaults(schema)),
        ].join("\n"),
      },
    ];
  },
};

/** The options of a configuration schema, one for each key that is not a section. */
export function configOptions(schema: Schema): readonly ConfigOption[] {
  return Object.entries(schema.properties ?? {}).flatMap(([section, node]) =>
    leaves(node).map(({ path, schema: leaf }) =>
      configOption(`${section}.${path}`, node.title ?? section, leaf),
    ),
  );
}

/** The keys of a section that are set as a whole; what only groups others is none, and stands in their paths. */
export function leaves(section: Schema): readonly { readonly path: string; readonly schema: Schema }[] {
  return Object.entries(section.properties ?? {}).flatMap(([key, schema]) =>
    schema.properties === undefined
      ? [{ path: key, schema }]
      : leaves(schema).map((leaf) => ({ path: `${key}.${leaf.path}`, schema: leaf.schema })),
  );
}

function configOption(path: string, group: string, node: Schema): ConfigOption {
  const words = path
    .replace(/[A-Z]/g, (letter) => `.${letter}`)
    .toLowerCase()
    .split(".");
  const kebab = words.join("-");
  const given = node["x-flag"] ?? [];
  const named = typeof given === "string" ? [given] : given;
  const type = optionType(node);
  const choices = node.enum ?? node.items?.enum;
  const pairFlag = node["x-pair-flag"];
  const switchFlag = node["x-switch-flag"];
  return {
    path,
    flags: named.length > 0 ? named : [kebab],
    ...(named.length > 0 && !named.includes(kebab) ? { pathFlag: kebab } : {}),
    ...(pairFlag === undefined ? {} : { pairFlag }),
    ...(switchFlag === undefined ? {} : { switchFlag }),
    environment: `IAE_${words.join("_").toUpperCase()}`,
    type,
    ...(type === "list" ? { separator: node["x-separator"] ?? "," } : {}),
    ...(choices !== undefined ? { choices } : {}),
    group,
    description: node.description ?? "",
    defaultText: defaultText(node.default, node["x-separator"] ?? ","),
  };
}

function optionType(node: Schema): ConfigOption["type"] {
  if (node["x-type"]) {
    return node["x-type"];
  }
  if (node.type === "object") {
    return "json";
  }
  if (node.type === "array") {
    return node.items?.type === "object" ? "json" : "list";
  }
  return typeof node.type === "string" ? node.type : "string";
}

function defaultText(value: unknown, separator: string): string {
  if (Array.isArray(value)) {
    return value.length === 0 ? "none" : value.join(separator);
  }
  if (value === "") {
    return "none";
  }
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** Where a configuration holds durations, and their bounds. */
export function durationPaths(schema: Schema): readonly DurationPath[] {
  return [...schemaNodes(schema)]
    .filter(({ schema: node }) => node["x-type"] === "duration")
    .map(({ path, schema: node }) => durationPath(path, node));
}

function durationPath(path: string, node: Schema): DurationPath {
  const bound = (keyword: "x-minimum" | "x-maximum", otherwise: string): number => {
    const ms = parseDuration(node[keyword] ?? otherwise);
    if (ms === undefined) {
      throw new Error(`Cannot read ${keyword} of ${path}: ${node[keyword]} is no duration`);
    }
    return ms;
  };
  return { path, minimum: bound("x-minimum", "0s"), maximum: bound("x-maximum", "168h") };
}

function mapDefaults(schema: Schema): Readonly<Record<string, unknown>> {
  const sections = Object.entries(schema.properties ?? {}).map(([section, { properties }]) => {
    const maps = Object.entries(properties ?? {}).filter(([, node]) => node.type === "object");
    return [section, Object.fromEntries(maps.map(([key, node]) => [key, node.default]))] as const;
  });
  return Object.fromEntries(sections.filter(([, maps]) => Object.keys(maps).length > 0));
}
