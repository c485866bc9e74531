import { REASONS_WITH_MODES, type ReasonWithModes } from "../image/reasons.ts";

/** The kinds that have families of their own name (`deployment_available`); every kind has the label form. */
export const KINDS_IN_NAMES = ["deployment", "statefulset", "daemonset", "cronjob"] as const;

export type KindInName = (typeof KINDS_IN_NAMES)[number];

/** The verdicts that both generations of the original's names have families for. */
export type Mode = "available" | ReasonWithModes;

export const MODES: readonly Mode[] = ["available", ...REASONS_WITH_MODES];
