import type { CheckResult } from "../src/image/outcome.ts";
import { METRIC_PREFIX } from "../src/metrics/metricFamily.ts";
import type { Alert, AlertName, Recording } from "./alert.ts";
import { lastThere, lately, metric, SCRAPE } from "./expressions.ts";

/** Results of checks in which nobody was heard. */
const UNANSWERED_RESULTS = [
  "registry_unavailable",
  "rate_limited",
  "node_file_unreadable",
  "node_local",
] as const satisfies readonly CheckResult[];

const UP = `${metric("registry_up")}{registry!="other"}`;
const HAD = `${metric("registry_images")}{answered="true"} > 0`;
// Failing images are checked sooner than others: their share of the checks would be several times that of the images. "other" is no
// registry.
const UNANSWERED = `${metric("registry_unanswered_ratio")}{registry!="other"}`;
// Checks that the registry answered, or a mirror in its place, in some minutes until then; of a pod that has only begun, all.
const answered = (ago = "") =>
  `sum without (result) (${lately(`${metric("checks_total")}{result!~"${UNANSWERED_RESULTS.join("|")}"}`, ago)})`;
const answeredSince = (ago: string) => `${answered()} != (${answered(`offset ${ago}`)} or 0 * ${answered()})`;
const ANSWERED = `instance_registry:${METRIC_PREFIX}answered_checks:lately`;
// Whoever fires here mutes what all exporters say of the registry's images. Each of them, and each shard, has images of its own; one alone
// may have lost its way, and its images have an alert each. One that asks seldom, or is limited, only knows what once was so: as long as
// it hears nothing it speaks for nobody.
const failing = (ratio: string, { well = ratio, limit = "$threshold" } = {}) =>
  [
    `min without (${SCRAPE}) (${ratio} >= ${limit})`,
    `    unless on (cluster, registry) (${well} < ${limit} and on (cluster, namespace, pod, instance, registry) ${ANSWERED})`,
  ].join("\n");
/** Registries that fail at present for half of their images, or more: however long, and whoever is told of it. */
export const FAILING_NOW = failing(UNANSWERED, { limit: "0.5" });
// What goes and comes is never away for long: it is by what it mostly is. Of what has only begun half an hour is not known.
// Once it is back, it is told soon; once nobody looks any more, not before ExporterDown is.
const FAILING = [
  "(",
  `  ${failing(UNANSWERED)}`,
  "    or",
  `  ${failing(`sum_over_time(${UNANSWERED}[30m:1m]) / 30`, { well: `avg_over_time(${UNANSWERED}[30m])` })}`,
  `    and on (cluster, registry) (max_over_time(${UNANSWERED}[5m]) >= $threshold or ${lately(UNANSWERED)} >= $threshold)`,
  ")",
].join("\n");
// What never answered may be a slip in a name, or made up by whoever may create workloads.
const LAST_HAD = `registry:${METRIC_PREFIX}registry_images:timestamp`;
const LOST = `${FAILING}\n  and on (cluster, registry) ${LAST_HAD}`;

/** What is remembered of registries. */
export const REGISTRY_RECORDINGS = [
  lastThere(LAST_HAD, "cluster, registry", `timestamp(${HAD})`),
  {
    record: ANSWERED,
    expr: [
      answeredSince("15m"),
      "  or",
      `(${answeredSince("1h")})`,
      `  and on (cluster, namespace, pod, instance) (${lately(metric("recheck_window_seconds"))} > 600)`,
    ].join("\n"),
  },
] satisfies readonly Recording[];

/** Registries, one alert for each. Their label `registry` is that of the images' alerts, so that the one can mute the others. */
export const REGISTRY_ALERTS = {
  RegistryUnavailable: {
    summary: "Registry {{ $labels.registry }} is unavailable",
    description:
      "{{ $labels.registry }} cannot be reached, or fails to answer for most of its images. What only it has cannot be pulled now: pods that are created anew on nodes without these images will not start. They are checked again as soon as it answers.",
    bands: [
      { expr: LOST },
      {
        expr: [
          "(",
          `  ${FAILING}`,
          "    or",
          `  max without (${SCRAPE}) (${UP}) == 0 unless on (cluster, registry) ${UP} == 1`,
          // What it was asked for in vain has alerts of its own, where mirrors have the rest.
          `    unless on (cluster, registry) ${HAD}`,
          ")",
          "unless (",
          LOST,
          ")",
        ].join("\n"),
        isLess: true,
        remark:
          "None of its images was had from it in the last week: its name may be wrong, or it is a mirror.",
      },
    ],
  },
  RegistryRateLimited: {
    summary: "Registry {{ $labels.registry }} limits the rate of checks",
    description:
      "{{ $labels.registry }} has answered 429 for long. Its images keep their last verdict, and new ones have none. Nodes that pull from the same address or account may be refused as well.",
    bands: [
      { expr: `count without (${SCRAPE}) (${lately(metric("registry_rate_limited"))} == 1) >= $threshold` },
    ],
  },
  OriginUnavailable: {
    summary: "{{ $value }} image(s) of {{ $labels.registry }} are on mirrors alone",
    description:
      "{{ $labels.registry }} does not give out {{ $value }} image(s) that are in use, and mirrors still do. Pods start as long as the mirrors keep them: what a cache drops it cannot fetch again.",
    bands: [
      {
        expr: `count without (image) (count without (${SCRAPE}, reason) (${lately(metric("origin_unavailable"))})) >= $threshold`,
      },
    ],
  },
  RegistryQuotaLow: {
    summary: "Registry {{ $labels.registry }} leaves few requests",
    description:
      "{{ $labels.registry }} has announced {{ $value }} requests left in its own limit. Once they are used up, nodes that pull from the same address or account are refused as well.",
    bands: [{ expr: `min without (${SCRAPE}) (${metric("registry_rate_limit_remaining")}) <= $threshold` }],
  },
} as const satisfies Partial<Record<AlertName, Alert>>;
