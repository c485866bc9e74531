import { REASON_RECORDS } from "../image/reasons.ts";
import { KINDS_IN_NAMES, type KindInName, MODES, type Mode } from "./availabilityModes.ts";
import { METRIC_PREFIX, type MetricFamily } from "./metricFamily.ts";

type Definition = Omit<MetricFamily, "name">;

const CONTAINER = ["container", "image"] as const;
const WORKLOAD = ["namespace", "kind", "name"] as const;

const DENSE = "For every container that was checked: 1 or 0; no sample before the first check.";
const SPARSE =
  "While it is so (1); with `config.metrics.zeros`, 0 or 1 for every container that was checked.";

const OWN = {
  unavailable: {
    type: "gauge",
    help: "Always 1: the container's image cannot be pulled, for the given reason.",
    labels: [...WORKLOAD, ...CONTAINER, "registry", "reason"],
    emitted:
      "While the last check failed. Labels named in `config.metrics.ownerLabels` join as `label_<key>`, where the workload has them.",
  },
  skipped_containers: {
    type: "gauge",
    help: "Number of containers that are deliberately not checked.",
    labels: ["reason"],
    emitted: "Always.",
  },
  workload_disabled: {
    type: "gauge",
    help: "Always 1: the workload runs no pods, and is checked all the same.",
    labels: WORKLOAD,
    emitted: "For disabled workloads of the kinds in `config.workloads.includeDisabled`.",
  },
  completed_rechecks_total: {
    type: "counter",
    help: "Number of check cycles completed.",
    labels: [],
    emitted: "Always.",
  },
  checks_total: {
    type: "counter",
    help: "Number of checks finished, by registry and result.",
    labels: ["registry", "result"],
    emitted: "For every registry, from its first check on.",
  },
  check_duration_seconds: {
    type: "histogram",
    unit: "seconds",
    help: "How long checks took, all their requests included.",
    labels: ["registry"],
    emitted: "For every registry, from its first check on.",
  },
  registry_requests_total: {
    type: "counter",
    help: "Number of HTTP requests to registries and their token services, by status code, or by why there was none.",
    labels: ["registry", "method", "code"],
    emitted: "For every registry, from its first request on.",
  },
  targets: {
    type: "gauge",
    help: "Number of check targets: images, each with the credentials that apply to it.",
    labels: [],
    emitted: "Always.",
  },
  images: {
    type: "gauge",
    help: "Number of distinct images that are checked.",
    labels: [],
    emitted: "Always.",
  },
  shards: {
    type: "gauge",
    help: "Number of exporters, this one included, that share the images between them.",
    labels: [],
    emitted: "Always.",
  },
  queue_length: {
    type: "gauge",
    help: "Number of targets that wait to be checked, by lane.",
    labels: ["lane"],
    emitted: "Always.",
  },
  oldest_check_timestamp_seconds: {
    type: "gauge",
    unit: "seconds",
    help: "When the target that went unchecked for longest was last checked or, if it never was, discovered.",
    labels: [],
    emitted: "While there are targets.",
  },
  recheck_window_seconds: {
    type: "gauge",
    unit: "seconds",
    help: "Time within which every target is meant to be checked again.",
    labels: [],
    emitted: "Always.",
  },
  recheck_duration_seconds: {
    type: "gauge",
    unit: "seconds",
    help: "Time that a round over all targets takes at the present rates.",
    labels: [],
    emitted: "Once it is known.",
  },
  image_last_check_timestamp_seconds: {
    type: "gauge",
    unit: "seconds",
    help: "When the image was last checked.",
    labels: ["image"],
    emitted: "For every image that was checked, unless `config.metrics.imageLastCheck` is false.",
  },
  registry_up: {
    type: "gauge",
    help: "Whether the registry answers.",
    labels: ["registry"],
    emitted: "For every registry of a target.",
  },
  registry_rate_limited: {
    type: "gauge",
    help: "Whether checks are held back because the registry limits its rate.",
    labels: ["registry"],
    emitted: "For every registry of a target.",
  },
  registry_rate_limit_remaining: {
    type: "gauge",
    help: "Number of requests left in the registry's own limit, as last announced.",
    labels: ["registry"],
    emitted: "For registries that announce it.",
  },
  informer_synced: {
    type: "gauge",
    help: "Whether the exporter's copy of the resource is complete and being watched.",
    labels: ["resource"],
    emitted: "For every watched resource.",
  },
  informer_forbidden: {
    type: "gauge",
    help: "Whether the resource cannot be read, for lack of permission or because it is not installed.",
    labels: ["resource"],
    emitted: "For every watched resource.",
  },
  informer_restarts_total: {
    type: "counter",
    help: "Number of times watching the resource had to start anew.",
    labels: ["resource"],
    emitted: "For every watched resource.",
  },
  invalid_pull_secrets: {
    type: "gauge",
    help: "Always 1: the pull secret is in use and cannot be parsed.",
    labels: ["namespace", "name"],
    emitted: "While it is so.",
  },
  missing_pull_secrets: {
    type: "gauge",
    help: "Always 1: the pull secret is referred to and does not exist.",
    labels: ["namespace", "name"],
    emitted: "While it is so.",
  },
  unused_pull_secrets: {
    type: "gauge",
    help: "Always 1: no Pod, watched workload or service account refers to the docker Secret.",
    labels: ["namespace", "name"],
    emitted:
      "With `config.hygiene.pullSecrets`, while it is so and all that could refer to the Secret is known: see [hygiene](hygiene.md#unused-pull-secrets). From one shard only.",
  },
  workload_hygiene: {
    type: "gauge",
    help: "Always 1: a roll-out of the workload, or an overload, would trip over what was found of its container.",
    labels: [...WORKLOAD, "container", "finding"],
    emitted:
      "With `config.hygiene.workloads`, while it is so; each finding is defined in [hygiene](hygiene.md#workloads). From one shard only.",
  },
  ready: {
    type: "gauge",
    help: "Whether the exporter is ready, as /readyz says.",
    labels: [],
    emitted: "Always.",
  },
  build_info: {
    type: "gauge",
    help: "Always 1: the version of the exporter and of the Node.js it runs on.",
    labels: ["version", "node_version"],
    emitted: "Always.",
  },
} as const satisfies Readonly<Record<string, Definition>>;

/** The name, without the prefix, of a family other than those per mode. */
export type FamilyKey = keyof typeof OWN;

function named(key: string, definition: Definition): MetricFamily {
  return { name: METRIC_PREFIX + key, ...definition };
}

/** All families but those per mode, by name without prefix. */
export const FAMILIES = Object.fromEntries(
  Object.entries(OWN).map(([key, definition]) => [key, named(key, definition)]),
) as Readonly<Record<FamilyKey, MetricFamily>>;

/** The family of a mode with the kind as a label: `…_available{kind="deployment"}`. */
export function modeFamily(mode: Mode): MetricFamily {
  return MODE_FAMILIES[mode];
}

/** The family of a mode with the kind in its name: `…_deployment_available`. */
export function kindModeFamily(kind: KindInName, mode: Mode): MetricFamily {
  return KIND_MODE_FAMILIES[kind][mode];
}

function modeHelp(mode: Mode): string {
  return mode === "available"
    ? "Whether the last check of the container's image found that it can be pulled."
    : `Whether ${REASON_RECORDS[mode].meaning}.`;
}

function perMode(make: (mode: Mode) => MetricFamily): Readonly<Record<Mode, MetricFamily>> {
  return Object.fromEntries(MODES.map((mode) => [mode, make(mode)])) as Record<Mode, MetricFamily>;
}

const MODE_FAMILIES = perMode((mode) =>
  named(mode, {
    type: "gauge",
    help: modeHelp(mode),
    labels: [...WORKLOAD, ...CONTAINER],
    emitted: `${mode === "available" ? DENSE : SPARSE} Not with \`config.metrics.names: kind-in-name\`.`,
  }),
);

const KIND_MODE_FAMILIES = Object.fromEntries(
  KINDS_IN_NAMES.map((kind) => [
    kind,
    perMode((mode) =>
      named(`${kind}_${mode}`, {
        type: "gauge",
        help: modeHelp(mode),
        labels: ["namespace", kind, ...CONTAINER],
        emitted: `${mode === "available" ? DENSE : SPARSE} Not with \`config.metrics.names: kind-label\`.`,
      }),
    ),
  ]),
) as Readonly<Record<KindInName, Readonly<Record<Mode, MetricFamily>>>>;

/**
 * Every family of the exporter's own, in the order of the documentation. The families of the Node.js process are in
 * `runtimeCatalogue.ts`.
 */
export const CATALOGUE: readonly MetricFamily[] = [
  ...MODES.map(modeFamily),
  ...KINDS_IN_NAMES.flatMap((kind) => MODES.map((mode) => kindModeFamily(kind, mode))),
  ...Object.values(FAMILIES),
];
