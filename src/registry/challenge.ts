/** One challenge of a `WWW-Authenticate` header. */
export interface Challenge {
  /** Lower case: `basic`, `bearer`. */
  readonly scheme: string;
  /** Names in lower case; of a repeated one the last value. */
  readonly parameters: Readonly<Record<string, string>>;
}

/**
 * Parses the `WWW-Authenticate` headers of one answer as container runtimes do, which is less than RFC 9110 allows: one
 * challenge for each header, no spaces around `=`, an unquoted value ends at the first character that is none of a
 * token's (so a URL has to be quoted), and a quoted one without its end is empty. Whatever comes after the first
 * parameter that makes no sense, or lacks the comma before it, is dropped. Never throws; linear in the length of the
 * text.
 *
 * @param header the field values; several headers may come as a list
 */
export function parseChallenges(header: string | readonly string[] | undefined): Challenge[] {
  if (header === undefined) {
    return [];
  }
  return (typeof header === "string" ? [header] : header).flatMap((text) => parseField(text) ?? []);
}

// Sticky expressions on disjoint character classes: no backtracking over the text.
const TOKEN = /[!#$%&'*+\-.^_`|~0-9A-Za-z]+/y;
const SPACES = /[\t\r\n ]*/y;
const EQUALS = /=/y;
const COMMA = /,/y;
const QUOTED = /"((?:[^"\\]|\\.)*)"/sy;
const UNQUOTED = /(?!")[!#$%&'*+\-.^_`|~0-9A-Za-z]*/y;

function parseField(text: string): Challenge | undefined {
  let position = 0;
  const take = (expression: RegExp): RegExpExecArray | undefined => {
    expression.lastIndex = position;
    const match = expression.exec(text);
    if (match === null) {
      return undefined;
    }
    position = expression.lastIndex;
    return match;
  };

  const scheme = take(TOKEN)?.[0].toLowerCase();
  if (scheme === undefined) {
    return undefined;
  }
  // No prototype: a parameter may be called `__proto__`.
  const parameters = Object.create(null) as Record<string, string>;
  do {
    take(SPACES);
    const name = take(TOKEN)?.[0].toLowerCase();
    if (name === undefined || take(EQUALS) === undefined) {
      break;
    }
    const value = take(QUOTED)?.[1]?.replace(/\\(.)/gs, "$1") ?? take(UNQUOTED)?.[0];
    parameters[name] = value ?? "";
    if (value === undefined) {
      break;
    }
    take(SPACES);
  } while (take(COMMA) !== undefined);
  return { scheme, parameters };
}
