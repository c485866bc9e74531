import { expect } from "chai";
import { ALERTS } from "../../rules/catalogue.ts";
import { FOREIGN_METRICS, type ForeignMetric } from "../../rules/foreignMetrics.ts";
import { RECORDINGS } from "../../rules/recordings.ts";
import { REASONS } from "../../src/image/reasons.ts";
import { CATALOGUE } from "../../src/metrics/catalogue.ts";
import { RUNTIME_CATALOGUE } from "../../src/metrics/runtimeCatalogue.ts";
import { parsePromql } from "../rules/promql.ts";
import { type Board, boardsOf, fullValues, targetsOf } from "./boards.ts";
import { interpolate } from "./interpolate.ts";

/** Labels that a scrape gives to every series. */
const SCRAPE_LABELS = ["cluster", "job", "instance"];

/** Values of labels that expressions select by, beside those of foreign metrics. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  result: ["available", "rate_limited", ...REASONS],
  reason: REASONS,
  created_by_kind: ["Job"],
  alertname: Object.keys(ALERTS),
  alertstate: ["pending", "firing"],
};

type Family = readonly [name: string, labels: readonly string[]];

const seriesOf = (name: string, type: string, labels: readonly string[]): readonly Family[] =>
  type === "histogram"
    ? [
        [`${name}_bucket`, [...labels, "le"]],
        [`${name}_sum`, labels],
        [`${name}_count`, labels],
      ]
    : [[name, labels]];

const foreign: Readonly<Record<string, ForeignMetric>> = FOREIGN_METRICS;

const families = new Map<string, readonly string[]>([
  ...CATALOGUE.flatMap(({ name, type, labels }) => seriesOf(name, type, labels)),
  ...Object.entries(RUNTIME_CATALOGUE).flatMap(([name, { type }]) => seriesOf(name, type, [])),
  ...Object.entries(foreign).map(([name, { labels }]): Family => [name, labels]),
  ...RECORDINGS.map(
    ({ record, expr }): Family => [record, /by \(([^)]*)\)/.exec(expr)?.[1]?.split(", ") ?? []],
  ),
]);

/** Everything that Prometheus is asked: queries, variables, annotations. */
function expressionsOf(board: Board): readonly (readonly [name: string, expr: string])[] {
  return [
    ...targetsOf(board).map(({ name, target }) => [name, target.expr] as const),
    ...board.templating.list.flatMap(({ name, type, query }) =>
      type === "query"
        ? [[`${board.title}: variable ${name}`, /^label_values\((.+), \w+\)$/s.exec(query)![1]!] as const]
        : [],
    ),
    ...board.annotations.list.map(({ expr }) => [`${board.title}: annotation`, expr] as const),
  ];
}

const boards = [...boardsOf(), ...boardsOf(fullValues({ recordingRules: true })).slice(0, 1)];

describe("the dashboards' queries", () => {
  for (const board of boards) {
    for (const [name, expr] of expressionsOf(board)) {
      it(`${name}: only metrics, labels and values that there are`, () => {
        const { selectors } = parsePromql(interpolate(expr, board.templating.list));
        expect(selectors).not.to.deep.equal([]);
        for (const { metric, matchers } of selectors) {
          const names = metric === "" ? namesThatMatch(matchers) : [metric];
          expect(names, expr).not.to.deep.equal([]);
          for (const one of names) {
            expect([...families.keys()]).to.include(one);
            for (const { label, value } of matchers) {
              if (label === "__name__") {
                continue;
              }
              expect([...families.get(one)!, ...SCRAPE_LABELS], `${one}: ${label}`).to.include(label);
              // What a variable stands for.
              if (value === ".*" || value === ".+" || value === "") {
                continue;
              }
              const possible = VALUES[label] ?? foreign[one]?.values?.[label];
              expect(possible, `values of ${label}`).not.to.equal(undefined);
              for (const alternative of value.split("|")) {
                expect(possible).to.include(alternative);
              }
            }
          }
        }
      });
    }
  }

  for (const [title, outer, inner] of [
    [
      "Containers that are not checked",
      "sum by (reason) (",
      "k8s_image_availability_exporter_skipped_containers",
    ],
    ["Nodes", "sum by (platform, runtime) (", "max by (cluster, platform, runtime) ("],
  ] as const) {
    it(`add up over clusters, and over shards what each has a part of: ${title}`, () => {
      const { target } = boards.flatMap(targetsOf).find(({ panel }) => panel.title === title)!;
      expect(target.expr.startsWith(outer + inner), target.expr).to.equal(true);
    });
  }

  it("take numbers of containers from recording rules where these are evaluated", () => {
    const recorded = boardsOf(fullValues({ recordingRules: true }))[0]!;
    const [without = "", withThem = ""] = [boards[0]!, recorded].map(
      (board) => targetsOf(board).find(({ panel }) => panel.title === "Containers checked")!.target.expr,
    );
    expect(without).to.include("k8s_image_availability_exporter_statefulset_available{");
    expect(withThem).to.equal(
      'sum(namespace_kind:k8s_image_availability_exporter_containers:count{cluster=~"$cluster", namespace=~"$namespace"})',
    );
    const all = targetsOf(recorded).map(({ target }) => target.expr);
    expect(all.filter((expr) => /exporter_(statefulset_)?available/.test(expr))).to.deep.equal([]);
  });
});

function namesThatMatch(
  matchers: readonly { readonly label: string; readonly value: string }[],
): readonly string[] {
  const { value = "" } = matchers.find(({ label }) => label === "__name__") ?? {};
  const pattern = new RegExp(`^(?:${value})$`);
  return [...families.keys()].filter((name) => pattern.test(name));
}
