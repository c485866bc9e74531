import { type ExpectedAlert, healthy, POD, type RuleTest, series } from "./ruleTest.ts";

const WORKLOAD = { namespace: "shop", kind: "deployment", name: "web" };
const OTHER_POD = { ...POD, pod: "iae-1", instance: "10.0.0.2:8080" };

const found = (finding: string, labels: Readonly<Record<string, string>> = {}) =>
  series("workload_hygiene", { ...WORKLOAD, container: "app", finding, ...labels });

const expected = (finding: string, meaning: string, containers = 1): ExpectedAlert => ({
  alert: "RolloutWouldInterrupt",
  labels: { ...WORKLOAD, finding, severity: "info" },
  summary: `A roll-out of deployment shop/web would interrupt its users: ${finding}`,
  description: `${containers} container(s) of the deployment shop/web: ${meaning}.`,
});

const NO_PRE_STOP =
  "without a preStop hook they may stop while nodes still send them traffic: each roll-out breaks some requests";

export const ROLLOUT_TESTS: readonly RuleTest[] = [
  ...[
    [
      "no_readiness_probe",
      "without a readiness probe they get traffic before they can serve it, and a roll-out goes on before the new pods work",
    ],
    [
      "liveness_equals_readiness",
      "liveness and readiness probes that are the same restart what is only too busy to answer, which makes an overload worse",
    ],
    ["no_pre_stop", NO_PRE_STOP],
    [
      "short_grace_period",
      "the grace period leaves no time after the preStop hook: they are killed in the middle of their work",
    ],
    ["found_later", "see docs/hygiene.md"],
  ].map(
    ([finding = "", meaning = ""]): RuleTest => ({
      name: `RolloutWouldInterrupt: ${finding}, silent at first, then firing, then over`,
      series: { ...healthy(), [found(finding)]: "_x10 1+0x90 stale" },
      at: { 9: [], 65: [], 75: [expected(finding, meaning)], 120: [] },
    }),
  ),
  {
    name: "RolloutWouldInterrupt: once for each workload and finding, with its owner's and its cluster's labels, through a failed scrape and a restart of the exporter",
    series: {
      ...healthy(),
      ...Object.fromEntries(
        ["app", "proxy"].flatMap((container) => [
          [
            found("no_pre_stop", { container, label_team: "red", cluster: "one" }),
            "1+0x19 stale 1+0x10 stale",
          ],
          [
            found("no_pre_stop", { ...OTHER_POD, ...WORKLOAD, container, label_team: "red", cluster: "one" }),
            "_x34 1+0x140",
          ],
        ]),
      ),
    },
    at: {
      58: [],
      64: [
        {
          ...expected("no_pre_stop", NO_PRE_STOP, 2),
          labels: {
            ...WORKLOAD,
            finding: "no_pre_stop",
            label_team: "red",
            cluster: "one",
            severity: "info",
          },
        },
      ],
    },
  },
];
