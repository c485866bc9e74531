import type { AlertName } from "../alert.ts";
import { type ExpectedAlert, healthy, IMAGE, type RuleTest, series, unavailable } from "./ruleTest.ts";

const KINDS: readonly (readonly [alert: AlertName, kind: string])[] = [
  ["DeploymentImageUnavailable", "Deployment"],
  ["StatefulSetImageUnavailable", "StatefulSet"],
  ["DaemonSetImageUnavailable", "DaemonSet"],
  ["CronJobImageUnavailable", "CronJob"],
];

const expected = (alert: AlertName, kind: string): ExpectedAlert => ({
  alert,
  labels: { ...IMAGE, kind: kind.toLowerCase(), [kind.toLowerCase()]: "web", severity: "critical" },
  summary: `Image docker.io/team/web:1.0 of ${kind} shop/web is unavailable`,
  description: `The image docker.io/team/web:1.0 of the ${kind} shop/web cannot be pulled from docker.io. A pod that is created anew on a node without the image will not start.`,
});

/** As with the original exporter: at once, and whatever the reason. The failures here have no other alert within minutes. */
export const ORIGINAL_TESTS: readonly RuleTest[] = KINDS.flatMap(([alert, kind]) => [
  {
    name: `${alert}: at once, whatever the reason, with the labels of both generations`,
    series: {
      ...healthy(),
      [unavailable("registry_unavailable", { kind: kind.toLowerCase() })]: "_x9 1+0x2 stale",
      [unavailable("absent", { kind: kind.toLowerCase() })]: "_x12 1+0x2 stale",
    },
    at: { 8: [], 10: [expected(alert, kind)], 13: [expected(alert, kind)], 20: [] },
  },
  {
    name: `${alert}: for information where the workload runs no pods`,
    series: {
      ...healthy(),
      [unavailable("absent", { kind: kind.toLowerCase() })]: "_x9 1+0x2 stale",
      [series("workload_disabled", { namespace: "shop", kind: kind.toLowerCase(), name: "web" })]: "1+0x20",
    },
    at: {
      8: [],
      10: [
        {
          ...expected(alert, kind),
          labels: { ...expected(alert, kind).labels, severity: "info" },
          description: `The workload runs no pods at present. ${expected(alert, kind).description}`,
        },
      ],
    },
  },
]);
