import {
  CONTAINER,
  EXPORTER,
  type ExpectedAlert,
  healthy,
  type RuleTest,
  series,
  unavailable,
} from "./ruleTest.ts";

const failing = (share: string, severity: string): ExpectedAlert => ({
  alert: "HighErrorRatio",
  labels: { ...EXPORTER, severity },
  summary: `${share} of the images cannot be checked`,
  description: `Checks of ${share} of the containers' images, on average over all namespaces, end without a verdict on the image, registries that are down left aside: server errors, proxies, nonsense. Verdicts may be wrong.`,
});

/** Containers of a namespace, of which some have failed since the tenth minute at a registry that does answer. */
const containers = (namespace: string, all: number, failed: number): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Array.from({ length: all }, (_, index) => {
      const labels = { namespace, name: `web-${index}` };
      return [
        [series("available", { ...CONTAINER, ...labels }), index < failed ? "1+0x9 0+0x60" : "1+0x70"],
        ...(index < failed ? [[unavailable("registry_unavailable", labels), "_x10 1+0x60"]] : []),
      ];
    }).flat(),
  );

export const ERROR_RATIO_TESTS: readonly RuleTest[] = [
  {
    name: "HighErrorRatio: a warning from a quarter on",
    series: { ...healthy(), ...containers("a", 2, 2), ...containers("b", 4, 1) },
    at: { 9: [], 20: [], 30: [failing("41.67%", "warning")] },
  },
  {
    name: "HighErrorRatio: critical from three quarters on, by whichever names of metrics there are",
    series: {
      ...Object.fromEntries(Object.entries(healthy()).filter(([name]) => !name.includes("_available"))),
      ...Object.fromEntries(
        ["a", "b", "c", "d"].flatMap((namespace) =>
          Object.entries(containers(namespace, 5, namespace === "d" ? 1 : 5)).map(([name, values]) => [
            name.replace("_available{", "_deployment_available{"),
            values,
          ]),
        ),
      ),
    },
    at: { 9: [], 30: [failing("80%", "warning"), failing("80%", "critical")] },
  },
  {
    name: "HighErrorRatio: not for one namespace's many images of a host that answers nonsense",
    series: {
      ...healthy(),
      ...containers("a", 10, 0),
      ...containers("b", 10, 0),
      ...containers("c", 10, 1),
      ...containers("d", 100, 100),
      [series("checks_total", { registry: "docker.io", result: "unknown_error" })]: "0+0x10 0+900x60",
    },
    at: { 9: [], 30: [] },
  },
  {
    name: "HighErrorRatio: not for one namespace, where there are few",
    series: { ...healthy(), ...containers("a", 2, 2) },
    at: { 9: [], 30: [] },
  },
  {
    name: "HighErrorRatio: not for a registry that gives no answer, which has an alert of its own",
    series: {
      ...healthy(),
      [series("registry_up", { registry: "quay.io" })]: "1+0x10 0+0x6 1+0x100",
      [series("checks_total", { registry: "quay.io", result: "registry_unavailable" })]:
        "0+0x10 0+900x6 5400+0x100",
      [unavailable("registry_unavailable", { registry: "quay.io" })]: "_x10 1+0x6 stale",
    },
    at: { 9: [], 16: [], 26: [], 40: [], 90: [] },
  },
];

/** Where RegistryUnavailable has to hold for longer than HighErrorRatio. */
export const LATE_OUTAGE_TESTS: readonly RuleTest[] = [
  {
    name: "HighErrorRatio: not for a registry that gives no answer, though nobody is told of that as yet",
    series: {
      ...healthy(),
      ...containers("a", 2, 2),
      ...containers("b", 4, 3),
      [series("registry_unanswered_ratio", { registry: "docker.io" })]: "0+0x9 1+0x60",
    },
    at: { 9: [], 26: [], 35: [], 38: [] },
  },
];
