/** What a schema found, without its wording: a JSON pointer and the keyword that refused. */
export interface SchemaProblem {
  readonly at: string;
  readonly keyword: string;
}

/** Problems by chart, as `helm template` prints those of a chart and its subcharts to standard error. */
export function helmProblems(stderr: string): ReadonlyMap<string, readonly SchemaProblem[]> {
  const problems = new Map<string, SchemaProblem[]>();
  let current: SchemaProblem[] = [];
  for (const line of stderr.split("\n")) {
    const chart = /^([a-z0-9-]+):$/.exec(line)?.[1];
    if (chart !== undefined) {
      current = [];
      problems.set(chart, current);
    }
    const problem = helm4Problem(line) ?? helm3Problem(line);
    if (problem !== undefined) {
      current.push(problem);
    }
  }
  return problems;
}

const HELM_3: readonly (readonly [RegExp, string])[] = [
  [/^Additional property .* is not allowed$/, "additionalProperties"],
  [/^.* is required$/, "required"],
  [/^Invalid type\. /, "type"],
  [/ must be one of the following: /, "enum"],
  [/ does not match: /, "const"],
  [/^Property name of .* does not match$/, "propertyNames"],
  [/^Does not match pattern /, "pattern"],
  [/^array items.* must be unique$/, "uniqueItems"],
  [/^Array must have at least /, "minItems"],
  [/^String length must be greater /, "minLength"],
  [/^String length must be less /, "maxLength"],
  [/^Must be greater than or equal to /, "minimum"],
  [/^Must be less than or equal to /, "maximum"],
  [/^Must validate "then" as "if" was valid$/, "if"],
  [/^Must not validate the schema \(not\)$/, "not"],
];

const HELM_4: readonly (readonly [RegExp, string])[] = [
  [/^additional properties .* not allowed$/, "additionalProperties"],
  [/^missing propert(y|ies) /, "required"],
  [/^got .*, want [a-z]/, "type"],
  [/^value must be one of /, "enum"],
  [/^value must be /, "const"],
  [/^invalid propertyName /, "propertyNames"],
  [/ does not match pattern /, "pattern"],
  [/^items at .* are equal$/, "uniqueItems"],
  [/^'not' failed$/, "not"],
  [/^(minItems|minLength|maxLength|minimum|maximum): /, ""],
];

// `- config.workloads.kinds.1: …`
function helm3Problem(line: string): SchemaProblem | undefined {
  const [, path, text = ""] = /^- ([^:]*): (.*)$/.exec(line) ?? [];
  if (path === undefined) {
    return undefined;
  }
  return { at: path === "(root)" ? "/" : `/${path.replaceAll(".", "/")}`, keyword: keywordOf(HELM_3, text) };
}

// `- at '/config/workloads/kinds/1': …`
function helm4Problem(line: string): SchemaProblem | undefined {
  const [, path, text = ""] = /^ *- at '([^']*)': (.*)$/.exec(line) ?? [];
  if (path === undefined) {
    return undefined;
  }
  return { at: path === "" ? "/" : path.replaceAll(".", "/"), keyword: keywordOf(HELM_4, text) };
}

function keywordOf(wordings: readonly (readonly [RegExp, string])[], text: string): string {
  for (const [pattern, keyword] of wordings) {
    if (pattern.test(text)) {
      return keyword || text.slice(0, text.indexOf(":"));
    }
  }
  throw new Error(`Cannot tell the keyword of what Helm says: ${text}`);
}
