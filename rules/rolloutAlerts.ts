import type { HygieneFinding } from "../src/inventory/hygieneFinding.ts";
import type { Alert, AlertName } from "./alert.ts";
import { latelyOfWorkloads, metric } from "./expressions.ts";

const WORKLOAD = "{{ $labels.kind }} {{ $labels.namespace }}/{{ $labels.name }}";

/** What follows from a finding, for the containers of which it is true. */
const MEANINGS: Readonly<Record<HygieneFinding, string>> = {
  no_readiness_probe:
    "without a readiness probe they get traffic before they can serve it, and a roll-out goes on before the new pods work",
  liveness_equals_readiness:
    "liveness and readiness probes that are the same restart what is only too busy to answer, which makes an overload worse",
  no_pre_stop:
    "without a preStop hook they may stop while nodes still send them traffic: each roll-out breaks some requests",
  short_grace_period:
    "the grace period leaves no time after the preStop hook: they are killed in the middle of their work",
};

const meaning = Object.entries(MEANINGS)
  .map(
    ([finding, text], index) =>
      `{{ ${index === 0 ? "" : "else "}if eq $labels.finding "${finding}" }}${text}`,
  )
  .join("");

/** Workloads whose users would notice a roll-out. */
export const ROLLOUT_ALERTS = {
  RolloutWouldInterrupt: {
    summary: `A roll-out of ${WORKLOAD} would interrupt its users: {{ $labels.finding }}`,
    description: `{{ $value }} container(s) of the ${WORKLOAD}: ${meaning}{{ else }}see docs/hygiene.md{{ end }}.`,
    bands: [
      {
        expr: [
          "count without (container) (",
          `  ${latelyOfWorkloads(metric("workload_hygiene"))}`,
          ") >= $threshold",
        ].join("\n"),
      },
    ],
  },
} as const satisfies Partial<Record<AlertName, Alert>>;
