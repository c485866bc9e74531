import type { AlertName } from "../../rules/alert.ts";
import { ALERT_GROUPS } from "../../rules/catalogue.ts";
import { RULE_DATA } from "../../rules/ruleData.ts";
import type { ExpectedAlert } from "../../rules/tests/ruleTest.ts";
import { TEST_SETS } from "../../rules/tests/testSets.ts";
import { VALUES_DEFAULTS } from "../../src/chart/values.generated.ts";
import type { NotifiedAlert } from "./notification.ts";

/** An alert as the rules' tests expect it. */
export interface AlertExample {
  readonly alert: AlertName;
  /** For each severity that it comes with: that, how long it has to be so, how long it goes on, whether it is on. */
  readonly rows: readonly (readonly string[])[];
  readonly notified: NotifiedAlert;
}

const EXPECTED: readonly ExpectedAlert[] = TEST_SETS.flatMap(([tests]) =>
  tests.flatMap(({ at }) => Object.values(at).flat()),
);

/** All alerts, by group. */
export const ALERT_EXAMPLES: readonly {
  readonly group: string;
  readonly examples: readonly AlertExample[];
}[] = ALERT_GROUPS.map(([group, alerts, , options]) => ({
  group,
  examples: (Object.keys(alerts) as AlertName[]).map((alert) => ({
    alert,
    rows: rowsOf(alert, options?.section),
    notified: exampleOf(alert),
  })),
}));

function exampleOf(alert: AlertName): NotifiedAlert {
  const expected = EXPECTED.find((one) => one.alert === alert);
  if (expected === undefined) {
    throw new Error(`Cannot show ${alert}: no test of the rules expects it`);
  }
  const { labels, summary, description } = expected;
  const runbook = VALUES_DEFAULTS.rules.runbookUrl.replaceAll("$alert", () => alert);
  return {
    labels: { alertname: alert, ...labels },
    annotations: { summary, description, runbook_url: runbook },
  };
}

function rowsOf(alert: AlertName, section: "hygiene" | undefined): AlertExample["rows"] {
  const knobs = VALUES_DEFAULTS.rules.alerts[alert];
  const severities = RULE_DATA.flatMap(({ rules }) =>
    rules.flatMap((rule) =>
      "alert" in rule && rule.alert === alert ? [rule.severity ?? knobs.severity] : [],
    ),
  );
  const on = section === undefined ? (knobs.enabled ? "yes" : "no") : `with \`${section}.enabled\``;
  return severities.map((severity) => [
    severity,
    knobs.for || "at once",
    knobs.keepFiringFor || "no longer",
    on,
  ]);
}
