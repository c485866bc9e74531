import { escapeHelp } from "./escapeText.ts";
import type { ExpositionFormat } from "./expositionFormat.ts";
import type { MetricFamily } from "./metricFamily.ts";

/**
 * The HELP, TYPE and (OpenMetrics) UNIT lines of a family. OpenMetrics names a counter's family without the `_total` of
 * its samples, and wants the unit to end the family's name.
 */
export function familyHeader(
  family: Pick<MetricFamily, "name" | "type" | "unit" | "help">,
  format: ExpositionFormat,
): string {
  const name =
    format.openMetrics && family.type === "counter" ? family.name.replace(/_total$/, "") : family.name;
  const help = `# HELP ${name} ${escapeHelp(family.help, format)}\n# TYPE ${name} ${family.type}\n`;
  const unit = format.openMetrics && family.unit !== undefined && name.endsWith(`_${family.unit}`);
  return unit ? `${help}# UNIT ${name} ${family.unit}\n` : help;
}
