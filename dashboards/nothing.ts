import { MappingType, SpecialValueMatch, type ValueMapping } from "@grafana/grafana-foundation-sdk/dashboard";

/** Of a number that is not there: neither good nor bad. Readable under white text in both themes. */
const GREY = "#7b8087";

const special = (match: SpecialValueMatch, text: string, color: string): ValueMapping => ({
  type: MappingType.SpecialValue,
  options: { match, result: { text, color } },
});

/** How a number reads that nobody tells. */
export const NO_DATA: readonly ValueMapping[] = [special(SpecialValueMatch.NullAndNan, "No data", GREY)];

/** How a cell reads for which there is nothing, though there is a row. Without it, it would read like an empty panel. */
export const NO_CELL: readonly ValueMapping[] = [
  special(SpecialValueMatch.NullAndNan, "–", "text"),
  special(SpecialValueMatch.Empty, "–", "text"),
];

/**
 * What stands in a panel without rows, which Grafana draws alike whether all is well or nobody tells.
 *
 * @param calm what is so where all is well
 */
export function noRows(calm: string): string {
  return `${calm}, or there is no data: then the numbers on top are grey`;
}
