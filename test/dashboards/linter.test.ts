import { expect } from "chai";
import { parsePromql } from "../rules/promql.ts";
import { type Board, boardsOf, panelsOf, targetsOf, type Variable } from "./boards.ts";
import { interpolate } from "./interpolate.ts";
import { UNITS } from "./units.ts";

/** A rule of grafana/dashboard-linter, by its name there: what it has to say of a dashboard, in as many sentences. */
type Rule = (board: Board) => readonly string[];

const variable = ({ templating }: Board, name: string) => templating.list.find((one) => one.name === name);
const queryVariables = ({ templating }: Board) => templating.list.filter(({ type }) => type === "query");
const parsed = (board: Board, expr: string) => parsePromql(interpolate(expr, board.templating.list));

/** A variable for a label of every scrape: several can be chosen, and All leaves out nothing. */
function scrapeVariable(name: string, label: string): Rule {
  return (board) => {
    const one = variable(board, name);
    if (one === undefined) {
      return [`has no variable ${name}`];
    }
    return [
      ...(one.type === "query" ? [] : [`${name} is no query`]),
      ...(one.label === label ? [] : [`${name} is labelled ${one.label}`]),
      ...(one.datasource?.uid === "$datasource" ? [] : [`${name} asks ${one.datasource?.uid}`]),
      ...(one.multi ? [] : [`${name} takes one value only`]),
      ...(one.allValue === ".+" ? [] : [`All of ${name} is ${one.allValue}`]),
    ];
  };
}

/** What Prometheus itself makes of alerts, which are of no job and no instance: the rules cannot apply to it. */
const OF_RULES = "ALERTS_FOR_STATE";

/** Every selector of every query matches the label by the variable of that name. */
function scrapeMatcher(label: string): Rule {
  return (board) =>
    targetsOf(board).flatMap(({ name, target }) =>
      // As it stands, before anything is put in place of the variables.
      parsePromql(interpolateTimes(target.expr))
        .selectors.filter(
          ({ metric, matchers }) =>
            metric !== OF_RULES &&
            !matchers.some(
              (matcher) =>
                matcher.label === label && matcher.operator === "=~" && matcher.value === `$${label}`,
            ),
        )
        .map(({ metric }) => `${name}: ${metric}`),
    );
}

function interpolateTimes(expr: string): string {
  return expr.replace(/\$__range_s\b/g, "60").replace(/\$__(?:rate_interval|interval|range)\b/g, "1m");
}

const RULES: Readonly<Record<string, Rule>> = {
  "template-datasource-rule": ({ templating }) => {
    const sources = templating.list.filter(({ type }) => type === "datasource");
    const [source] = sources;
    if (source === undefined || sources.length > 1) {
      return [`has ${sources.length} data source variables`];
    }
    return [
      ...(source.name === "datasource" ? [] : [`is called ${source.name}`]),
      ...(source.label === "Data source" ? [] : [`is labelled ${source.label}`]),
      ...(source.query === "prometheus" ? [] : [`is for ${source.query}`]),
    ];
  },
  "template-job-rule": scrapeVariable("job", "Job"),
  "template-instance-rule": scrapeVariable("instance", "Instance"),
  "template-label-promql-rule": (board) => queryVariables(board).flatMap((one) => unreadable(board, one)),
  "template-on-time-change-reload-rule": (board) =>
    queryVariables(board)
      .filter(({ refresh }) => refresh !== 2)
      .map(({ name }) => `${name} is not asked for anew when the time changes`),
  "panel-datasource-rule": (board) =>
    panelsOf(board)
      .filter(({ datasource, targets }) =>
        [datasource, ...targets.map((target) => target.datasource)].some(({ uid }) => uid !== "$datasource"),
      )
      .map(({ title }) => `${title} asks another data source`),
  "panel-title-description-rule": (board) =>
    panelsOf(board)
      .filter(({ title, description }) => !title || !description)
      .map(({ id }) => `panel ${id} does not say what it is`),
  "panel-units-rule": (board) =>
    panelsOf(board).flatMap(({ title, fieldConfig: { defaults, overrides } }) => {
      const given = [
        defaults.unit,
        ...overrides.flatMap(({ properties }) =>
          properties.filter(({ id }) => id === "unit").map(({ value }) => value),
        ),
      ];
      return given.filter((unit) => !UNITS.has(unit as string)).map((unit) => `${title}: ${unit}`);
    }),
  "panel-no-targets-rule": (board) =>
    panelsOf(board)
      .filter(({ targets }) => targets.length === 0)
      .map(({ title }) => `${title} asks nothing`),
  // There is no Loki in our dashboards; that it stays so is what the two rules are here for.
  "target-logql-rule": withoutLoki,
  "target-logql-auto-rule": withoutLoki,
  "target-promql-rule": (board) =>
    targetsOf(board).flatMap(({ name, target }) => {
      try {
        parsed(board, target.expr);
        return [];
      } catch (error) {
        return [`${name}: ${error}`];
      }
    }),
  "target-rate-interval-rule": (board) =>
    targetsOf(board).flatMap(({ name, target }) =>
      [...target.expr.matchAll(/\b(?:rate|irate|increase)\([^[]*\[([^\]]*)\]/g)]
        .filter(([, range]) => range !== "$__rate_interval")
        .map(([call]) => `${name}: ${call}`),
    ),
  "target-job-rule": scrapeMatcher("job"),
  "target-instance-rule": scrapeMatcher("instance"),
  "target-counter-agg-rule": (board) =>
    targetsOf(board).flatMap(({ name, target }) =>
      [...target.expr.matchAll(/(.{0,20})\b\w+_total\{[^}]*\}(\[?)/gs)]
        .filter(([, before, range]) => range !== "[" || !/\b(?:rate|irate|increase)\($/.test(before!))
        .map(([found]) => `${name}: ${found}`),
    ),
  "uneditable-dashboard": ({ editable }) => (editable ? ["can be edited"] : []),
};

/** Where a rule cannot apply: of which dashboard, and why. */
const EXCLUSIONS: readonly { readonly rule: string; readonly board: string; readonly reason: string }[] = [
  "template-job-rule",
  "template-instance-rule",
  "target-job-rule",
  "target-instance-rule",
].map((rule) => ({
  rule,
  board: "Cluster hygiene",
  reason:
    "asks kube-state-metrics, kubelets, nodes, etcd, the API server and recording rules in one: jobs and instances of their own, or none",
}));

function unreadable(board: Board, { name, query }: Variable): readonly string[] {
  const [, series] = /^label_values\((.+), \w+\)$/s.exec(query) ?? [];
  if (series === undefined) {
    return [`${name} is not asked for by label_values: ${query}`];
  }
  try {
    parsed(board, series);
    return [];
  } catch (error) {
    return [`${name}: ${error}`];
  }
}

function withoutLoki(board: Board): readonly string[] {
  return targetsOf(board)
    .filter(({ target }) => target.datasource.type !== "prometheus")
    .map(({ name }) => `${name} asks ${name}`);
}

describe("the dashboards, by the rules of grafana/dashboard-linter,", () => {
  const boards = boardsOf();

  it("are all there, and so are the rules", () => {
    expect(boards.map(({ title }) => title)).to.deep.equal([
      "Image availability",
      "Image availability exporter",
      "Cluster hygiene",
    ]);
    expect(Object.keys(RULES)).to.have.length(17);
  });

  for (const [name, rule] of Object.entries(RULES)) {
    for (const board of boards) {
      const exclusion = EXCLUSIONS.find((one) => one.rule === name && one.board === board.title);
      if (exclusion !== undefined) {
        it(`${name}: not ${board.title}, which ${exclusion.reason}`, () => {
          expect(rule(board), "an exclusion that is no longer needed").not.to.deep.equal([]);
        });
      } else {
        it(`${name}: ${board.title}`, () => {
          expect(rule(board)).to.deep.equal([]);
        });
      }
    }
  }

  it("are found out where they break one", () => {
    const [board] = boards as readonly [Board];
    const [panel] = panelsOf(board) as readonly [(typeof board.panels)[number]];
    const broken = {
      ...board,
      editable: true,
      templating: {
        list: board.templating.list.map((one) => ({ ...one, refresh: 1, label: "", allValue: "" })),
      },
      panels: [
        {
          ...panel,
          title: "",
          datasource: { type: "loki", uid: "loki" },
          fieldConfig: { defaults: { unit: "parsecs" }, overrides: [] },
          targets: [
            {
              expr: "rate(a_total[5m]) + b_total{} + (",
              datasource: { type: "loki", uid: "loki" },
              refId: "A",
            },
          ],
        },
      ],
    } as unknown as Board;
    const found = Object.entries(RULES).flatMap(([name, rule]) => {
      try {
        return rule(broken).length > 0 ? name : [];
      } catch {
        return name;
      }
    });
    expect(Object.keys(RULES).filter((name) => !found.includes(name))).to.deep.equal([
      "template-label-promql-rule",
      "panel-no-targets-rule",
    ]);
  });
});
