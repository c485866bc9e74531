import { VALUES_DEFAULTS } from "../../src/chart/values.generated.ts";
import type { ValuesOfRules } from "../mergeRules.ts";
import { CALM_TESTS } from "./calmTests.ts";
import { LATE_OUTAGE_TESTS } from "./errorRatioTests.ts";
import { EXPORTER_TESTS } from "./exporterTests.ts";
import { FLAPPING_TESTS } from "./flappingTests.ts";
import { HYGIENE_OFF_TESTS, HYGIENE_TESTS } from "./hygieneTests.ts";
import { IMAGE_TESTS } from "./imageTests.ts";
import { ORIGINAL_TESTS } from "./originalTests.ts";
import { BY_REPLICAS_TESTS, RECREATION_TESTS, ROLLBACK_TESTS } from "./recreationTests.ts";
import { REGISTRY_TESTS } from "./registryTests.ts";
import type { RuleTest } from "./ruleTest.ts";

const { rules: RULES_DEFAULTS } = VALUES_DEFAULTS;
const { alerts } = RULES_DEFAULTS;
const on = <T>(alert: T) => ({ ...alert, enabled: true });
const WITH_ORIGINALS: ValuesOfRules = {
  ...VALUES_DEFAULTS,
  rules: {
    ...RULES_DEFAULTS,
    alerts: {
      ...alerts,
      DeploymentImageUnavailable: on(alerts.DeploymentImageUnavailable),
      StatefulSetImageUnavailable: on(alerts.StatefulSetImageUnavailable),
      DaemonSetImageUnavailable: on(alerts.DaemonSetImageUnavailable),
      CronJobImageUnavailable: on(alerts.CronJobImageUnavailable),
    },
  },
};
const HYGIENE = { hygiene: { ...VALUES_DEFAULTS.hygiene, enabled: true } };
const WITH_HYGIENE: ValuesOfRules = { ...VALUES_DEFAULTS, ...HYGIENE };
const BY_REPLICAS: ValuesOfRules = {
  ...VALUES_DEFAULTS,
  rules: { ...RULES_DEFAULTS, severityByReplicas: true },
};
const LATE_OUTAGES: ValuesOfRules = {
  ...VALUES_DEFAULTS,
  rules: {
    ...RULES_DEFAULTS,
    alerts: { ...alerts, RegistryUnavailable: { ...alerts.RegistryUnavailable, for: "30m" } },
  },
};
/** Every alert is on. */
export const WITH_ALL: ValuesOfRules = { ...WITH_ORIGINALS, ...HYGIENE };

/** All tests of alerts, and the values that they hold for. */
export const TEST_SETS: readonly (readonly [tests: readonly RuleTest[], values: ValuesOfRules])[] = [
  [CALM_TESTS, WITH_ALL],
  [IMAGE_TESTS, VALUES_DEFAULTS],
  [REGISTRY_TESTS, VALUES_DEFAULTS],
  [EXPORTER_TESTS, VALUES_DEFAULTS],
  [FLAPPING_TESTS, VALUES_DEFAULTS],
  [[...RECREATION_TESTS, ...ROLLBACK_TESTS], VALUES_DEFAULTS],
  [BY_REPLICAS_TESTS, BY_REPLICAS],
  [LATE_OUTAGE_TESTS, LATE_OUTAGES],
  [ORIGINAL_TESTS, WITH_ORIGINALS],
  [HYGIENE_TESTS, WITH_HYGIENE],
  [HYGIENE_OFF_TESTS, VALUES_DEFAULTS],
];
