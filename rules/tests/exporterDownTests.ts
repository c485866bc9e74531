import { type ExpectedAlert, healthy, type RuleTest, series, up } from "./ruleTest.ts";

const NEW_POD = { pod: "iae-1", instance: "10.0.0.2:8080" };

const IAE = { exporter: "iae", namespace: "monitoring" };
/** Where no exporter of the cluster answers, which mutes what they would say. */
const NONE = { answering: "none" };
const GONE = { ...IAE, ...NONE };

const down = (labels: Readonly<Record<string, string>>): ExpectedAlert => ({
  alert: "ExporterDown",
  labels: { ...labels, severity: "critical" },
  summary: "The image availability exporter cannot be scraped",
  description:
    "Prometheus gets no metrics from a pod of the image availability exporter, or from none at all. Nobody will be told of images that go missing.",
});
/** An exporter that answers for so many minutes, and then no more. */
const until = (minutes: number, labels: Readonly<Record<string, string>> = {}) =>
  healthy(labels, (always) => always.replace("x180", `x${minutes} stale`));

/** One of several exporters. */
const shardOf = (shards: number, labels: Readonly<Record<string, string>> = {}) => ({
  [up(labels)]: "1+0x180",
  [series("shards", labels)]: `${shards}+0x180`,
});

/** The first of two shards. */
const SHARDED = { ...healthy(), [series("shards")]: "2+0x180", [series("shards", NEW_POD)]: "2+0x180" };

/** The target that annotations make of a pod: a job and a namespace that it shares, and a label for each of its own. */
const annotated = (pod: string, labels: Readonly<Record<string, string>> = {}) => ({
  ...{
    job: "kubernetes-pods",
    pod,
    instance: `${pod}:8080`,
    node: "n1",
    container: "",
    endpoint: "",
    service: "",
  },
  ...{ app_kubernetes_io_name: "k8s-image-availability-exporter", app_kubernetes_io_instance: "iae" },
  ...labels,
});
const ANNOTATED = annotated("iae-5c7d8f9b64-x2b4c", { pod_template_hash: "5c7d8f9b64" });
const NEIGHBOUR = annotated("blackbox-77d9f5c4b8-bxk2p", { app_kubernetes_io_name: "blackbox" });

/** A release of the chart, one of two in a namespace. */
const release = (name: string, pod: string, more: Readonly<Record<string, string>> = {}) => ({
  service: name,
  pod: `${name}-${pod}`,
  instance: `${name}-${pod}:8080`,
  ...more,
});

/** A shard of four that goes at one time, and comes back at another as one of three. */
const replaced = (shard: number, [gone, back]: readonly [gone: number, back?: number]) => {
  const target = (instance: string) => ({ pod: `iae-${shard}`, instance: `${instance}-${shard}:8080` });
  return {
    [up(target("old"))]: `1+0x${gone} stale`,
    [series("shards", target("old"))]: `4+0x${gone} stale`,
    ...(back !== undefined && {
      [up(target("new"))]: `_x${back} 1+0x100`,
      [series("shards", target("new"))]: `_x${back} 3+0x100`,
    }),
  };
};

/** When an exporter is away, whoever tells Prometheus of it. */
export const EXPORTER_DOWN_TESTS: readonly RuleTest[] = [
  {
    name: "ExporterDown: for a pod that does not answer, silent at first",
    series: {
      ...until(10),
      [up()]: "1+0x10 0+0x60 1+0x60",
      [series("shards")]: "1+0x10 stale _x59 1+0x60",
    },
    at: { 9: [], 24: [], 30: [down(GONE)], 70: [down(GONE)], 80: [] },
  },
  {
    name: "ExporterDown: for one shard of two that does not answer",
    series: {
      ...SHARDED,
      [up(NEW_POD)]: "1+0x10 0+0x60",
      [series("shards", NEW_POD)]: "2+0x10 stale",
    },
    at: { 9: [], 24: [], 30: [down(IAE)] },
  },
  {
    name: "ExporterDown: for one shard of two that has no pod",
    series: {
      ...SHARDED,
      ...Object.fromEntries(
        Object.entries({ ...healthy(NEW_POD), [series("shards", NEW_POD)]: "2+0x180" }).map(
          ([name, always]) => [name, always.replace("x180", "x10 stale")],
        ),
      ),
    },
    at: { 9: [], 24: [], 30: [down(IAE)], 170: [down(IAE)] },
  },
  {
    name: "ExporterDown: not while one shard becomes two, and two become one",
    series: {
      ...until(100),
      [series("shards")]: "1+0x20 2+0x60 1+0x100",
      ...Object.fromEntries(
        Object.entries({ ...healthy(NEW_POD), [series("shards", NEW_POD)]: "2+0x180" }).map(
          ([name, always]) => [
            name,
            name.includes("oldest_check")
              ? "_x22 1320+60x58 stale"
              : `_x22 ${always.replace("x180", "x58 stale")}`,
          ],
        ),
      ),
    },
    at: { 19: [], 30: [], 45: [], 79: [], 90: [], 99: [] },
  },
  {
    name: "ExporterDown: for an exporter whose targets are gone",
    series: until(10),
    at: { 9: [], 24: [], 30: [down(GONE)], 170: [down(GONE)] },
  },
  {
    name: "ExporterDown: not for a node that fails, whose pods others take over",
    series: {
      ...until(30),
      [up()]: "1+0x30 0+0x3 stale",
      ...Object.fromEntries(
        Object.entries(healthy(NEW_POD)).map(([name, always]) => [
          name,
          name.includes("oldest_check") ? "_x40 2400+60x140" : `_x40 ${always.replace("x180", "x140")}`,
        ]),
      ),
    },
    at: { 29: [], 35: [], 39: [], 45: [], 60: [] },
  },
  {
    name: "ExporterDown: where there was never an exporter",
    series: { [up({ job: "node", instance: "10.0.0.9:9100" })]: "1+0x60" },
    at: { 3: [], 13: [], 20: [down(NONE)] },
  },
  {
    name: "ExporterDown: not for another pod that has the exporter's job and namespace, as with annotations",
    series: { ...healthy(ANNOTATED), [up(NEIGHBOUR)]: "1+0x10 0+0x170" },
    at: { 40: [], 170: [] },
  },
  {
    name: "ExporterDown: for an exporter whose target is gone, though its job and namespace have others, as with annotations",
    series: { ...until(20, ANNOTATED), [up(NEIGHBOUR)]: "1+0x180" },
    at: { 34: [], 40: [down(GONE)], 170: [down(GONE)] },
  },
  {
    name: "ExporterDown: not for shards that scrapes tell apart by labels of their pods, as with annotations",
    series: Object.assign(
      {},
      ...[0, 1, 2].map((index) =>
        shardOf(
          3,
          annotated(`iae-${index}`, {
            apps_kubernetes_io_pod_index: String(index),
            statefulset_kubernetes_io_pod_name: `iae-${index}`,
          }),
        ),
      ),
    ) as RuleTest["series"],
    at: { 40: [], 170: [] },
  },
  {
    name: "ExporterDown: for one of two releases in a namespace, whose Services stand for them where no pod is named",
    series: {
      ...until(20, { service: "iae-a", pod: "", instance: "a" }),
      ...healthy({ service: "iae-b", pod: "", instance: "b" }),
    },
    at: { 34: [], 40: [down({ ...IAE, exporter: "iae-a" })] },
  },
  {
    name: "ExporterDown: for one of two releases in a namespace, and for a missing shard of it",
    series: {
      ...until(20, release("iae-a", "5c7d8f9b64-x2b4c")),
      ...shardOf(3, release("iae-b", "0")),
      ...shardOf(3, release("iae-b", "1")),
      ...shardOf(1, release("iae-c", "7fd6b8c4d5-9zk4x")),
    },
    at: {
      12: [],
      18: [down({ ...IAE, exporter: "iae-b" })],
      40: [down({ ...IAE, exporter: "iae-a" }), down({ ...IAE, exporter: "iae-b" })],
    },
  },
  {
    name: "ExporterDown: for a missing shard, though two jobs and two Prometheuses tell of the other",
    series: {
      ...shardOf(2),
      ...shardOf(2, { job: "other" }),
      ...shardOf(2, { prometheus_replica: "b" }),
    },
    at: { 30: [down(IAE)] },
  },
  {
    name: "ExporterDown: not while a roll-out waits for a new pod, as long as the old one answers",
    series: { ...healthy(), [up(NEW_POD)]: "_x20 0+0x160" },
    at: { 60: [], 170: [] },
  },
  {
    name: "ExporterDown: not for an exporter that another job scrapes from now on",
    series: {
      ...until(20),
      ...Object.fromEntries(
        Object.entries(shardOf(1, { job: "other", endpoint: "" })).map(([name]) => [name, "_x22 1+0x160"]),
      ),
    },
    at: { 40: [], 170: [] },
  },
  {
    name: "ExporterDown: one alert for a week, in one of two clusters and where there is one exporter alone",
    every: 10,
    series: {
      [up({ cluster: "eu" })]: "1+0x6 0+0x1200",
      [series("shards", { cluster: "eu" })]: "1+0x6 stale",
      [up({ cluster: "us" })]: "1+0x1200",
      [series("shards", { cluster: "us" })]: "1+0x1200",
    },
    at: Object.fromEntries(
      [90, 1440, 1460, 1470, 5000, 10000].map((minute) => [minute, [down({ ...GONE, cluster: "eu" })]]),
    ),
  },
  {
    name: "ExporterDown: with the label `prometheus` of alerts that it mutes, where series of several are together",
    series: until(20, { cluster: "eu", prometheus: "mon/k8s" }),
    at: { 60: [down({ ...GONE, cluster: "eu", prometheus: "mon/k8s" })] },
  },
  {
    name: "ExporterDown: not for what a Prometheus under another name tells of from now on, where series of several are together",
    series: {
      ...until(20, { cluster: "eu", prometheus: "mon/k8s" }),
      ...Object.fromEntries(
        Object.keys(shardOf(1, { cluster: "eu", prometheus: "monitoring/main" })).map((name) => [
          name,
          "_x22 1+0x60 stale",
        ]),
      ),
    },
    at: {
      40: [],
      80: [],
      120: ["mon/k8s", "monitoring/main"].map((prometheus) => down({ ...GONE, cluster: "eu", prometheus })),
    },
  },
  {
    name: "ExporterDown: one alert for a week where there was no other exporter, and then as where there was never one",
    every: 10,
    series: { [up()]: "1+0x6 0+0x1200", [series("shards")]: "1+0x6 stale" },
    at: {
      ...Object.fromEntries([90, 1440, 1460, 1470, 5000, 10000].map((minute) => [minute, [down(GONE)]])),
      10300: [down(NONE)],
    },
  },
  {
    name: "ExporterDown: not while shards are replaced, one after the other, by fewer",
    series: {
      ...replaced(0, [80, 82]),
      ...replaced(1, [50, 52]),
      ...replaced(2, [20, 22]),
      ...replaced(3, [20]),
    },
    at: { 30: [], 45: [], 60: [], 79: [], 100: [] },
  },
  {
    name: "ExporterDown: though the rules rested for two hours at a time, of one exporter of two",
    every: 120,
    series: {
      [up({ namespace: "team" })]: "1+0x6 _x60",
      [series("shards", { namespace: "team" })]: "1+0x6 _x60",
      [up()]: "1+0x60",
      [series("shards")]: "1+0x60",
    },
    at: { 600: [], 1080: [down({ ...IAE, namespace: "team" })], 4800: [down({ ...IAE, namespace: "team" })] },
  },
  {
    name: "ExporterDown: one alert, though scrapes of the only other exporter, or shard, fail now and then",
    series: {
      ...until(20, release("iae-a", "5c7d8f9b64-x2b4c")),
      [up(release("iae-b", "0"))]: "1+0x180",
      [series("shards", release("iae-b", "0"))]: "2+0x58 stale 2+0x28 stale 2+0x90",
    },
    at: {
      18: [down({ ...IAE, exporter: "iae-b" })],
      ...Object.fromEntries(
        [58, 59, 62, 70, 88, 90].map((minute) => [
          minute,
          [down({ ...IAE, exporter: "iae-a" }), down({ ...IAE, exporter: "iae-b" })],
        ]),
      ),
    },
  },
  {
    name: "ExporterDown: mutes nothing for an exporter that was moved to another namespace, as the new one answers",
    series: {
      ...until(20),
      [up({ namespace: "images" })]: "_x22 1+0x60",
      [series("shards", { namespace: "images" })]: "_x22 1+0x60 stale",
    },
    at: {
      40: [down(IAE)],
      80: [down(IAE)],
      110: [down(GONE), down({ ...GONE, namespace: "images" })],
    },
  },
];
