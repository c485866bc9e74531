import { ALERTS } from "../rules/catalogue.ts";
import { NONE_ANSWERS } from "../rules/exporters.ts";
import { IMAGE_ALERTS } from "../rules/imageGroup.ts";
import { ORIGINAL_ALERTS } from "../rules/originalGroup.ts";
import { REGISTRY_ALERTS } from "../rules/registryGroup.ts";
import type { Values } from "../src/chart/values.generated.ts";
import { METRIC_PREFIX } from "../src/metrics/metricFamily.ts";
import { type Matcher, oneOf } from "./matcher.ts";

/** While an alert of `sourceMatch` fires, nobody is told of those of `targetMatch` with the same labels `equal`. */
export interface Inhibition {
  readonly sourceMatch: readonly Matcher[];
  readonly targetMatch: readonly Matcher[];
  readonly equal: readonly string[];
}

/**
 * What tells from where the rules were looked at: a Prometheus knows no exporters but those that it scrapes. prometheus-operator's have the
 * second.
 */
const TOLD_BY = ["cluster", "prometheus"];

export type InhibitionName = keyof Values["alertmanagerConfig"]["inhibition"];

const names = (alerts: object, without: string) => Object.keys(alerts).filter((name) => name !== without);
const ON_IMAGES = [...Object.keys(IMAGE_ALERTS), ...Object.keys(ORIGINAL_ALERTS), "LastCopyOfImage"];
/** What is told by metrics of the exporter's. */
const BY_EXPORTER = Object.fromEntries(
  Object.entries(ALERTS).filter(([, { bands }]) => bands.some(({ expr }) => expr.includes(METRIC_PREFIX))),
);

/** By what switches each on. */
export const INHIBITIONS: Readonly<Record<InhibitionName, Inhibition>> = {
  registryUnavailable: {
    sourceMatch: [oneOf("alertname", ["RegistryUnavailable"])],
    targetMatch: [oneOf("alertname", [...ON_IMAGES, ...names(REGISTRY_ALERTS, "RegistryUnavailable")])],
    equal: [...TOLD_BY, "registry"],
  },
  // What an exporter said last goes on for a while and then ends, though nothing has come back. What another says is true.
  exporterDown: {
    sourceMatch: [oneOf("alertname", ["ExporterDown"]), oneOf(NONE_ANSWERS[0], [NONE_ANSWERS[1]])],
    targetMatch: [oneOf("alertname", names(BY_EXPORTER, "ExporterDown"))],
    equal: TOLD_BY,
  },
  severity: {
    sourceMatch: [oneOf("severity", ["critical"]), oneOf("alertname", Object.keys(ALERTS))],
    targetMatch: [oneOf("severity", ["warning", "info"])],
    // All that tells one alert from the next of its name; one without a label has it equal to those without it.
    equal: [
      ...["alertname", ...TOLD_BY, "namespace", "job", "instance", "pod", "node", "resource"],
      "exporter",
      ...["kind", "name", "container", "image", "registry", "persistentvolumeclaim"],
    ],
  },
};

/** Those that the values want. */
export function activeInhibitions({ alertmanagerConfig }: Values): readonly Inhibition[] {
  return Object.entries(INHIBITIONS).flatMap(([name, inhibition]) =>
    alertmanagerConfig.inhibition[name as InhibitionName] ? [inhibition] : [],
  );
}
