/** A condition on a label, as an AlertmanagerConfig writes it. */
export interface Matcher {
  readonly name: string;
  readonly matchType: "=" | "!=" | "=~" | "!~";
  readonly value: string;
}

/** A label that is one of some texts. */
export function oneOf(name: string, values: readonly string[]): Matcher {
  const [only, ...others] = values;
  if (only !== undefined && others.length === 0) {
    return { name, matchType: "=", value: only };
  }
  return { name, matchType: "=~", value: values.map(quoteExpression).join("|") };
}

/** The same as text, as alertmanager.yml has it. */
export function matcherText({ name, matchType, value }: Matcher): string {
  return `${name}${matchType}${JSON.stringify(value)}`;
}

// As Go's regexp.QuoteMeta, and so Helm's regexQuoteMeta.
function quoteExpression(text: string): string {
  return text.replace(/[\\.+*?()|[\]{}^$]/g, "\\$&");
}
