import { escapeLabelValue } from "./escapeText.ts";
import { formatNumber } from "./formatNumber.ts";

/** Label names and their values, in the order in which they are to be written. */
export type LabelPairs = readonly (readonly [name: string, value: string])[];

/** The labels of a sample in braces; nothing where there are none. */
export function renderLabels(labels: LabelPairs): string {
  if (labels.length === 0) {
    return "";
  }
  return `{${labels.map(([name, value]) => `${name}="${escapeLabelValue(value)}"`).join(",")}}`;
}

/** One line of the exposition. */
export function renderSample(name: string, labels: LabelPairs, value: number): string {
  return `${name}${renderLabels(labels)} ${formatNumber(value)}\n`;
}
