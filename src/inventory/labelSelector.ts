/** Whether an object's labels satisfy a selector. */
export type LabelSelector = (labels: Readonly<Record<string, string>>) => boolean;

// The grammar of Kubernetes (labels and selectors):
//
//   selector    := requirement *( "," requirement )
//   requirement := key | "!" key | key ( "=" | "==" | "!=" ) value | key ( "in" | "notin" ) "(" values ")"
const KEY = "[A-Za-z0-9](?:[-A-Za-z0-9_./]*[A-Za-z0-9])?";
const VALUE = "(?:[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?)?";
const REQUIREMENT = new RegExp(
  `^(?:(?:(!)\\s*)?(${KEY})|(${KEY})\\s*(==?|!=)\\s*(${VALUE})|(${KEY})\\s+(in|notin)\\s*\\(([^()]*)\\))$`,
);
const LEADING_KEY = new RegExp(`^!?\\s*(${KEY})`);
const WHOLE_VALUE = new RegExp(`^${VALUE}$`);

/**
 * Reads a label selector; the empty one selects everything.
 *
 * @throws {SyntaxError} naming the part that cannot be read
 */
export function parseLabelSelector(text: string): LabelSelector {
  if (text.trim() === "") {
    return () => true;
  }
  return allOf(...requirementsOf(text).map((requirement) => parseRequirement(requirement.trim())));
}

/** The keys of the labels that a selector looks at; it has to be one that can be read. */
export function selectorKeys(text: string): readonly string[] {
  const keys = requirementsOf(text).map((requirement) => LEADING_KEY.exec(requirement.trim())?.[1]);
  return [...new Set(keys.filter((key) => key !== undefined))];
}

/** Commas inside parentheses separate values, not requirements. */
function requirementsOf(text: string): readonly string[] {
  const requirements = [""];
  for (const [piece] of text.matchAll(/,|\([^)]*\)?|[^,(]+/g)) {
    if (piece === ",") {
      requirements.push("");
    } else {
      requirements[requirements.length - 1] += piece;
    }
  }
  return requirements;
}

/** The label is present, whatever its value. */
export function hasLabel(key: string): LabelSelector {
  return (labels) => Object.hasOwn(labels, key);
}

/** All selectors have to hold. */
export function allOf(...selectors: readonly LabelSelector[]): LabelSelector {
  return (labels) => selectors.every((holds) => holds(labels));
}

function parseRequirement(text: string): LabelSelector {
  const match = REQUIREMENT.exec(text);
  if (match === null) {
    throw new SyntaxError(`"${text}" is not a label requirement such as a=b, a!=b, a in (b,c), a or !a`);
  }
  const [, negated, present, compared, operator, value, listed, membership, list = ""] = match;
  if (present !== undefined) {
    return (labels) => Object.hasOwn(labels, present) !== (negated === "!");
  }
  if (compared !== undefined) {
    return operator === "!="
      ? (labels) => labelOf(labels, compared) !== value
      : (labels) => labelOf(labels, compared) === value;
  }
  const key = listed ?? "";
  const values = list.split(",").map((entry) => entry.trim());
  const bad = values.find((entry) => !WHOLE_VALUE.test(entry));
  if (bad !== undefined) {
    throw new SyntaxError(`"${bad}" is not a label value`);
  }
  const set: ReadonlySet<string | undefined> = new Set(values);
  return membership === "in"
    ? (labels) => set.has(labelOf(labels, key))
    : (labels) => !set.has(labelOf(labels, key));
}

function labelOf(labels: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(labels, key) ? labels[key] : undefined;
}
