import { readFileSync } from "node:fs";
import { expect } from "chai";
import { parse } from "yaml";
import { isSection } from "../../../scripts/generate/chartValues.ts";
import { readBareSchema, readValuesSchema, type Schema } from "../../../scripts/generate/configSchema.ts";
import { validateValues } from "../../../src/chart/validateValues.generated.ts";

const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), "utf8");
const text = read("chart/values.yaml");
const shown = parse(text, { version: "1.1" }) as Readonly<Record<string, unknown>>;

/** A node of the schema as it stands in the file, its reference followed. */
type Bare = Readonly<Record<string, unknown>>;
const { properties: bareProperties, definitions } = readBareSchema();
const followed = (node: Bare): Bare =>
  typeof node.$ref === "string"
    ? followed(definitions[node.$ref.replace("#/definitions/", "")] as Bare)
    : node;

/** What stands in the schema and not in values.yaml, with its path. */
function* hidden(node: Schema, bare: Bare, values: unknown, path: string): Generator<[string, Bare]> {
  if (!isSection(node)) {
    return;
  }
  const of = followed(bare).properties as Readonly<Record<string, Bare>>;
  for (const [key, property] of Object.entries(node.properties ?? {})) {
    const below = (values as Readonly<Record<string, unknown>> | undefined)?.[key];
    if (below === undefined) {
      yield [`${path}.${key}`, followed(of[key]!)];
    }
    yield* hidden(property, of[key]!, below, `${path}.${key}`);
  }
}

const missing = Object.entries(readValuesSchema().properties ?? {}).flatMap(([key, node]) => [
  ...hidden(node, bareProperties[key]!, shown[key], key),
]);

describe("chart/values.yaml", () => {
  it("shows what people set: no more than 50 KB, with each family of sections as one example", () => {
    expect(text.length).to.be.below(50_000);
    expect(shown.rules).to.have.property("alerts").that.is.deep.equal({});
    expect(shown.dashboards).to.have.property("boards").that.is.deep.equal({});
    expect(text).to.match(/^ +# {3}ImageAbsent:\n +# {5}for: /m);
  });

  it("has the defaults of the schema for what it shows", () => {
    const { properties = {} } = readValuesSchema();
    for (const [path, node, value] of Object.entries(shown).flatMap(([key, value]) => [
      ...leaves(properties[key]!, value, key),
    ])) {
      expect(value, path).to.deep.equal(node.default);
    }
  });

  it("hides nothing that may not be null: Helm takes null away only from what is shown", () => {
    expect(missing.map(([path]) => path)).to.include.members([
      "rules.alerts.ImageAbsent.for",
      "dashboards.boards.exporter",
      "dockerConfig.content",
    ]);
    const refusing = missing.filter(([, { type }]) => !(Array.isArray(type) && type.includes("null")));
    expect(refusing.map(([path]) => path)).to.deep.equal([]);
  });

  it("gives examples that the schema takes", () => {
    const examples = Object.entries(readValuesSchema().properties ?? {}).flatMap(([key, node]) =>
      exampleOf(node).map((example) => ({ [key]: example })),
    );
    expect(examples.map((example) => Object.keys(example)[0])).to.include.members(["rules", "dashboards"]);
    for (const example of examples) {
      expect(validateValues(example), JSON.stringify([example, validateValues.errors])).to.equal(true);
    }
  });
});

/** What values.yaml shows of a node that is no section, or whose keys it does not show. */
function* leaves(node: Schema, value: unknown, path: string): Generator<[string, Schema, unknown]> {
  if (!isSection(node)) {
    yield [path, node, value];
    return;
  }
  for (const [key, below] of Object.entries(value as Readonly<Record<string, unknown>>)) {
    yield* leaves(node.properties![key]!, below, `${path}.${key}`);
  }
}

/** The examples of a node, in the place that they have below it. */
function exampleOf(node: Schema): readonly unknown[] {
  if (node["x-example"] !== undefined) {
    return [node["x-example"]];
  }
  return Object.entries(node.properties ?? {}).flatMap(([key, below]) =>
    exampleOf(below).map((example) => ({ [key]: example })),
  );
}
