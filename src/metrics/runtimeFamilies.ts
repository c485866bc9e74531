import prometheus from "prom-client";
import { escapeLabelValue } from "./escapeText.ts";
import type { ExpositionFormat } from "./expositionFormat.ts";
import { familyHeader } from "./familyHeader.ts";
import type { FamilyWriter } from "./familyWriter.ts";
import { formatBound, formatNumber } from "./formatNumber.ts";
import { METRIC_TYPES, type MetricType } from "./metricFamily.ts";

/** A family as prom-client hands it out; its declarations say less, and of `type` something else. */
interface RuntimeFamily {
  readonly name: string;
  readonly help: string;
  readonly type: MetricType;
  readonly values: readonly {
    readonly value: number;
    readonly labels: Readonly<Record<string, string | number>>;
    /** Where it is not the family's: `…_bucket`. */
    readonly metricName?: string;
  }[];
}

/**
 * The families of the Node.js process (`process_*`, `nodejs_*`) under the names that Node.js dashboards know. From the
 * call on, garbage collections and the delay of the event loop are recorded; call it once in a process. One writer
 * for each family, so that one that cannot be read costs none of the others. Without the gauges whose names say that they
 * were counters (`nodejs_active_handles_total`): each is the sum of the one without `_total`, and linters complain of it.
 */
export function runtimeFamilies(): readonly FamilyWriter[] {
  const registry = new prometheus.Registry();
  prometheus.collectDefaultMetrics({ register: registry });
  return registry
    .getMetricsAsArray()
    .filter(({ name }) => !/^nodejs_active_\w+_total$/.test(name))
    .map(
      ({ name }) =>
        async function* write(format) {
          const family: unknown = await registry.getSingleMetric(name)?.get();
          if (isRuntimeFamily(family)) {
            yield render(family, format);
          }
        },
    );
}

function isRuntimeFamily(family: unknown): family is RuntimeFamily {
  const type = (family as Partial<RuntimeFamily> | undefined)?.type;
  return type !== undefined && METRIC_TYPES.includes(type);
}

function render(family: RuntimeFamily, format: ExpositionFormat): string {
  let text = familyHeader(family, format);
  for (const { value, labels, metricName = family.name } of family.values) {
    const pairs = Object.entries(labels).map(([name, each]) => {
      const isBound = name === "le" && typeof each === "number";
      return `${name}="${isBound ? formatBound(each, format) : escapeLabelValue(String(each))}"`;
    });
    text += `${metricName}${pairs.length > 0 ? `{${pairs.join(",")}}` : ""} ${formatNumber(value)}\n`;
  }
  return text;
}
