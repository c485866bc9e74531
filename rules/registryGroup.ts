import type { Alert, AlertName } from "./alert.ts";
import { metric, SCRAPE } from "./expressions.ts";

const CHECKS = metric("checks_total");

/** Registries, one alert for each. Their label `registry` is that of the images' alerts, so that the one can mute the others. */
export const REGISTRY_ALERTS = {
  RegistryUnavailable: {
    summary: "Registry {{ $labels.registry }} is unavailable",
    description:
      "{{ $labels.registry }} cannot be reached, or fails to answer. None of its images can be pulled now: pods that are created anew on nodes without them will not start. Its images are checked again as soon as it answers.",
    bands: [
      {
        expr: [
          "(",
          `  sum without (${SCRAPE}, result) (increase(${CHECKS}{result="registry_unavailable"}[10m]))`,
          `    / (sum without (${SCRAPE}, result) (increase(${CHECKS}[10m])) > 0)`,
          "    >= $threshold",
          // Checks count for ten minutes; the images tell when it is over.
          `and on (cluster, registry) ${metric("unavailable")}{reason="registry_unavailable"}`,
          ")",
          "or",
          // One shard alone may have lost its way; its images have an alert each.
          `(max without (${SCRAPE}) (${metric("registry_up")}) == 0)`,
        ].join("\n"),
      },
    ],
  },
  RegistryRateLimited: {
    summary: "Registry {{ $labels.registry }} limits the rate of checks",
    description:
      "{{ $labels.registry }} has answered 429 for long. Its images keep their last verdict, and new ones have none. Nodes that pull from the same address or account may be refused as well.",
    bands: [{ expr: `count without (${SCRAPE}) (${metric("registry_rate_limited")} == 1) >= $threshold` }],
  },
  OriginUnavailable: {
    summary: "{{ $value }} image(s) of {{ $labels.registry }} are on mirrors alone",
    description:
      "{{ $labels.registry }} does not give out {{ $value }} image(s) that are in use, and mirrors still do. Pods start as long as the mirrors keep them: what a cache drops it cannot fetch again.",
    bands: [
      {
        expr: `count without (${SCRAPE}, image, reason) (count by (cluster, namespace, job, registry, image) (${metric("origin_unavailable")})) >= $threshold`,
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
