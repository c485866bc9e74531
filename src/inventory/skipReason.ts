/** Why a container is deliberately not checked: the values of the label `reason` of `skipped_containers`. */
export const SKIP_REASONS = [
  "ignored",
  "not_allowed",
  "opted_out",
  "disabled",
  "never_pulled",
  "node_local",
  "secret_unreadable",
] as const;

export type SkipReason = (typeof SKIP_REASONS)[number];
