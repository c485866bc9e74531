import {
  CONTAINER,
  type ExpectedAlert,
  healthy,
  IMAGE,
  type RuleTest,
  series,
  unavailable,
} from "./ruleTest.ts";

const { container: _, ...WORKLOAD_IMAGE } = CONTAINER;
const WORKLOAD = { namespace: "shop", kind: "deployment", name: "web" };
const NEW_POD = { pod: "iae-1", instance: "10.0.0.2:8080" };

const moved = (labels: Readonly<Record<string, string>> = {}) =>
  series("image_moved", { ...CONTAINER, ...labels });
const nodes = (labels: Readonly<Record<string, string>> = {}) =>
  series("image_nodes", { image: CONTAINER.image, ...labels });
const replicas = (labels: Readonly<Record<string, string>> = {}) =>
  series("workload_replicas", { ...WORKLOAD, ...labels });

const movedAlert = (containers: number, labels: Readonly<Record<string, string>> = {}): ExpectedAlert => ({
  alert: "ImageMoved",
  labels: { ...WORKLOAD_IMAGE, ...labels, severity: "info" },
  summary: "Tag of image docker.io/team/web:1.0 was moved: pods of deployment shop/web run another image",
  description: `${containers} container(s) of the deployment shop/web run another image than the one to which docker.io/team/web:1.0 leads by now: a pod that is created anew does not run what its siblings run. The exporter's log has both digests. Restart the workload to have all of it run the same, and deploy by digest, or by tags that are pushed once.`,
});

const LAST_COPY: ExpectedAlert = {
  alert: "LastCopyOfImage",
  labels: { ...IMAGE, reason: "absent", severity: "critical" },
  summary: "Last copy of image docker.io/team/web:1.0 of deployment shop/web",
  description:
    "The registry docker.io has no manifest for docker.io/team/web:1.0 any more. It still runs on 1 node(s). With the last of these nodes the image is lost: keep them, and save the image from there first (docs/rescue.md). The exporter's log names the nodes.",
};

const absent = (
  { runsOn = "", first = "", many = "" }: { runsOn?: string; first?: string; many?: string },
  severity = "critical",
): ExpectedAlert => ({
  alert: "ImageAbsent",
  labels: { ...IMAGE, reason: "absent", severity },
  summary: "Image docker.io/team/web:1.0 of deployment shop/web is absent from docker.io",
  description: `${first}The registry docker.io has no manifest for docker.io/team/web:1.0.${runsOn} 1 container(s) of the deployment shop/web use it: a pod that is created anew on a node without the image will not start.${many} Push the image again, or roll the workload to one that is there.`,
});
const lost = (revision: string, labels: Readonly<Record<string, string>> = {}) =>
  series("rollback_unavailable", {
    ...CONTAINER,
    image: "docker.io/team/web:0.9",
    registry: "docker.io",
    reason: "absent",
    revision,
    ...labels,
  });
const rollbackAlert = (revision: string, containers: number, severity: string): ExpectedAlert => ({
  alert: "RollbackUnavailable",
  labels: { ...WORKLOAD, revision, severity },
  summary: `deployment shop/web cannot be rolled back to revision ${revision}`,
  description: `${severity === "info" ? "There are newer revisions to go back to first. " : ""}${containers} container(s) of revision ${revision} of the deployment shop/web have an image that cannot be pulled: a roll-back there would stop half-way. Push the image again, or know which revision to go back to instead (rollback_revisions counts those that have all their images).`,
});
const ONLY = "The only replica of the deployment shop/web stands on this image. ";

export const RECREATION_TESTS: readonly RuleTest[] = [
  {
    name: "ImageMoved: silent for an hour, then firing, through a restart of the exporter, then over",
    series: {
      ...healthy(),
      [moved()]: "_x10 1+0x40 stale",
      [moved(NEW_POD)]: "_x53 1+0x50 stale",
    },
    at: { 9: [], 65: [], 75: [movedAlert(1)], 105: [movedAlert(1)], 140: [] },
  },
  {
    name: "ImageMoved: once for each workload and image, with its cluster's label, whatever the number of containers",
    series: {
      ...healthy(),
      [moved({ cluster: "one" })]: "1+0x180",
      [moved({ cluster: "one", container: "init" })]: "1+0x180",
    },
    at: { 55: [], 70: [movedAlert(2, { cluster: "one" })] },
  },
  {
    name: "LastCopyOfImage: of an absent image that one node still runs, until another does; ImageAbsent says on how many",
    series: {
      ...healthy(),
      [unavailable("absent")]: "1+0x180",
      [nodes()]: "2+0x20 1+0x39 3+0x120",
    },
    at: {
      15: [absent({ runsOn: " It still runs on 2 node(s)." })],
      29: [absent({ runsOn: " It still runs on 1 node(s)." })],
      35: [absent({ runsOn: " It still runs on 1 node(s)." }), LAST_COPY],
      90: [absent({ runsOn: " It still runs on 3 node(s)." })],
    },
  },
  {
    name: "LastCopyOfImage: not of an image that runs nowhere, that another cluster's node has, or whose registry is only down",
    series: {
      ...healthy(),
      [unavailable("absent")]: "1+0x180",
      [nodes()]: "0+0x180",
      [nodes({ cluster: "two" })]: "1+0x180",
      [unavailable("unknown_error", { image: "docker.io/other:1", name: "api" })]: "1+0x5 stale",
      [nodes({ image: "docker.io/other:1" })]: "1+0x180",
    },
    at: { 60: [absent({ runsOn: " It runs on no node any more." })] },
  },
  {
    name: "LastCopyOfImage: though checks fail now and then, and though the exporter is replaced",
    series: {
      ...healthy(),
      [unavailable("absent")]: "1+0x3 stale ".repeat(20),
      [unavailable("unknown_error")]: `_x4 ${"1 stale _x3 ".repeat(20)}`,
      [nodes()]: "1+0x79 stale _x20",
      [nodes(NEW_POD)]: "_x82 1+0x98",
    },
    at: {
      4: [],
      60: [absent({ runsOn: " It still runs on 1 node(s)." }), LAST_COPY],
      99: [absent({ runsOn: " It still runs on 1 node(s)." }), LAST_COPY],
    },
  },
  {
    name: "an image's alert says first that a single replica stands on it, and how many where there are more",
    series: {
      ...healthy(),
      [unavailable("absent")]: "1+0x180",
      [replicas()]: "1+0x29 5+0x150",
      [replicas({ namespace: "other" })]: "7+0x180",
    },
    at: { 20: [absent({ first: ONLY })], 60: [absent({ many: " 5 replicas stand on it." })] },
  },
];

/** Not a part of the others, as it is long. */
export const ROLLBACK_TESTS: readonly RuleTest[] = [
  {
    name: "RollbackUnavailable: though two scrapes of an hour fail, of which no alert tells",
    series: { ...healthy(), [lost("7")]: "1+0x28 stale ".repeat(6) },
    at: { 1: [], 100: [rollbackAlert("7", 1, "warning")], 175: [rollbackAlert("7", 1, "warning")] },
  },
  {
    name: "RollbackUnavailable: a warning of the newest older revision after an hour, for information of those before, then over",
    series: {
      ...healthy(),
      [lost("7")]: "1+0x100 stale",
      [lost("7", { container: "init", image: "docker.io/team/init:0.8" })]: "1+0x100 stale",
      [lost("5", { image: "docker.io/team/web:0.7", reason: "authentication_failure" })]: "3+0x100 stale",
      [lost("4", { image: "docker.io/team/web:0.6", reason: "registry_unavailable" })]: "4+0x100 stale",
    },
    at: {
      55: [],
      70: [rollbackAlert("7", 2, "warning"), rollbackAlert("5", 1, "info")],
      130: [],
    },
  },
];

const FAILING_FOR_MANY: ExpectedAlert = {
  alert: "ImageRegistryFailing",
  labels: { ...IMAGE, reason: "registry_unavailable", severity: "info" },
  summary: "Image docker.io/team/web:1.0 of deployment shop/web: its registry fails to answer",
  description:
    "The registry docker.io, or a mirror in its place, answers for other images, and fails for docker.io/team/web:1.0: with errors of its own, by not answering one of the exporter's shards, or because it cannot be reached for what its mirrors have not got. 1 container(s) of the deployment shop/web use it: a pod that is created anew on a node without the image will not start. 5 replicas stand on it. The exporter's log has the answer.",
};

/** With `rules.severityByReplicas`. */
export const BY_REPLICAS_TESTS: readonly RuleTest[] = [
  {
    name: "by replicas: a single one, and what is not known, is as severe as ever, more are a step less",
    series: {
      ...healthy(),
      [unavailable("absent")]: "1+0x180",
      [replicas()]: "_x29 1+0x29 5+0x150",
      [unavailable("unknown_error", { name: "api" })]: "1+0x29 stale",
      [replicas({ name: "api" })]: "3+0x180",
    },
    at: {
      20: [
        absent({}),
        {
          alert: "ImageCheckUnknownError",
          labels: { ...IMAGE, name: "api", reason: "unknown_error", severity: "info" },
          summary: "Image docker.io/team/web:1.0 of deployment shop/api: check fails for an unknown reason",
          description:
            "The registry docker.io answers for docker.io/team/web:1.0 in a way that says neither yes nor no. 1 container(s) of the deployment shop/api use it: a pod that is created anew on a node without the image will not start. 3 replicas stand on it. The exporter's log has the answer.",
        },
      ],
      55: [absent({ first: ONLY })],
      100: [absent({ many: " 5 replicas stand on it." }, "warning")],
    },
  },
  {
    name: "by replicas: as of a single one where now one is meant to run, now two",
    series: {
      ...healthy(),
      [unavailable("absent")]: "1+0x180",
      [replicas()]: "1+0x3 2+0x3 ".repeat(20),
    },
    at: { 3: [], 60: [absent({ many: " 2 replicas stand on it." })], 64: [absent({ first: ONLY })] },
  },
  {
    name: "by replicas: ImageRegistryFailing a step less for many, though scrapes fail",
    series: {
      ...healthy(),
      [unavailable("registry_unavailable")]: "1+0x28 stale ".repeat(6),
      [replicas()]: "5+0x28 stale ".repeat(6),
    },
    at: { 1: [], 100: [FAILING_FOR_MANY], 175: [FAILING_FOR_MANY] },
  },
];
