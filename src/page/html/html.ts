import { html as tagged } from "hono/html";

/** Markup whose texts are escaped. Only `html` makes it. */
export interface Html {
  readonly isEscaped: true;
  toString(): string;
}

/** What may stand in a template: texts and numbers, which are escaped, and markup. Nothing is written of what is left out. */
export type Part = string | number | false | null | undefined | Html | readonly Part[];

/**
 * A template that escapes each value that is not itself made by one. Attributes must be quoted.
 *
 * There is no way around it: the library's `raw` is used nowhere.
 */
export function html(strings: TemplateStringsArray, ...values: readonly Part[]): Html {
  // It is a promise only where a value is one, and the types allow none.
  return tagged(strings, ...values) as Html;
}
