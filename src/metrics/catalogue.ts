import { REASON_RECORDS } from "../image/reasons.ts";
import { KINDS_IN_NAMES, type KindInName, MODES, type Mode } from "./availabilityModes.ts";
import { GAUGES, type GaugeKey } from "./gauges.ts";
import { METRIC_PREFIX, type MetricFamily } from "./metricFamily.ts";

type Definition = Omit<MetricFamily, "name">;

const CONTAINER = ["container", "image"] as const;
const WORKLOAD = ["namespace", "kind", "name"] as const;

const DENSE = "For every container that was checked: 1 or 0; no sample before the first check.";
const SPARSE =
  "While it is so (1); with `config.metrics.zeros`, 0 or 1 for every container that was checked.";

/** What is neither per mode nor a gauge that is asked for at each scrape. */
const OWN = {
  unavailable: {
    type: "gauge",
    help: "Always 1: the container's image cannot be pulled, for the given reason.",
    labels: [...WORKLOAD, ...CONTAINER, "registry", "reason"],
    emitted:
      "While the last check failed. Labels named in `config.metrics.ownerLabels` join as `label_<key>`, where the workload has them.",
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
  kept_alive_total: {
    type: "counter",
    help: "Number of times that an image's turn came to have its manifests fetched, so that its registry spares them, by registry and result.",
    labels: ["registry", "result"],
    emitted:
      "With `config.images.keepAlive`, for every registry from the first turn of one of its images on. `fetched`: all were; `overdue`: the turn before was not over yet; else why not.",
  },
  inspections_total: {
    type: "counter",
    help: "Number of times that an image that is there was looked into, by registry and result.",
    labels: ["registry", "result"],
    emitted:
      "With `config.images.verify: platform` or `content`, for every registry from the first of its images on. What is neither `available` nor a reason that is found inside of an image alone says nothing of it.",
  },
  credential_provider_errors_total: {
    type: "counter",
    help: "Number of times that one of the nodes' sources of credentials gave no answer, by what gives them.",
    labels: ["provider"],
    emitted:
      "For every credential provider of `config.nodes.credentialProviders`, and for `aws`, `azure` and `google` once an identity is used.",
  },
  informer_restarts_total: {
    type: "counter",
    help: "Number of times watching the resource had to start anew.",
    labels: ["resource"],
    emitted: "For every watched resource.",
  },
} as const satisfies Readonly<Record<string, Definition>>;

/** The name, without the prefix, of a family other than those per mode. */
export type FamilyKey = keyof typeof OWN | GaugeKey;

function named(key: string, definition: Definition): MetricFamily {
  return { name: METRIC_PREFIX + key, ...definition };
}

/** All families but those per mode, by name without prefix. */
export const FAMILIES = Object.fromEntries(
  Object.entries({ ...OWN, ...GAUGES }).map(([key, definition]) => [key, named(key, definition)]),
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
