/**
 * A text that somebody else chose, for a terminal: what breaks lines or controls it becomes a space, what turns the order of
 * characters around a mark.
 */
export function oneLine(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ")
    .replaceAll(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "\ufffd");
}
