import { expect } from "chai";
import type { RuleGroup } from "../../rules/mergeRules.ts";
import { mergeRules } from "../../rules/mergeRules.ts";
import { RULE_DATA } from "../../rules/ruleData.ts";
import { readValues } from "../../src/chart/readValues.ts";
import { VALUES_DEFAULTS } from "../../src/chart/values.generated.ts";
import { FIXTURES_TIMEOUT_MS, fixtureOf, renderFixtures, VALID_NAMES, validFile } from "./fixtures.ts";
import { type ChartObject, NAMESPACE, only } from "./renderChart.ts";

interface RuleObject extends ChartObject {
  readonly spec: { readonly groups: readonly RuleGroup[] };
}

const RULE_KINDS = ["PrometheusRule", "VMRule"];
const WITH_RULES = VALID_NAMES.filter((name) => name.startsWith("rules"));

const kindsOf = (objects: readonly ChartObject[]) =>
  objects.map(({ kind }) => kind).filter((kind) => RULE_KINDS.includes(kind));

describe("the chart's rules", () => {
  before(async function () {
    this.timeout(FIXTURES_TIMEOUT_MS);
    if ((await renderFixtures()) === undefined) {
      this.skip();
    }
  });

  it("are tried with every kind of change, and with every knob of every alert", async () => {
    expect(WITH_RULES).to.have.length.of.at.least(4);
    const { signal } = new AbortController();
    const changed = (await readValues(validFile("rules-knobs"), { signal })).rules.alerts;
    const none = (await readValues(validFile("rules-none"), { signal })).rules.alerts;
    for (const [name, knobs] of Object.entries(VALUES_DEFAULTS.rules.alerts)) {
      const alert = name as keyof typeof changed;
      expect(none[alert].enabled, name).to.equal(false);
      for (const key of ["for", "keepFiringFor", "severity", "threshold", "labels", "annotations"] as const) {
        expect(changed[alert][key], `${key} of ${name}`).not.to.deep.equal(knobs[key]);
      }
    }
  });

  for (const name of WITH_RULES) {
    it(`are those that \`render rules\` prints: ${name}`, async () => {
      const values = await readValues(validFile(name), { signal: new AbortController().signal });
      const expected = mergeRules(RULE_DATA, values);
      const objects = (await fixtureOf(name)).filter(({ kind }) => RULE_KINDS.includes(kind));
      expect(objects).not.to.deep.equal([]);
      for (const object of objects) {
        expect((object as RuleObject).spec).to.deep.equal(expected);
      }
    });
  }

  it("are not there unless asked for", async () => {
    expect(kindsOf(await fixtureOf("defaults"))).to.deep.equal([]);
    expect(kindsOf(await fixtureOf("rules"))).to.deep.equal(["PrometheusRule"]);
    expect(kindsOf(await fixtureOf("rules-full")).sort()).to.deep.equal(["PrometheusRule", "VMRule"]);
  });

  it("come in objects of the kind, place and labels that the values say", async () => {
    const objects = await fixtureOf("rules-full");
    const rule = only<RuleObject>(objects, "PrometheusRule");
    expect(rule.apiVersion).to.equal("monitoring.coreos.com/v1");
    expect(rule.metadata.namespace).to.equal("monitoring");
    expect(rule.metadata.labels).to.include({ release: "kube-prometheus-stack" });
    expect(rule.metadata.annotations).to.deep.equal({ "example.com/a": "b" });
    const vmRule = only<RuleObject>(objects, "VMRule");
    expect(vmRule.apiVersion).to.equal("operator.victoriametrics.com/v1beta1");
    expect(vmRule.metadata.namespace).to.equal(NAMESPACE);
  });
});
