import {
  EXPORTER,
  type ExpectedAlert,
  healthy,
  IMAGE,
  type RuleTest,
  series,
  unavailable,
  up,
} from "./ruleTest.ts";

const { namespace } = EXPORTER;
const docker = { registry: "docker.io" };

const unavailableRegistry = (
  registry: string,
  severity: "critical" | "warning",
  remark = "",
): ExpectedAlert => ({
  alert: "RegistryUnavailable",
  labels: { namespace, registry, severity },
  summary: `Registry ${registry} is unavailable`,
  description: `${remark}${registry} cannot be reached, or fails to answer for most of its images. What only it has cannot be pulled now: pods that are created anew on nodes without these images will not start. They are checked again as soon as it answers.`,
});
const UNAVAILABLE = unavailableRegistry("docker.io", "critical");
const NEVER_SEEN = (registry: string) =>
  unavailableRegistry(
    registry,
    "warning",
    "None of its images was had from it in the last week: its name may be wrong, or it is a mirror. ",
  );

/** For how many images of a registry it answered, and the share of those for which it did not. */
const images = (answered: string, ratio: string, labels: Readonly<Record<string, string>> = docker) => ({
  [series("registry_images", { ...labels, answered: "true" })]: answered,
  [series("registry_unanswered_ratio", labels)]: ratio,
});

/** Another exporter's, that of a team. */
const ELSEWHERE = { namespace: "team", pod: "team-0", instance: "10.0.1.1:8080" };
/** It has some images of the registry, of which the last check found no fault, and so many answers until now. */
const seldom = (answers: string) => ({
  ...images("3+0x180", "0+0x180", { ...docker, ...ELSEWHERE }),
  [series("checks_total", { ...docker, ...ELSEWHERE, result: "available" })]: answers,
});
const NEW_POD = { pod: "iae-1", instance: "10.0.0.2:8080" };

const FAILING: ExpectedAlert = {
  alert: "ImageRegistryFailing",
  labels: { ...IMAGE, reason: "registry_unavailable", severity: "warning" },
  summary: "Image docker.io/team/web:1.0 of deployment shop/web: its registry fails to answer",
  description:
    "The registry docker.io, or a mirror in its place, answers for other images, and fails for docker.io/team/web:1.0: with errors of its own, by not answering one of the exporter's shards, or because it cannot be reached for what its mirrors have not got. 1 container(s) of the deployment shop/web use it: a pod that is created anew on a node without the image will not start. The exporter's log has the answer.",
};

const GONE: ExpectedAlert = {
  alert: "ExporterDown",
  labels: { namespace, exporter: "iae", answering: "none", severity: "critical" },
  summary: "The image availability exporter cannot be scraped",
  description:
    "Prometheus gets no metrics from a pod of the image availability exporter, or from none at all. Nobody will be told of images that go missing.",
};

export const REGISTRY_TESTS: readonly RuleTest[] = [
  {
    name: "RegistryUnavailable: as urgent after two days as at first",
    every: 30,
    series: {
      [up()]: "1+0x180",
      [series("shards")]: "1+0x180",
      ...images("100+0x4 0+0x176", "0+0x4 1+0x176"),
    },
    at: { 60: [], 240: [UNAVAILABLE], 1530: [UNAVAILABLE], 1560: [UNAVAILABLE], 3000: [UNAVAILABLE] },
  },
  {
    name: "RegistryUnavailable: once for a registry that gives no answer, whatever the number of its images and shards",
    series: {
      ...healthy(),
      ...images("100+0x10 0+0x49 100+0x60", "0+0x10 1+0x49 0+0x60"),
      ...images("100+0x10 0+0x49 100+0x60", "0+0x10 1+0x49 0+0x60", { ...docker, ...NEW_POD }),
      ...images("100+0x180", "0+0x180", { registry: "ghcr.io" }),
      [series("registry_up", docker)]: "1+0x10 0+0x49 1+0x60",
      [series("registry_up", { ...docker, ...NEW_POD })]: "1+0x10 0+0x49 1+0x60",
      [series("registry_up", { registry: "ghcr.io" })]: "1+0x180",
      [unavailable("registry_unavailable")]: "_x11 1+0x48 stale",
      [unavailable("registry_unavailable", { name: "api", image: "docker.io/team/api:1" })]:
        "_x11 1+0x48 stale",
    },
    at: { 9: [], 18: [], 30: [UNAVAILABLE], 59: [UNAVAILABLE], 72: [] },
  },
  {
    name: "RegistryUnavailable: until ExporterDown tells that nobody looks any more",
    series: {
      [up()]: "1+0x60 stale",
      [series("shards")]: "1+0x60 stale",
      ...images("100+0x10 0+0x49 stale", "0+0x10 1+0x49 stale"),
    },
    at: { 30: [UNAVAILABLE], 68: [UNAVAILABLE], 75: [UNAVAILABLE], 77: [UNAVAILABLE, GONE], 85: [GONE] },
  },
  {
    name: "RegistryUnavailable: for a registry that is back now and then, and away for most of the time",
    series: {
      ...healthy(),
      ...images(`${"0+0x7 100 100 ".repeat(12)} 100+0x60`, `${"1+0x7 0 0 ".repeat(12)} 0+0x60`),
    },
    at: { 9: [], 40: [UNAVAILABLE], 60: [UNAVAILABLE], 118: [UNAVAILABLE], 140: [] },
  },
  {
    name: "RegistryUnavailable: not for a registry that is away for a few minutes of each half hour",
    series: { ...healthy(), ...images("0+0x8 100+0x20 ".repeat(6), "1+0x8 0+0x20 ".repeat(6)) },
    at: { 9: [], 45: [], 100: [], 170: [] },
  },
  {
    name: "RegistryUnavailable: not for a registry that is back before ten minutes, though there was nobody for half an hour before",
    series: {
      ...images("100+0x10 stale _x40 0+0x8 100+0x60", "0+0x10 stale _x40 1+0x8 0+0x60"),
      [up()]: "1+0x10 stale _x40 1+0x69",
      [series("shards")]: "1+0x10 stale _x40 1+0x69",
    },
    at: { 58: [], 60: [], 61: [], 63: [], 66: [], 70: [] },
  },
  {
    name: "RegistryUnavailable: for a registry that answers with errors for most of its images",
    series: {
      ...healthy(),
      ...images("100+0x10 40+0x60 100+0x60", "0+0x10 0.6+0x60 0+0x60"),
      [unavailable("registry_unavailable")]: "_x11 1+0x60 stale",
    },
    at: { 9: [], 15: [], 40: [UNAVAILABLE], 90: [], 120: [] },
  },
  {
    name: "RegistryUnavailable: not for a registry that answers for most of its images, though most checks are of the others",
    series: {
      ...healthy(),
      ...images("85+0x180", "0.15+0x180"),
      [series("checks_total", { ...docker, result: "registry_unavailable" })]: "0+15x180",
      [series("checks_total", { ...docker, result: "available" })]: "0+8x180",
      [series("checks_total", { registry: "ghcr.io", result: "available" })]: "0+400x180",
      [unavailable("registry_unavailable")]: "_x11 1+0x150",
    },
    at: { 9: [], 40: [], 60: [FAILING], 170: [FAILING] },
  },
  {
    name: "RegistryUnavailable: one alert through a failed scrape and a restart of the exporter",
    series: {
      ...healthy(),
      ...images("100+0x10 0+0x29 stale 0+0x10 stale", "0+0x10 1+0x29 stale 1+0x10 stale"),
      ...images("_x56 0+0x60", "_x56 1+0x60", { ...docker, ...NEW_POD }),
    },
    at: {
      18: [],
      30: [UNAVAILABLE],
      40: [UNAVAILABLE],
      41: [UNAVAILABLE],
      54: [UNAVAILABLE],
      58: [UNAVAILABLE],
    },
  },
  {
    name: "RegistryUnavailable: not for a registry that one shard of two cannot reach, whose images have an alert each",
    series: {
      ...healthy(),
      ...images("100+0x10 0+0x100", "0+0x10 1+0x100", { ...docker, ...NEW_POD }),
      [series("registry_up", { ...docker, ...NEW_POD })]: "1+0x10 0+0x100",
      [unavailable("registry_unavailable", NEW_POD)]: "_x11 1+0x100",
    },
    at: { 9: [], 30: [], 60: [FAILING] },
  },
  {
    name: "RegistryUnavailable: not for a registry that one exporter of two cannot reach, whose images have an alert each",
    series: {
      ...healthy(),
      ...images("100+0x10 0+0x100", "0+0x10 1+0x100", { ...docker, ...ELSEWHERE }),
      [series("registry_up", { ...docker, ...ELSEWHERE })]: "1+0x10 0+0x100",
      [unavailable("registry_unavailable", { pod: "team-0" })]: "_x11 1+0x100",
      ...images("100+0x110", "0+0x110", { registry: "ghcr.io" }),
      // Of that exporter alone: nothing was ever had from it.
      [series("registry_up", { registry: "ghcr.io", ...ELSEWHERE })]: "0+0x110",
    },
    at: { 9: [], 30: [], 60: [FAILING] },
  },
  {
    name: "RegistryUnavailable: for a registry that no exporter of two reaches, by each of them",
    series: {
      ...healthy(),
      ...images("100+0x10 0+0x100", "0+0x10 1+0x100"),
      ...images("100+0x10 0+0x100", "0+0x10 1+0x100", { ...docker, ...ELSEWHERE }),
      [unavailable("registry_unavailable", { pod: "team-0" })]: "_x11 1+0x100",
    },
    at: {
      9: [],
      60: [UNAVAILABLE, { ...UNAVAILABLE, labels: { ...UNAVAILABLE.labels, namespace: "team" } }],
    },
  },
  {
    name: "RegistryUnavailable: though another exporter, which asks seldom or is limited, knows nothing else than that it was well",
    series: {
      ...healthy(),
      ...images("100+0x10 0+0x169", "0+0x10 1+0x169"),
      ...seldom("3+0x180"),
      [series("checks_total", { ...docker, ...ELSEWHERE, result: "rate_limited" })]: "0+1x180",
      [unavailable("registry_unavailable")]: "_x11 1+0x168",
    },
    at: { 14: [], 18: [], 30: [UNAVAILABLE], 170: [UNAVAILABLE] },
  },
  {
    name: "RegistryUnavailable: not for a registry that one exporter cannot reach, and another one does, be it only every quarter of an hour",
    series: {
      ...healthy(),
      ...images("100+0x10 0+0x169", "0+0x10 1+0x169"),
      ...seldom("0+0x14 1+0x14 2+0x14 3+0x14 4+0x14 5+0x14 6+0x14 7+0x14 8+0x14 9+0x14 10+0x14 11+0x14"),
      [unavailable("registry_unavailable")]: "_x11 1+0x168",
    },
    at: { 14: [], 30: [], 60: [FAILING], 120: [FAILING], 170: [FAILING] },
  },
  {
    name: "RegistryUnavailable: not for a registry that an exporter with a long window reaches within the hour; for one of which it has not heard for longer",
    series: {
      ...healthy(),
      ...images("100+0x10 0+0x169", "0+0x10 1+0x169"),
      ...seldom("5+0x50 6+0x129"),
      [series("recheck_window_seconds", ELSEWHERE)]: "86400+0x180",
      [unavailable("registry_unavailable")]: "_x11 1+0x168",
    },
    at: { 14: [], 30: [], 100: [FAILING], 140: [UNAVAILABLE, FAILING], 170: [UNAVAILABLE] },
  },
  {
    name: "RegistryUnavailable: for a registry that one cluster cannot reach, whatever another one's exporter reaches",
    series: {
      ...healthy({ cluster: "one" }),
      ...images("100+0x10 0+0x100", "0+0x10 1+0x100", { ...docker, cluster: "one" }),
      ...healthy({ cluster: "two" }),
    },
    at: { 9: [], 60: [{ ...UNAVAILABLE, labels: { ...UNAVAILABLE.labels, cluster: "one" } }] },
  },
  {
    name: "RegistryUnavailable: less urgent where nothing was ever had from it, as by a slip in a name, and where it is a mirror",
    series: {
      ...healthy(),
      ...images("0+0x180", "1+0x180", { registry: "ghrc.io" }),
      ...images("0+0x180", "1+0x180", { registry: "errors.example.com" }),
      ...images("0+0x180", "1+0x180", { registry: "other" }),
      [series("registry_up", { registry: "ghrc.io" })]: "0+0x180",
      [series("registry_up", { registry: "errors.example.com" })]: "1+0x180",
      [series("registry_up", { registry: "mirror.example.com" })]: "0+0x180",
      [series("registry_up", { registry: "other" })]: "0+0x180",
    },
    at: { 9: [], 60: ["errors.example.com", "ghrc.io", "mirror.example.com"].map(NEVER_SEEN) },
  },
  {
    name: "RegistryUnavailable: not for a registry that cannot be reached for what its mirrors have not got, which has alerts of its own",
    series: {
      ...healthy(),
      ...images("99+0x180", "0.01+0x180"),
      [series("registry_up", docker)]: "0+0x180",
      [unavailable("registry_unavailable")]: "_x10 1+0x170",
    },
    at: { 9: [], 30: [], 60: [FAILING], 170: [FAILING] },
  },
  {
    name: "RegistryUnavailable: not for a registry whose checks meet errors now and then",
    series: {
      ...healthy(),
      [series("checks_total", { ...docker, result: "registry_unavailable" })]: "0+20x180",
    },
    at: { 9: [], 60: [], 170: [] },
  },
  {
    name: "RegistryUnavailable: not for a registry that did not answer for a few minutes",
    series: {
      ...healthy(),
      ...images("100+0x20 0+0x5 100+0x150", "0+0x20 1+0x5 0+0x150"),
      [series("registry_up", docker)]: "1+0x20 0+0x5 1+0x150",
      [unavailable("registry_unavailable")]: "_x20 1+0x5 stale",
    },
    at: { 9: [], 22: [], 30: [], 60: [] },
  },
  {
    name: "RegistryRateLimited: silent at first, then firing, then over",
    series: { ...healthy(), [series("registry_rate_limited", docker)]: "0+0x10 1+0x60 0+0x60" },
    at: {
      35: [],
      45: [
        {
          alert: "RegistryRateLimited",
          labels: { namespace, registry: "docker.io", severity: "warning" },
          summary: "Registry docker.io limits the rate of checks",
          description:
            "docker.io has answered 429 for long. Its images keep their last verdict, and new ones have none. Nodes that pull from the same address or account may be refused as well.",
        },
      ],
      85: [],
    },
  },
  {
    name: "OriginUnavailable: firing for images that mirrors have, then over",
    series: {
      ...healthy(),
      [series("origin_unavailable", { ...docker, image: "docker.io/a:1", reason: "absent" })]: "_x10 1+0x100",
      [series("origin_unavailable", { ...docker, image: "docker.io/b:1", reason: "absent" })]:
        "_x10 1+0x20 _x80",
      [series("origin_unavailable", {
        ...docker,
        image: "docker.io/b:1",
        reason: "authorization_failure",
      })]: "_x30 1+0x80",
    },
    at: {
      60: [],
      75: [
        {
          alert: "OriginUnavailable",
          labels: { namespace, registry: "docker.io", severity: "info" },
          summary: "2 image(s) of docker.io are on mirrors alone",
          description:
            "docker.io does not give out 2 image(s) that are in use, and mirrors still do. Pods start as long as the mirrors keep them: what a cache drops it cannot fetch again.",
        },
      ],
      150: [],
    },
  },
  {
    name: "RegistryQuotaLow: silent at first, then firing, then over",
    series: { ...healthy(), [series("registry_rate_limit_remaining", docker)]: "50-2x24 1+0x35 100+0x60" },
    at: {
      18: [],
      30: [
        {
          alert: "RegistryQuotaLow",
          labels: { namespace, registry: "docker.io", severity: "warning" },
          summary: "Registry docker.io leaves few requests",
          description:
            "docker.io has announced 1 requests left in its own limit. Once they are used up, nodes that pull from the same address or account are refused as well.",
        },
      ],
      85: [],
    },
  },
];
