import type { Values } from "../src/chart/values.generated.ts";
import type { GroupOptions } from "./alert.ts";
import type { GroupDatum, RuleDatum } from "./ruleData.ts";

type RulesValues = Values["rules"];

/** What of the values concerns the rules. */
export type ValuesOfRules = Pick<Values, "rules" | NonNullable<GroupOptions["section"]>>;

/** A rule as Prometheus reads it. */
export type Rule =
  | { readonly record: string; readonly expr: string }
  | {
      readonly alert: string;
      readonly expr: string;
      readonly for?: string;
      readonly keep_firing_for?: string;
      readonly labels: Readonly<Record<string, string>>;
      readonly annotations: Readonly<Record<string, string>>;
    };

/** A group as Prometheus reads it; those of users' own may be anything. */
export interface RuleGroup {
  readonly name: string;
  readonly interval?: string;
  readonly rules: readonly (Rule | Readonly<Record<string, unknown>>)[];
}

/**
 * Lays the values over the rules, as chart/templates/_rules.tpl does: a test holds the two together.
 *
 * @param values with every default filled in
 * @returns what a rule file, or the spec of a PrometheusRule, holds
 */
export function mergeRules(
  data: readonly GroupDatum[],
  values: ValuesOfRules,
): { readonly groups: readonly RuleGroup[] } {
  const groups = data
    .filter(({ section }) => section === undefined || values[section].enabled)
    .map(({ name, interval, dashboard = "", rules }) => ({
      name,
      ...(interval === undefined ? {} : { interval }),
      rules: rules.flatMap((rule) => mergeRule(rule, values.rules, dashboard) ?? []),
    }));
  return { groups: [...groups.filter(({ rules }) => rules.length > 0), ...values.rules.extraGroups] };
}

/** The next lower of the severities that are in the values by default. */
const LESS: Readonly<Record<string, string>> = { critical: "warning", warning: "info" };

function mergeRule(rule: RuleDatum, values: RulesValues, dashboard: string): Rule | undefined {
  if ("record" in rule) {
    return rule;
  }
  const knobs = values.alerts[rule.alert];
  if (!knobs.enabled) {
    return undefined;
  }
  if (rule.onlyWhile !== undefined && knobs.severity !== rule.onlyWhile) {
    return undefined;
  }
  if (rule.replicas !== undefined && (rule.replicas === "any") === values.severityByReplicas) {
    return undefined;
  }
  const isLess = rule.isLess || rule.replicas === "many";
  // What is below a severity of users' own, nobody knows.
  const unknown = rule.isLess ? "info" : knobs.severity;
  const severity = isLess ? (LESS[knobs.severity] ?? unknown) : knobs.severity;
  return {
    alert: rule.alert,
    expr: rule.expr.replaceAll("$threshold", JSON.stringify(knobs.threshold)),
    ...(knobs.for === "" ? {} : { for: knobs.for }),
    ...(knobs.keepFiringFor === "" ? {} : { keep_firing_for: knobs.keepFiringFor }),
    labels: {
      ...values.additionalLabels,
      ...knobs.labels,
      severity: rule.severity ?? severity,
    },
    annotations: {
      ...rule.annotations,
      ...linkTo("runbook_url", values.runbookUrl, { alert: rule.alert }),
      ...linkTo("dashboard_url", values.dashboardUrl, { alert: rule.alert, dashboard }),
      ...knobs.annotations,
    },
  };
}

function linkTo(
  annotation: string,
  url: string,
  { alert, dashboard }: { readonly alert: string; readonly dashboard?: string },
): Readonly<Record<string, string>> {
  if (url === "") {
    return {};
  }
  const named = url.replaceAll("$alert", () => alert);
  return { [annotation]: dashboard === undefined ? named : named.replaceAll("$dashboard", () => dashboard) };
}
