import type { AlertName } from "../alert.ts";
import { EXPORTER, type ExpectedAlert, healthy, type RuleTest, series } from "./ruleTest.ts";

const { namespace } = EXPORTER;
const REGISTRY = { registry: "docker.io" };
const SECRET = { namespace: "shop", name: "pull" };
const SECRETS = { resource: "secrets" };

/** What goes on over a failed scrape, and what begins anew only by the next one. */
const ROWS: readonly (readonly [
  alert: AlertName,
  name: string,
  value: string,
  expected: Omit<ExpectedAlert, "alert">,
])[] = [
  [
    "ExporterNotReady",
    series("ready"),
    "0",
    {
      labels: { ...EXPORTER, severity: "warning" },
      summary: "The image availability exporter is not ready",
      description:
        "1 pod(s) of the image availability exporter run without being ready: the first lists of the cluster's objects are not complete. /readyz says what is missing.",
    },
  ],
  [
    "InformerNotSynced",
    series("informer_synced", SECRETS),
    "0",
    {
      labels: { ...EXPORTER, ...SECRETS, severity: "warning" },
      summary: "The exporter cannot follow secrets",
      description:
        "The exporter's copy of secrets is incomplete or out of date. If k8s_image_availability_exporter_informer_forbidden is 1 for it, permissions are missing; otherwise the API server cannot be reached.",
    },
  ],
  [
    "PullSecretInvalid",
    series("invalid_pull_secrets", SECRET),
    "1",
    {
      labels: { ...SECRET, severity: "warning" },
      summary: "Pull secret shop/pull cannot be parsed",
      description:
        "The Secret shop/pull is used as pull secret and is no docker config. The kubelet pulls nothing for pods that name it.",
    },
  ],
  [
    "PullSecretMissing",
    series("missing_pull_secrets", SECRET),
    "1",
    {
      labels: { ...SECRET, severity: "info" },
      summary: "Pull secret shop/pull does not exist",
      description:
        "Workloads or ServiceAccounts name the pull secret shop/pull, and there is none. The kubelet passes over it: images that need it cannot be pulled.",
    },
  ],
  [
    "PullSecretUnreadable",
    series("skipped_containers", { reason: "secret_unreadable" }),
    "1",
    {
      labels: { ...EXPORTER, severity: "warning" },
      summary: "1 container(s) get no verdict: pull secrets cannot be read",
      description:
        "The exporter may not read the pull secrets that 1 container(s) need, or they are too large. Nobody will be told when these images go missing. The exporter's log names each Secret that is too large.",
    },
  ],
  [
    "NodeCredentialsUnknown",
    series("skipped_containers", { reason: "node_credentials_unknown" }),
    "1",
    {
      labels: { ...EXPORTER, severity: "warning" },
      summary: "1 container(s) get no verdict: nodes may have credentials that the exporter has not",
      description:
        "Registries refuse the images of 1 container(s), and nodes may have credentials for them that no Secret holds: an identity of their cloud, or a credential provider. Nobody will be told when these images go missing. The exporter's log says for each registry what to configure.",
    },
  ],
  [
    "NodeFileUnreadable",
    series("skipped_containers", { reason: "node_file_unreadable" }),
    "1",
    {
      labels: { ...EXPORTER, severity: "warning" },
      summary: "1 container(s) get no verdict: files of nodes cannot be read",
      description:
        "What nodes know of the registries of 1 container(s) stands in files that the exporter cannot read: a hosts.toml, a certificate that it names, or what a mirror's configuration names. Nobody will be told when these images go missing. The exporter's log names each file.",
    },
  ],
  [
    "RegistryRateLimited",
    series("registry_rate_limited", REGISTRY),
    "1",
    {
      labels: { namespace, ...REGISTRY, severity: "warning" },
      summary: "Registry docker.io limits the rate of checks",
      description:
        "docker.io has answered 429 for long. Its images keep their last verdict, and new ones have none. Nodes that pull from the same address or account may be refused as well.",
    },
  ],
  [
    "OriginUnavailable",
    series("origin_unavailable", { ...REGISTRY, image: "docker.io/a:1", reason: "absent" }),
    "1",
    {
      labels: { namespace, ...REGISTRY, severity: "info" },
      summary: "1 image(s) of docker.io are on mirrors alone",
      description:
        "docker.io does not give out 1 image(s) that are in use, and mirrors still do. Pods start as long as the mirrors keep them: what a cache drops it cannot fetch again.",
    },
  ],
  [
    "RegistryQuotaLow",
    series("registry_rate_limit_remaining", REGISTRY),
    "3",
    {
      labels: { namespace, ...REGISTRY, severity: "warning" },
      summary: "Registry docker.io leaves few requests",
      description:
        "docker.io has announced 3 requests left in its own limit. Once they are used up, nodes that pull from the same address or account are refused as well.",
    },
  ],
];

/** Alerts that fire once for one trouble, however the series come and go. */
export const FLAPPING_TESTS: readonly RuleTest[] = [
  ...ROWS.map(([alert, name, value, expected]): RuleTest => {
    return {
      name: `${alert}: though two scrapes of an hour fail, of which no alert tells`,
      series: { ...healthy(), [name]: `${value}+0x28 stale `.repeat(6) },
      at: { 1: [], 100: [{ alert, ...expected }], 175: [{ alert, ...expected }] },
    };
  }),
  ...ROWS.map(([alert, name, value, expected]): RuleTest => {
    const fires = [{ alert, ...expected }];
    return {
      name: `${alert}: one alert through a failed scrape and three minutes without the exporter`,
      series: { ...healthy(), [name]: `${value}+0x79 stale ${value}+0x18 stale _x2 ${value}+0x60` },
      at: { 79: fires, 80: fires, 81: fires, 100: fires, 102: fires, 105: fires },
    };
  }),
  {
    name: "RecheckWindowUnreachable: one alert for a round that takes now a little less than the window, now a little more",
    series: {
      ...healthy(),
      [series("recheck_duration_seconds")]: "90+0x10 630+0x30 590+0x20 630+0x10 590+0x20 630+0x10 590+0x40",
    },
    at: Object.fromEntries([
      [20, []],
      ...[35, 50, 60, 70, 85, 100].map((minute) => [
        minute,
        [
          {
            alert: "RecheckWindowUnreachable",
            labels: { ...EXPORTER, severity: "warning" },
            summary: "A round over all images takes 10m 30s",
            description:
              "At its present rates the exporter needs 10m 30s to check every image once, more than config.schedule.recheckWindow. Raise the rate of the registry that it waits for, or the window.",
          },
        ],
      ]),
      [145, []],
    ]) as RuleTest["at"],
  },
];
