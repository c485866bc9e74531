// Text exposition format 0.0.4, "Comments, help text, and type information" and "label_value"; OpenMetrics 1.0,
// section "Escaping":
//
//   label value, both formats     \ -> \\   LF -> \n   " -> \"
//   HELP, OpenMetrics             as label values
//   HELP, 0.0.4                   \ -> \\   LF -> \n

const AWKWARD = /["\\\n]|\p{Surrogate}/u;
const ESCAPES: Readonly<Record<string, string>> = { '"': '\\"', "\\": "\\\\", "\n": "\\n" };

/** Whether a label value must go through `escapeLabelValue`; nearly none must. */
export function needsEscaping(value: string): boolean {
  return AWKWARD.test(value);
}

/** A label value as it stands between its quotes. Lone surrogates, which UTF-8 cannot hold, become U+FFFD. */
export function escapeLabelValue(value: string): string {
  if (!AWKWARD.test(value)) {
    return value;
  }
  return value.toWellFormed().replace(/["\\\n]/g, (character) => ESCAPES[character] ?? character);
}

/** The text of a HELP line. */
export function escapeHelp(help: string, { openMetrics }: { openMetrics: boolean }): string {
  return help
    .toWellFormed()
    .replace(openMetrics ? /["\\\n]/g : /[\\\n]/g, (character) => ESCAPES[character] ?? character);
}
