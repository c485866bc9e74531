import { expect } from "chai";
import type { AlertName } from "../../rules/alert.ts";
import { ALERTS } from "../../rules/catalogue.ts";
import { mergeRules, type ValuesOfRules } from "../../rules/mergeRules.ts";
import { RULE_DATA } from "../../rules/ruleData.ts";
import { VALUES_DEFAULTS } from "../../src/chart/values.generated.ts";

const { rules: DEFAULTS } = VALUES_DEFAULTS;
const ALL: ValuesOfRules = { ...VALUES_DEFAULTS, hygiene: { ...VALUES_DEFAULTS.hygiene, enabled: true } };

type Knobs = ValuesOfRules["rules"]["alerts"][AlertName];
type Rendered = Readonly<Record<string, unknown>> & {
  readonly alert?: string;
  readonly expr: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
};

function rulesOf(alert: AlertName, knobs: Partial<Knobs>, values: ValuesOfRules = ALL): readonly Rendered[] {
  const alerts = { ...DEFAULTS.alerts, [alert]: { ...DEFAULTS.alerts[alert], enabled: true, ...knobs } };
  const merged = mergeRules(RULE_DATA, { ...values, rules: { ...values.rules, alerts } });
  return merged.groups
    .flatMap(({ rules }) => rules as readonly Rendered[])
    .filter((rule) => rule.alert === alert);
}

describe("mergeRules()", () => {
  it("gives images of several replicas a step less, where the values say so, and nothing else", () => {
    const values = { ...ALL, rules: { ...DEFAULTS, severityByReplicas: true } };
    const said = (alert: AlertName, severity: string) =>
      rulesOf(alert, { severity }, values).map(({ labels, expr }) => [
        labels.severity,
        expr.match(
          /\) (unless|and) on \(cluster, namespace, kind, name\) \(.*\w+_workload_replicas\[15m\]\)\) > 1\)$/,
        )?.[1],
      ]);
    const disabled = ["info", undefined];
    for (const [severity, less] of [
      ["critical", "warning"],
      ["warning", "info"],
      ["page", "page"],
    ] as const) {
      expect(said("ImageAbsent", severity)).to.deep.equal([[severity, "unless"], [less, "and"], disabled]);
    }
    expect(rulesOf("ImageMoved", {}, values)).to.deep.equal(rulesOf("ImageMoved", {}));
    expect(JSON.stringify(rulesOf("ImageAbsent", {}))).to.not.contain("workload_replicas[");
  });

  for (const alert of Object.keys(ALERTS) as AlertName[]) {
    it(`heeds each knob of ${alert}`, () => {
      const as = rulesOf(alert, {});
      expect(as).to.have.length.of.at.least(1);
      expect(rulesOf(alert, { enabled: false })).to.deep.equal([]);
      for (const rule of rulesOf(alert, { for: "7m", keepFiringFor: "3m" })) {
        expect(rule).to.include({ for: "7m", keep_firing_for: "3m" });
      }
      for (const rule of rulesOf(alert, { for: "", keepFiringFor: "" })) {
        expect(rule).not.to.have.any.keys("for", "keep_firing_for");
      }
      for (const { expr } of as) {
        expect(expr).not.to.include("$threshold");
      }
      const other = rulesOf(alert, { threshold: 0.5625 }).map(({ expr }) => expr);
      expect(other).not.to.deep.equal(as.map(({ expr }) => expr));
      for (const expr of other) {
        expect(expr).to.include("0.5625");
      }
      for (const { labels } of rulesOf(alert, { labels: { team: "{{ $labels.namespace }}" } })) {
        expect(labels.team).to.equal("{{ $labels.namespace }}");
      }
      for (const { annotations } of rulesOf(alert, { annotations: { summary: "mine", more: "two" } })) {
        expect(annotations).to.include({ summary: "mine", more: "two" });
        expect(annotations.runbook_url).to.match(new RegExp(`/${alert}\\.md$`));
      }
    });

    it(`gives ${alert} the severity of the values, and none of its own that is worse`, () => {
      const severities = rulesOf(alert, { severity: "page" }).map(({ labels }) => labels.severity);
      expect(severities.filter((severity) => severity === "page")).to.have.length(1);
      expect(severities.filter((severity) => severity !== "page")).to.satisfy((others: string[]) =>
        others.every((severity) => severity === "info"),
      );
    });
  }

  it("adds the group on hygiene only where the values switch it on", () => {
    const groupsOf = (values: ValuesOfRules) => mergeRules(RULE_DATA, values).groups.map(({ name }) => name);
    const hygiene = "k8s-image-availability-exporter.hygiene";
    expect(groupsOf(ALL)).to.include(hygiene);
    expect(groupsOf(VALUES_DEFAULTS)).not.to.include(hygiene);
    expect(mergeRules(RULE_DATA, ALL).groups.at(-1)).to.include({ name: hygiene, interval: "5m" });
  });
});
