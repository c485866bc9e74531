import { expect } from "chai";
import { readValuesSchema, type Schema } from "../../scripts/generate/configSchema.ts";
import { findHelms } from "./helms.ts";
import { NAMESPACE } from "./renderChart.ts";
import { renderSubcharts } from "./renderSubcharts.ts";

/** Sections whose keys stand for themselves, as files of values would have them: each null, or each of their keys. */
function sectionsAs(value: (node: Schema) => unknown): object {
  const { properties = {} } = readValuesSchema();
  return Object.fromEntries(
    Object.entries(properties).flatMap(([key, node]) =>
      node.additionalProperties === false ? [[key, value(node)]] : [],
    ),
  );
}

const withoutKeys = (node: Schema): unknown =>
  node.properties !== undefined && node.additionalProperties === false
    ? Object.fromEntries(Object.entries(node.properties).map(([key, below]) => [key, withoutKeys(below)]))
    : null;

describe("the chart as a subchart", () => {
  it("is left out by the parent's condition, and is there otherwise", async function () {
    const helms = await findHelms();
    if (helms === undefined) {
      return this.skip();
    }
    const values = new Map([
      ["left-out", "enabled: false\nrules: { enabled: true }\n"],
      ["in-place", "enabled: true\nx-anything: { at: [all] }\n"],
      ["unsaid", "{}"],
    ]);
    for (const helm of [helms.helm3, helms.helm4]) {
      const rendered = await renderSubcharts(helm, values);
      expect([...rendered.keys()].sort(), helm.name).to.deep.equal(["in-place", "unsaid"]);
    }
  });

  it("takes null for every section and for every key below, as if nothing had been said", async function () {
    const helms = await findHelms();
    if (helms === undefined) {
      return this.skip();
    }
    const nulls = sectionsAs(() => null);
    expect(Object.keys(nulls)).to.include.members(["networkPolicy", "service", "webConfig", "config"]);
    const values = new Map([
      ["aaaaaaaa", "{}"],
      ["sections", JSON.stringify(nulls)],
      ["all-keys", JSON.stringify(sectionsAs(withoutKeys))],
      // Nothing of these is created by default; so that nulls below meet the templates.
      ["switched", JSON.stringify({ ...sectionsAs(withoutKeys), ...switchedOn(withoutKeys) })],
      ["expected", JSON.stringify(switchedOn(() => ({})))],
    ]);
    for (const helm of [helms.helm3, helms.helm4]) {
      const rendered = await renderSubcharts(helm, values);
      const text = (alias: string) => JSON.stringify(rendered.get(alias)).replaceAll(alias, "ALIAS");
      expect(text("sections"), helm.name).to.equal(text("aaaaaaaa"));
      expect(text("all-keys"), helm.name).to.equal(text("aaaaaaaa"));
      expect(text("switched"), helm.name).to.equal(text("expected"));
    }
  });

  it("places everything in the namespace that namespaceOverride names", async function () {
    const helms = await findHelms();
    if (helms === undefined) {
      return this.skip();
    }
    const values = new Map([["iae", "namespaceOverride: elsewhere\nmonitor: { enabled: true }\n"]]);
    const objects = (await renderSubcharts(helms.helm4, values)).get("iae")!;
    const namespaces = objects.map(({ metadata }) => metadata.namespace ?? "elsewhere");
    expect(new Set(namespaces)).to.deep.equal(new Set(["elsewhere"]));
    expect(JSON.stringify(objects)).not.to.include(NAMESPACE);
  });
});

/** Sections that create something, switched on. */
function switchedOn(keys: (node: Schema) => unknown): object {
  const { properties = {} } = readValuesSchema();
  const names = [
    "monitor",
    "rules",
    "dashboards",
    "networkPolicy",
    "verticalPodAutoscaler",
    "hygiene",
    "sharding",
  ];
  return Object.fromEntries(
    names.map((name) => [name, { ...(keys(properties[name]!) as object), enabled: true }]),
  );
}
