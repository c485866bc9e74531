import type { CheckResult } from "../src/image/outcome.ts";
import { REASON_RECORDS, REASONS } from "../src/image/reasons.ts";
import type { HygieneFinding } from "../src/inventory/hygieneFinding.ts";
import { SKIP_REASONS, SKIP_RECORDS } from "../src/inventory/skipReason.ts";

/** By a label's value: what stands in its place in cells and legends, and in which colour. */
export type Texts = Readonly<Record<string, { readonly text: string; readonly color: string }>>;

/** Why an image cannot be pulled. */
export const FAILURE_TEXTS: Texts = Object.fromEntries(
  REASONS.map((reason) => {
    const { color, words } = REASON_RECORDS[reason];
    return [reason, { text: words.label, color }];
  }),
);

/** What a check found. */
export const RESULT_TEXTS: Texts = {
  ...FAILURE_TEXTS,
  ...({
    available: { text: "available", color: "green" },
    rate_limited: { text: "rate limited", color: "semi-dark-blue" },
    node_credentials_unknown: { text: "credentials of nodes unknown", color: "light-blue" },
    node_file_unreadable: { text: "file of nodes unreadable", color: "light-blue" },
    node_local: { text: "local to the node", color: "light-blue" },
  } satisfies Readonly<Record<Exclude<CheckResult, keyof typeof REASON_RECORDS>, Texts[string]>>),
};

/** Why a container is not checked: orange where a verdict is wanted all the same. */
export const SKIP_TEXTS: Texts = Object.fromEntries(
  SKIP_REASONS.map((reason) => {
    const { because, blind } = SKIP_RECORDS[reason];
    return [reason, { text: because.replaceAll("`", ""), color: blind ? "orange" : "text" }];
  }),
);

/** What a roll-out would trip over. */
export const FINDING_TEXTS = {
  no_readiness_probe: { text: "no readiness probe", color: "red" },
  liveness_equals_readiness: { text: "liveness equals readiness", color: "orange" },
  no_pre_stop: { text: "no preStop hook", color: "dark-yellow" },
  short_grace_period: { text: "grace period too short", color: "purple" },
} as const satisfies Readonly<Record<HygieneFinding, Texts[string]>>;
