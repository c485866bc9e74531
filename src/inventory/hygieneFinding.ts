/**
 * What a roll-out of a workload, or an overload, would trip over: the values of the label `finding` of
 * `workload_hygiene`. A stable contract: each is defined in docs/hygiene.md, and more may join.
 */
export const HYGIENE_FINDINGS = [
  "no_readiness_probe",
  "liveness_equals_readiness",
  "no_pre_stop",
  "short_grace_period",
] as const;

export type HygieneFinding = (typeof HYGIENE_FINDINGS)[number];

/** Several findings in one number, a bit for each: there is one for each container of a cluster. */
export type FindingSet = number;

export const NO_FINDINGS: FindingSet = 0;

export function findingSet(findings: Iterable<HygieneFinding>): FindingSet {
  let set = NO_FINDINGS;
  for (const finding of findings) {
    set |= 1 << HYGIENE_FINDINGS.indexOf(finding);
  }
  return set;
}

export function findingsIn(set: FindingSet): readonly HygieneFinding[] {
  return HYGIENE_FINDINGS.filter((_, index) => (set & (1 << index)) !== 0);
}

/** Those that concern only what gets traffic by a Service. */
export const BEHIND_SERVICE: FindingSet = findingSet([
  "no_readiness_probe",
  "no_pre_stop",
  "short_grace_period",
]);
