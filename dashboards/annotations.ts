import type { Builder } from "@grafana/grafana-foundation-sdk/cog";
import { type AnnotationQuery, AnnotationQueryBuilder } from "@grafana/grafana-foundation-sdk/dashboard";
import type { AlertName } from "../rules/alert.ts";
import { DATASOURCE } from "./queries.ts";
import { CLUSTER } from "./selectors.ts";

/** Marks when alerts fired on every timeline. There are none where Prometheus does not evaluate the rules. */
export function alertsAnnotation(
  alerts: readonly AlertName[],
  ...matchers: readonly string[]
): Builder<AnnotationQuery> {
  const selector = [`alertname=~"${alerts.join("|")}"`, 'alertstate="firing"', CLUSTER, ...matchers].join(
    ", ",
  );
  const annotation = new AnnotationQueryBuilder()
    .name("Alerts")
    .datasource(DATASOURCE)
    .enable(true)
    .iconColor("red")
    .expr(`ALERTS{${selector}}`)
    .build();
  // What the SDK has no words for, though Grafana's Prometheus data source reads it.
  const texts = { titleFormat: "{{alertname}}", textFormat: "{{namespace}} {{name}} {{image}} {{registry}}" };
  return { build: () => ({ ...annotation, ...texts }) };
}
