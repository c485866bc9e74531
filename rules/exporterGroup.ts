import { UNCERTAIN_RESULTS } from "../src/image/outcome.ts";
import type { SkipReason } from "../src/inventory/skipReason.ts";
import type { Alert, AlertName } from "./alert.ts";
import { EXPORTER_LABELS, missingPods, SLOT_UP } from "./exporters.ts";
import { lately, metric, risingBands, SCRAPE, SCRAPE_BUT_JOB, unavailableFor } from "./expressions.ts";
import { containersChecked } from "./recordings.ts";
import { FAILING_NOW } from "./registryGroup.ts";

/** What is so of a pod: the worst decides, and a pod that has another name starts no alert anew. */
const worst = (expr: string) => `max without (${SCRAPE_BUT_JOB}) (\n  ${expr}\n)`;

const WINDOW = metric("recheck_window_seconds");
const TAKES = metric("recheck_duration_seconds");

// It stops answering by one change, and answers again by another.
const INTERRUPTIONS = `max by (${EXPORTER_LABELS}) (ceil(changes(${SLOT_UP}[1h]) / 2))`;

// A round that takes long by the rates has an alert of its own: late is what it does not explain. Each pod is held to its own
// window: another exporter of the job may have a longer one.
const STALE = (factor: string) =>
  `time() - ${metric("oldest_check_timestamp_seconds")} > ${factor} * (${TAKES} > ${WINDOW} or ${WINDOW})`;

// Images, not checks, of which those that fail have ten times more. Each namespace counts alike, and one alone is none of the
// exporter's troubles: whoever may create workloads in one of them could page for all. What one registry's outage does to the ratio
// is told by its own alert.
const CONTAINERS = `sum by (cluster, namespace) (\n${containersChecked()}\n)`;
const UNCERTAIN = [
  "count by (cluster, namespace) (",
  `  ${unavailableFor(...UNCERTAIN_RESULTS)}`,
  `    unless on (cluster, registry) (${FAILING_NOW})`,
  ")",
].join("\n");
const RATIO = [
  `group by (cluster, prometheus, job, namespace) (${metric("build_info")}) * on (cluster) group_left () (`,
  `avg by (cluster) ((${UNCERTAIN} or 0 * ${CONTAINERS}) / ${CONTAINERS})`,
  `and count by (cluster) (${UNCERTAIN}) > 1`,
  ")",
].join("\n");

// Shards have containers of their own, and are added up at each moment, as a restart would double what they had lately: by the most
// of ten minutes, in which one that is not scraped, or has only begun, takes nothing away.
const skipped = (reason: SkipReason) =>
  `max_over_time(\n  sum without (${SCRAPE_BUT_JOB}, reason) (${metric("skipped_containers")}{reason="${reason}"})[10m:1m]\n) >= $threshold`;

/** The exporter itself: whoever looks after it has to know when it says nothing, or old things. */
export const EXPORTER_ALERTS = {
  ExporterDown: {
    summary: "The image availability exporter cannot be scraped",
    description:
      "Prometheus gets no metrics from a pod of the image availability exporter, or from none at all. Nobody will be told of images that go missing.",
    bands: [{ expr: missingPods("$threshold") }],
  },
  ExporterFlapping: {
    summary: "The image availability exporter stopped answering {{ $value }} times in an hour",
    description:
      "Prometheus lost a pod of {{ $labels.exporter }} {{ $value }} times within an hour: it is restarted again and again (out of memory?) or replaced (evicted?), or scrapes fail. Each time alerts on images begin their `for` anew: they may never fire.",
    bands: risingBands(INTERRUPTIONS, (threshold) => threshold),
  },
  ExporterNotReady: {
    summary: "The image availability exporter is not ready",
    description:
      "{{ $value }} pod(s) of the image availability exporter run without being ready: the first lists of the cluster's objects are not complete. /readyz says what is missing.",
    bands: [{ expr: `count without (${SCRAPE_BUT_JOB}) (${metric("ready")} == 0) >= $threshold` }],
  },
  ChecksStale: {
    summary: "Images have not been checked for {{ $value | humanizeDuration }}",
    description:
      "The target that has waited longest was checked {{ $value | humanizeDuration }} ago, much longer than config.schedule.recheckWindow, or than a round takes at the present rates. Verdicts may be out of date.",
    bands: [
      { expr: worst(STALE("$threshold")) },
      { expr: worst(STALE("3 * $threshold")), severity: "critical", onlyWhile: "warning" },
    ],
  },
  RecheckWindowUnreachable: {
    summary: "A round over all images takes {{ $value | humanizeDuration }}",
    description:
      "At its present rates the exporter needs {{ $value | humanizeDuration }} to check every image once, more than config.schedule.recheckWindow. Raise the rate of the registry that it waits for, or the window.",
    bands: [{ expr: worst(`${TAKES} > $threshold * ${WINDOW}`) }],
  },
  InformerNotSynced: {
    summary: "The exporter cannot follow {{ $labels.resource }}",
    description:
      "The exporter's copy of {{ $labels.resource }} is incomplete or out of date. If k8s_image_availability_exporter_informer_forbidden is 1 for it, permissions are missing; otherwise the API server cannot be reached.",
    bands: [{ expr: `count without (${SCRAPE_BUT_JOB}) (${metric("informer_synced")} == 0) >= $threshold` }],
  },
  PullSecretInvalid: {
    summary: "Pull secret {{ $labels.namespace }}/{{ $labels.name }} cannot be parsed",
    description:
      "The Secret {{ $labels.namespace }}/{{ $labels.name }} is used as pull secret and is no docker config. The kubelet pulls nothing for pods that name it.",
    bands: [{ expr: `count without (${SCRAPE}) (${metric("invalid_pull_secrets")}) >= $threshold` }],
  },
  PullSecretMissing: {
    summary: "Pull secret {{ $labels.namespace }}/{{ $labels.name }} does not exist",
    description:
      "Workloads or ServiceAccounts name the pull secret {{ $labels.namespace }}/{{ $labels.name }}, and there is none. The kubelet passes over it: images that need it cannot be pulled.",
    bands: [{ expr: `count without (${SCRAPE}) (${lately(metric("missing_pull_secrets"))}) >= $threshold` }],
  },
  PullSecretUnreadable: {
    summary: "{{ $value }} container(s) get no verdict: pull secrets cannot be read",
    description:
      "The exporter may not read the pull secrets that {{ $value }} container(s) need, or they are too large. Nobody will be told when these images go missing. The exporter's log names each Secret that is too large.",
    bands: [{ expr: skipped("secret_unreadable") }],
  },
  NodeCredentialsUnknown: {
    summary: "{{ $value }} container(s) get no verdict: nodes may have credentials that the exporter has not",
    description:
      "Registries refuse the images of {{ $value }} container(s), and nodes may have credentials for them that no Secret holds: an identity of their cloud, or a credential provider. Nobody will be told when these images go missing. The exporter's log says for each registry what to configure.",
    bands: [{ expr: skipped("node_credentials_unknown") }],
  },
  NodeFileUnreadable: {
    summary: "{{ $value }} container(s) get no verdict: files of nodes cannot be read",
    description:
      "What nodes know of the registries of {{ $value }} container(s) stands in files that the exporter cannot read: a hosts.toml, a certificate that it names, or what a mirror's configuration names. Nobody will be told when these images go missing. The exporter's log names each file.",
    bands: [{ expr: skipped("node_file_unreadable") }],
  },
  HighErrorRatio: {
    summary: "{{ $value | humanizePercentage }} of the images cannot be checked",
    description:
      "Checks of {{ $value | humanizePercentage }} of the containers' images, on average over all namespaces, end without a verdict on the image, registries that are down left aside: server errors, proxies, nonsense. Verdicts may be wrong.",
    bands: risingBands(RATIO, (threshold) => threshold),
  },
} as const satisfies Partial<Record<AlertName, Alert>>;
