import { REASONS, type Verdict } from "../image/outcome.ts";

/** The kinds that have families of their own name (`deployment_available`); every kind has the label form. */
export const KINDS_IN_NAMES = ["deployment", "statefulset", "daemonset", "cronjob"] as const;

export type KindInName = (typeof KINDS_IN_NAMES)[number];

/** The modes a container is in one of: the verdicts, as both generations of the original's names spell them. */
export const MODES = ["available", ...REASONS] as const satisfies readonly Verdict[];

export type Mode = (typeof MODES)[number];
