import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import type { AlertName } from "../../rules/alert.ts";
import { ALERTS } from "../../rules/catalogue.ts";
import { FOREIGN_METRICS, type ForeignMetric } from "../../rules/foreignMetrics.ts";
import { mergeRules } from "../../rules/mergeRules.ts";
import { ORIGINAL_ALERTS } from "../../rules/originalGroup.ts";
import { RECORDINGS } from "../../rules/recordings.ts";
import { RULE_DATA } from "../../rules/ruleData.ts";
import { CALM_TESTS } from "../../rules/tests/calmTests.ts";
import { EXPORTER_TESTS } from "../../rules/tests/exporterTests.ts";
import { HYGIENE_OFF_TESTS, HYGIENE_TESTS } from "../../rules/tests/hygieneTests.ts";
import { IMAGE_TESTS } from "../../rules/tests/imageTests.ts";
import { ORIGINAL_TESTS } from "../../rules/tests/originalTests.ts";
import { RECORDING_TESTS } from "../../rules/tests/recordingTests.ts";
import { RECREATION_TESTS, ROLLBACK_TESTS } from "../../rules/tests/recreationTests.ts";
import { REGISTRY_TESTS } from "../../rules/tests/registryTests.ts";
import { VALUES_DEFAULTS } from "../../src/chart/values.generated.ts";
import { NODES_ALONE_KNOW } from "../../src/image/outcome.ts";
import { REASONS } from "../../src/image/reasons.ts";
import { SKIP_REASONS } from "../../src/inventory/skipReason.ts";
import { KINDS_IN_NAMES } from "../../src/metrics/availabilityModes.ts";
import { CATALOGUE } from "../../src/metrics/catalogue.ts";
import { RUNTIME_CATALOGUE } from "../../src/metrics/runtimeCatalogue.ts";
import { BLOCKS } from "../docs/documents.ts";
import { type ParsedExpression, parsePromql } from "./promql.ts";

const SCRAPE_LABELS = ["job", "namespace", "pod", "instance", "container", "endpoint", "service", "cluster"];

/** The values that a label can have, where they are known. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  reason: [...REASONS, ...SKIP_REASONS],
  result: ["available", "rate_limited", ...NODES_ALONE_KNOW, ...REASONS],
  kind: KINDS_IN_NAMES,
  alertname: Object.keys(ALERTS),
  answered: ["true", "false"],
  registry: ["other"],
  alertstate: ["firing", "pending"],
};

const families = new Map<string, readonly string[]>([
  ...RECORDINGS.map(({ record }) => [record, ["exporter"]] as const),
  ...CATALOGUE.flatMap(({ name, type, labels }) =>
    type === "histogram" ? [[`${name}_bucket`, [...labels, "le"]] as const] : [[name, labels] as const],
  ),
  ...Object.keys(RUNTIME_CATALOGUE).map((name) => [name, []] as const),
  ...Object.entries(FOREIGN_METRICS).map(([name, { labels }]) => [name, labels] as const),
]);

const foreign: Readonly<Record<string, ForeignMetric>> = FOREIGN_METRICS;

const WITH_HYGIENE = { ...VALUES_DEFAULTS, hygiene: { ...VALUES_DEFAULTS.hygiene, enabled: true } };

const rules = RULE_DATA.flatMap((group) => group.rules);
const alerts = rules.flatMap((rule) => ("alert" in rule ? [rule] : []));
const records = rules.flatMap((rule) => ("record" in rule ? [rule] : []));

/** Everything that annotations ask of a result: `registry` of `$labels.registry`. */
const labelsUsed = (texts: Readonly<Record<string, string>>) => [
  ...new Set(
    Object.values(texts).flatMap((text) => [...text.matchAll(/\$labels\.(\w+)/g)].map(([, label]) => label!)),
  ),
];

const parsed = (expr: string): ParsedExpression => parsePromql(expr.replaceAll("$threshold", "2"));

describe("the rules' expressions", () => {
  for (const rule of rules) {
    const name =
      "alert" in rule ? `${rule.alert} (${rule.severity ?? "severity of the values"})` : rule.record;
    it(`${name}: only metrics, labels and values that there are`, () => {
      const { selectors } = parsed(rule.expr);
      expect(selectors).not.to.deep.equal([]);
      for (const { metric, matchers } of selectors) {
        expect([...families.keys()], metric).to.include(metric);
        for (const { label, operator, value } of matchers) {
          if (value === "") {
            continue;
          }
          expect(families.get(metric), metric).to.include(label);
          const possible = foreign[metric]?.values?.[label] ?? VALUES[label];
          expect(possible, `values of ${label} of ${metric}`).not.to.equal(undefined);
          if (operator === "=") {
            expect(possible).to.include(value);
          } else {
            for (const one of value.split("|")) {
              expect(possible).to.include(one);
            }
          }
        }
      }
    });
  }

  it("parsePromql() refuses what is no PromQL", () => {
    expect(() => parsePromql("sum by (a (up)")).to.throw("no PromQL at");
    expect(parsePromql('sum without (a, b) (up{job="x"})')).to.deep.equal({
      selectors: [{ metric: "up", matchers: [{ label: "job", operator: "=", value: "x" }] }],
      instants: ["up"],
      without: [["a", "b"]],
      by: [],
      isCondition: false,
    });
    expect(parsePromql("max by (a) (up) > 1")).to.include({ isCondition: true });
    expect(parsePromql("max by (a) (up)").by).to.deep.equal([["a"]]);
    expect(parsePromql("rate(up[5m]) + max_over_time((up or down)[5m:1m]) + other").instants).to.deep.equal([
      "other",
    ]);
  });

  for (const { alert, severity, expr, annotations } of alerts) {
    it(`${alert} (${severity ?? "severity of the values"}): has a threshold, and the labels that its texts use`, () => {
      // An outage told by registry_up holds whatever the share; the other half has the threshold.
      expect(expr).to.include("$threshold");
      const { selectors, without, by, isCondition } = parsed(expr);
      expect(isCondition, "fires while something is so, not always").to.equal(true);
      const there = [...selectors.flatMap(({ metric }) => families.get(metric)!), ...SCRAPE_LABELS];
      for (const label of labelsUsed(annotations)) {
        expect(there).to.include(label);
        if (by.length > 0 && !without.length) {
          expect(by.flat(), `used in the texts of ${alert}`).to.include(label);
        }
        for (const removed of without) {
          expect(removed, `used in the texts of ${alert}`).not.to.include(label);
        }
      }
    });
  }

  it("keep clusters apart wherever series are matched or added up", () => {
    for (const { expr, ...rule } of rules) {
      const name = "alert" in rule ? rule.alert : rule.record;
      for (const labels of parsed(expr).by) {
        expect(labels, name).to.include("cluster");
      }
      for (const [, labels] of expr.matchAll(/\bon \(([^)]*)\)/g)) {
        expect(labels!.split(", "), name).to.include("cluster");
      }
      for (const labels of parsed(expr).without) {
        expect(labels, name).not.to.include("cluster");
      }
    }
  });

  it("are there once", () => {
    expect(new Set(rules.map(({ expr }) => expr)).size).to.equal(rules.length);
  });

  it("use a regular expression only where a text would not do", () => {
    for (const { expr } of rules) {
      for (const { matchers } of parsed(expr).selectors) {
        for (const { operator, value } of matchers) {
          if (operator.includes("~")) {
            expect(value).to.match(/[|.*+?[\]]/);
          }
        }
      }
    }
  });

  it("records by level, metric and operation, and adds nothing up by job", () => {
    for (const { record, expr } of records) {
      expect(record).to.match(/^[a-z_]+:[a-z0-9_]+:[a-z0-9]+$/);
      expect(expr).not.to.match(/\bjob\b(?!")/);
    }
    expect(new Set(records.map(({ record }) => record)).size).to.equal(records.length);
  });
});

describe("the alerts", () => {
  const rendered = mergeRules(RULE_DATA, WITH_HYGIENE).groups.flatMap((group) => group.rules);
  const runbooks = join(import.meta.dirname, "../../docs/runbooks");

  it("have, all of them, a severity, texts and a runbook that is there", () => {
    for (const rule of rendered as readonly Readonly<Record<string, Record<string, string>>>[]) {
      if (!("alert" in rule)) {
        continue;
      }
      const name = String(rule.alert);
      expect(rule.labels!.severity, name).to.be.oneOf(["info", "warning", "critical"]);
      expect(rule.annotations, name).to.have.all.keys("summary", "description", "runbook_url");
      expect(rule.annotations!.runbook_url).to.match(new RegExp(`/docs/runbooks/${name}\\.md$`));
      expect(rule.annotations!.summary, name).not.to.match(/[.!]$|\n/);
      expect(rule.annotations!.description, name).to.match(/\.$/);
      expect(JSON.stringify(rule.labels), name).not.to.include("$value");
    }
  });

  it("go on until ExporterDown can tell why their series have ended", () => {
    const { alerts: knobs } = VALUES_DEFAULTS.rules;
    const minutes = (time: string) => Number(/^(\d+)m$/.exec(time)?.[1]);
    const own = new Set(CATALOGUE.map(({ name }) => name));
    const soonOver = new Set(
      alerts.flatMap(({ alert, expr }) =>
        parsed(expr).instants.some((name) => own.has(name)) ? [alert] : [],
      ),
    );
    // The originals were over at once. This one has gone on for ten minutes by then.
    for (const name of ["ExporterDown", "RegistryUnavailable", ...Object.keys(ORIGINAL_ALERTS)] as const) {
      soonOver.delete(name as AlertName);
    }
    expect([...soonOver]).to.include.members(["ImageAbsent", "ImageNameInvalid", "ChecksStale"]);
    for (const name of soonOver) {
      expect(minutes(knobs[name].keepFiringFor), name).to.be.above(minutes(knobs.ExporterDown.for));
    }
  });

  it("that have to hold for half an hour or more begin anew by no failed scrape", () => {
    const { alerts: knobs } = VALUES_DEFAULTS.rules;
    const patient = alerts.filter(({ alert }) => /^([3-5]\dm|.*[hd])$/.test(knobs[alert].for));
    expect(patient).to.have.length.above(15);
    for (const { alert, expr } of patient) {
      expect(new Set([...parsed(expr).instants, "ALERTS"]), alert).to.deep.equal(new Set(["ALERTS"]));
    }
  });

  it("have a runbook each, and no runbook is without its alert", () => {
    expect(readdirSync(runbooks).sort()).to.deep.equal(
      Object.keys(ALERTS)
        .map((name) => `${name}.md`)
        .sort(),
    );
  });

  for (const name of Object.keys(ALERTS)) {
    it(`${name}.md says what it means, what follows, how to look and what to do`, () => {
      const text = readFileSync(join(runbooks, `${name}.md`), "utf8");
      const sections = text.split(/^## /m);
      expect(sections[0]).to.match(new RegExp(`^# ${name}\n`));
      expect(sections.slice(1).map((section) => section.slice(0, section.indexOf("\n")))).to.deep.equal([
        "Meaning",
        "Impact",
        "Diagnosis",
        "Mitigation",
      ]);
      for (const section of sections.slice(1)) {
        expect(section.trim().split("\n").length).to.be.above(2);
      }
      const blocks = BLOCKS.filter(({ document }) => document === `docs/runbooks/${name}.md`);
      expect(blocks.map(({ language }) => language)).to.include.oneOf(["sh", "promql"]);
      for (const [, other] of text.matchAll(/\]\((\w+)\.md\)/g)) {
        expect(Object.keys(ALERTS)).to.include(other);
      }
    });
  }

  it("are looked into by queries that can be answered, in all documents", () => {
    const queries = BLOCKS.filter(({ language }) => language === "promql").flatMap(({ text }) =>
      text.split("\n").filter((line) => line !== ""),
    );
    expect(queries).to.have.length.above(40);
    for (const query of queries) {
      for (const { metric } of parsePromql(query).selectors) {
        expect([...families.keys(), "ALERTS"], query).to.include(metric);
      }
    }
  });

  it("are tried, all of them, and so are the recording rules", () => {
    const tests = [
      ...IMAGE_TESTS,
      ...RECREATION_TESTS,
      ...ROLLBACK_TESTS,
      ...REGISTRY_TESTS,
      ...EXPORTER_TESTS,
      ...ORIGINAL_TESTS,
      ...HYGIENE_TESTS,
    ];
    const expected = tests.flatMap(({ at }) => Object.values(at).flat());
    for (const { alert, severity } of alerts) {
      const levels = expected.filter((each) => each.alert === alert).map(({ labels }) => labels.severity);
      const level = severity ?? VALUES_DEFAULTS.rules.alerts[alert].severity;
      expect(levels, `${alert} fires`).to.include(level);
    }
    for (const { name, at } of tests) {
      const counts = Object.values(at).map((fires) => fires.length);
      expect(counts.length, `${name}: looked at`).to.be.above(0);
    }
    const recorded = RECORDING_TESTS.flatMap((test) => Object.keys(test.recorded));
    for (const { record } of records) {
      expect(recorded).to.include(record);
    }
    for (const { name, at } of [...CALM_TESTS, ...HYGIENE_OFF_TESTS]) {
      expect(Object.values(at).flat(), name).to.deep.equal([]);
    }
  });
});
