import { CAPACITY_TESTS } from "./capacityTests.ts";
import { CONTROL_PLANE_TESTS } from "./controlPlaneTests.ts";
import { LEFTOVER_TESTS } from "./leftoverTests.ts";
import { ROLLOUT_TESTS } from "./rolloutTests.ts";
import type { RuleTest } from "./ruleTest.ts";

export const HYGIENE_TESTS: readonly RuleTest[] = [
  ...CAPACITY_TESTS,
  ...CONTROL_PLANE_TESTS,
  ...LEFTOVER_TESTS,
  ...ROLLOUT_TESTS,
];

/** The same, without `hygiene.enabled`. */
export const HYGIENE_OFF_TESTS: readonly RuleTest[] = [
  {
    name: "hygiene, of which nobody is told who did not ask for it",
    series: Object.assign({}, ...HYGIENE_TESTS.map(({ series }) => series)) as RuleTest["series"],
    at: { 30: [], 75: [], 175: [] },
  },
];
