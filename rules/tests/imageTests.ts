import { UNCERTAIN_RESULTS } from "../../src/image/outcome.ts";
import type { AlertName } from "../alert.ts";
import { type ExpectedAlert, healthy, IMAGE, type RuleTest, series, unavailable } from "./ruleTest.ts";

const USED =
  "1 container(s) of the deployment shop/web use it: a pod that is created anew on a node without the image will not start.";
const OR_ABSENT =
  "Docker Hub, GHCR and Google Artifact Registry answer the same for an image that is absent: check its name and tag too.";

interface Row {
  readonly alert: AlertName;
  readonly reason: string;
  readonly severity: string;
  /** The minutes of `for`. */
  readonly after: number;
  readonly summary: string;
  readonly description: string;
}

const ROWS: readonly Row[] = [
  {
    alert: "ImageAbsent",
    reason: "absent",
    severity: "critical",
    after: 5,
    summary: "Image docker.io/team/web:1.0 of deployment shop/web is absent from docker.io",
    description: `The registry docker.io has no manifest for docker.io/team/web:1.0. ${USED} Push the image again, or roll the workload to one that is there.`,
  },
  {
    alert: "ImagePullUnauthenticated",
    reason: "authentication_failure",
    severity: "critical",
    after: 10,
    summary: "Image docker.io/team/web:1.0 of deployment shop/web: credentials refused, or image absent",
    description: `The registry docker.io refuses the credentials that a node would use for docker.io/team/web:1.0 (401). ${USED} Look at the pull secrets of the pod or of its ServiceAccount. ${OR_ABSENT}`,
  },
  {
    alert: "ImagePullUnauthorized",
    reason: "authorization_failure",
    severity: "critical",
    after: 10,
    summary: "Image docker.io/team/web:1.0 of deployment shop/web: pull not allowed, or image absent",
    description: `The registry docker.io does not allow to pull docker.io/team/web:1.0 with the credentials that a node would use (403). ${USED} Look at what the account may read. ${OR_ABSENT}`,
  },
  {
    alert: "ImageNameInvalid",
    reason: "bad_image_format",
    severity: "warning",
    after: 5,
    summary: "Image docker.io/team/web:1.0 of deployment shop/web is no valid name",
    description: `No node can read docker.io/team/web:1.0 as the name of an image. ${USED} Correct the name in the pod template.`,
  },
  {
    alert: "ImageRegistryFailing",
    reason: "registry_unavailable",
    severity: "warning",
    after: 30,
    summary: "Image docker.io/team/web:1.0 of deployment shop/web: its registry fails to answer",
    description: `The registry docker.io, or a mirror in its place, answers for other images, and fails for docker.io/team/web:1.0: with errors of its own, by not answering one of the exporter's shards, or because it cannot be reached for what its mirrors have not got. ${USED} The exporter's log has the answer.`,
  },
  {
    alert: "ImageCheckUnknownError",
    reason: "unknown_error",
    severity: "warning",
    after: 15,
    summary: "Image docker.io/team/web:1.0 of deployment shop/web: check fails for an unknown reason",
    description: `The registry docker.io answers for docker.io/team/web:1.0 in a way that says neither yes nor no. ${USED} The exporter's log has the answer.`,
  },
  {
    alert: "RegistryV1Unsupported",
    reason: "registry_v1_api_not_supported",
    severity: "warning",
    after: 15,
    summary: "Image docker.io/team/web:1.0 of deployment shop/web is in a format that is no longer pulled",
    description: `docker.io speaks only the v1 API, or has docker.io/team/web:1.0 only as a manifest of schema 1, which current container runtimes refuse. ${USED} Build and push the image anew.`,
  },
  {
    alert: "ImagePlatformMissing",
    reason: "platform_missing",
    severity: "warning",
    after: 15,
    summary: "Image docker.io/team/web:1.0 of deployment shop/web has nothing for a platform of its nodes",
    description: `docker.io/team/web:1.0 at docker.io has nothing for a platform of the nodes that the workload may run on: a pod that gets onto such a node cannot pull it. ${USED} The exporter's log says for which platform. Push the image for it, too, or keep the workload off such nodes by a node selector.`,
  },
  {
    alert: "ImageContentMissing",
    reason: "content_missing",
    severity: "critical",
    after: 5,
    summary:
      "Image docker.io/team/web:1.0 of deployment shop/web: its registry lacks configuration or a layer",
    description: `The registry docker.io has the manifest of docker.io/team/web:1.0, and not the configuration or a layer that it refers to. ${USED} Push the image again: the exporter's log says what is missing.`,
  },
];

const expected = ({ alert, reason, severity, summary, description }: Row): ExpectedAlert => ({
  alert,
  labels: { ...IMAGE, reason, severity },
  summary,
  description,
});

const workload = { namespace: "shop", kind: "deployment", name: "web" };
const ABSENT = expected(ROWS[0]!);
const FAILING = expected(ROWS.find(({ alert }) => alert === "ImageRegistryFailing")!);
const atZero = (alert: ExpectedAlert): ExpectedAlert => ({
  ...alert,
  labels: { ...alert.labels, severity: "info" },
  description: `The workload runs no pods at present. ${alert.description}`,
});
const FAILING_AT_ZERO = atZero(FAILING);
const ABSENT_AT_ZERO = atZero(ABSENT);
const isUncertain = (reason: string) => UNCERTAIN_RESULTS.some((uncertain) => uncertain === reason);

export const IMAGE_TESTS: readonly RuleTest[] = [
  ...ROWS.flatMap((row): readonly RuleTest[] => [
    {
      name: `${row.alert}: silent at first, then firing, until twenty minutes after its end`,
      series: { ...healthy(), [unavailable(row.reason)]: "_x10 1+0x49 stale" },
      at: {
        9: [],
        [9 + row.after]: [],
        [12 + row.after]: [expected(row)],
        60: [expected(row)],
        76: [expected(row)],
        105: [],
      },
    },
    {
      name: `${row.alert}: for information where the workload runs no pods`,
      series: {
        ...healthy(),
        [unavailable(row.reason)]: "1+0x180",
        [series("workload_disabled", workload)]: "1+0x180",
      },
      at: {
        3: [],
        30: [
          {
            ...expected(row),
            labels: { ...IMAGE, reason: row.reason, severity: "info" },
            description: `The workload runs no pods at present. ${row.description}`,
          },
        ],
      },
    },
  ]),
  {
    name: "one alert for all containers of a workload with the image, with its owner's and its cluster's labels",
    series: {
      [unavailable("absent", { label_team: "red", cluster: "one" })]: "1+0x60",
      [unavailable("absent", { label_team: "red", cluster: "one", container: "init" })]: "1+0x60",
      [unavailable("absent", { label_team: "red", cluster: "two" })]: "1+0x60",
      ...healthy(),
      [series("workload_disabled", { ...workload, cluster: "two" })]: "1+0x60",
    },
    at: {
      30: [
        {
          ...ABSENT,
          labels: { ...ABSENT.labels, label_team: "red", cluster: "one" },
          description: ABSENT.description.replace("1 container", "2 container"),
        },
        {
          ...ABSENT,
          labels: { ...ABSENT.labels, label_team: "red", cluster: "two", severity: "info" },
          description: `The workload runs no pods at present. ${ABSENT.description}`,
        },
      ],
    },
  },
  {
    name: "an image's alert outlasts a restart of the exporter, whose pod then has another name",
    series: {
      ...healthy(),
      [unavailable("absent")]: "1+0x20 stale",
      [unavailable("absent", { pod: "iae-1", instance: "10.0.0.2:8080" })]: "_x26 1+0x100",
    },
    at: { 10: [ABSENT], 24: [ABSENT], 28: [ABSENT], 60: [ABSENT] },
  },
  {
    name: "an image's alert outlasts an upgrade of the chart, whose version a Service has as a label, as with annotations",
    series: {
      ...healthy(),
      [unavailable("absent", { helm_sh_chart: "iae-0.1.0" })]: "1+0x20 stale",
      [unavailable("absent", { helm_sh_chart: "iae-0.1.1" })]: "_x22 1+0x100",
    },
    at: { 10: [ABSENT], 24: [ABSENT], 28: [ABSENT], 60: [ABSENT] },
  },
  {
    name: "an image's alert outlasts the exporter's failure, until ExporterDown is about to tell of it",
    series: {
      ...healthy({}, (always) => always.replace("x180", "x30 stale")),
      [unavailable("absent")]: "1+0x30 stale",
    },
    at: { 20: [ABSENT], 40: [ABSENT], 44: [ABSENT] },
  },
  {
    name: "one failed scrape ends no alert, and begins none",
    series: {
      ...healthy(
        {},
        (always) => `${always.replace("x180", "x49 stale")} ${always.replace("0+60x180", "3060+60x120")}`,
      ),
      [unavailable("absent")]: "1+0x49 stale 1+0x100",
      [unavailable("unknown_error", { name: "api" })]: "_x40 1 stale _x60",
    },
    at: { 45: [ABSENT], 50: [ABSENT], 51: [ABSENT], 55: [ABSENT], 90: [ABSENT] },
  },
  ...ROWS.filter(({ reason }) => !isUncertain(reason)).map(
    (row): RuleTest => ({
      name: `${row.alert}: though its registry, in each five minutes, fails to answer for one`,
      series: {
        ...healthy(),
        [unavailable(row.reason)]: "1 1 1 1 stale ".repeat(12),
        [unavailable("registry_unavailable")]: "stale _ _ _ 1 ".repeat(12),
      },
      at: { 9: [], [12 + row.after]: [expected(row)], 30: [expected(row)], 58: [expected(row), FAILING] },
    }),
  ),
  {
    name: "ImageRegistryFailing: though two scrapes of an hour fail, of which no alert tells",
    series: { ...healthy(), [unavailable("registry_unavailable")]: "1+0x28 stale ".repeat(6) },
    at: { 1: [], 100: [FAILING], 175: [FAILING] },
  },
  {
    name: "ImageAbsent: for information, at least, where the workload goes to zero and back all the time",
    series: {
      ...healthy(),
      [unavailable("absent")]: "1+0x180",
      [series("workload_disabled", workload)]: `${"1+0x3 stale _x3 ".repeat(22)}`,
    },
    at: {
      3: [],
      60: [ABSENT_AT_ZERO],
      150: [ABSENT_AT_ZERO],
    },
  },
  {
    name: "ImageRegistryFailing: for information, though scrapes fail, where the workload runs no pods",
    series: {
      ...healthy(),
      [unavailable("registry_unavailable")]: "1+0x28 stale ".repeat(6),
      [series("workload_disabled", workload)]: "1+0x28 stale ".repeat(6),
    },
    at: { 1: [], 28: [], 100: [FAILING_AT_ZERO], 175: [FAILING_AT_ZERO] },
  },
  {
    name: "ImageAbsent: though another container has several reasons at once, as in a Prometheus that federates",
    series: {
      ...healthy(),
      [unavailable("absent")]: "1+0x60",
      [unavailable("absent", { container: "other" })]: "1+0x60",
      [unavailable("registry_unavailable", { container: "other" })]: "_x5 1+0x54",
      [unavailable("unknown_error", { container: "other" })]: "_x5 1+0x4 stale _x60",
    },
    at: {
      12: [{ ...ABSENT, description: ABSENT.description.replace("1 container", "2 container") }],
      30: [{ ...ABSENT, description: ABSENT.description.replace("1 container", "2 container") }],
    },
  },
  {
    name: "ImageAbsent: not for a registry that says so for some minutes, and then fails to answer",
    series: {
      ...healthy(),
      [unavailable("absent")]: "_x10 1 1 1 stale",
      [unavailable("registry_unavailable")]: "_x13 1+0x100",
    },
    at: { 12: [], 20: [], 30: [], 100: [FAILING] },
  },
  {
    name: "ImageAbsent: not for an image that is back, of a registry that fails to answer",
    series: {
      ...healthy(),
      [unavailable("absent")]: "1+0x3 stale",
      [unavailable("registry_unavailable")]: "_x30 1+0x10 stale",
    },
    at: { 4: [], 20: [], 40: [], 60: [] },
  },
];
