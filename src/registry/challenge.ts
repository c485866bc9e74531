/** One challenge of a `WWW-Authenticate` header. */
export interface Challenge {
  /** Lower case: `basic`, `bearer`. */
  readonly scheme: string;
  /** Names in lower case; of a repeated one the first value. */
  readonly parameters: Readonly<Record<string, string>>;
}

/**
 * Parses the `WWW-Authenticate` headers of one answer (RFC 9110, sections 11.2 to 11.6.1):
 *
 *     WWW-Authenticate = [ challenge *( OWS "," OWS challenge ) ]
 *     challenge        = auth-scheme [ 1*SP ( token68 / #auth-param ) ]
 *     auth-param       = token BWS "=" BWS ( token / quoted-string )
 *     token68          = 1*( ALPHA / DIGIT / "-" / "." / "_" / "~" / "+" / "/" ) *"="
 *     quoted-string    = DQUOTE *( qdtext / quoted-pair ) DQUOTE
 *
 * A comma separates challenges as well as parameters: what follows it is a parameter if a `=` comes next, else a new
 * scheme. Empty list elements are allowed (section 5.6.1). Values that some registries leave unquoted although they are
 * no tokens (URLs) are read up to the next comma or space. Where the text makes no sense, the rest of that header is
 * dropped: what was read before it stands. Never throws; linear in the length of the text.
 *
 * @param header the field values; several headers may come as a list
 */
export function parseChallenges(header: string | readonly string[] | undefined): Challenge[] {
  if (header === undefined) {
    return [];
  }
  return (typeof header === "string" ? [header] : header).flatMap(parseField);
}

// Sticky expressions on disjoint character classes: no backtracking over the text.
const SEPARATORS = /[\t ,]*/y;
const TOKEN = /[!#$%&'*+\-.^_`|~0-9A-Za-z]+/y;
const SPACES = /[\t ]*/y;
const EQUALS = /[\t ]*=[\t ]*/y;
const TOKEN68 = /[-._~+/0-9A-Za-z]+=*(?=[\t ]*(?:,|$))/y;
const QUOTED = /"((?:[^"\\]|\\.)*)"/sy;
const UNQUOTED = /[^\t ,"]+/y;

function parseField(text: string): Challenge[] {
  const challenges: Challenge[] = [];
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

  let parameters: Record<string, string> | undefined;
  for (;;) {
    take(SEPARATORS);
    const token = take(TOKEN)?.[0];
    if (token === undefined) {
      return challenges;
    }
    if (parameters !== undefined && take(EQUALS) !== undefined) {
      const value = take(QUOTED)?.[1]?.replace(/\\(.)/gs, "$1") ?? take(UNQUOTED)?.[0];
      if (value === undefined) {
        return challenges;
      }
      const name = token.toLowerCase();
      if (!Object.hasOwn(parameters, name)) {
        parameters[name] = value;
      }
      continue;
    }
    // No prototype: a parameter may be called `__proto__`.
    parameters = Object.create(null) as Record<string, string>;
    challenges.push({ scheme: token.toLowerCase(), parameters });
    const spaces = take(SPACES)?.[0] ?? "";
    if (spaces !== "") {
      // `Negotiate a87421000492aa==`. A parameter without its comma is no token68: a value follows its `=`.
      take(TOKEN68);
    }
  }
}
