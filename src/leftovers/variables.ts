import { child, descend, elements, text } from "../kubernetes/kinds/json.ts";

/** The texts of a container's variables. */
export type Variables = ReadonlyMap<string, string>;

/** Stands for what is not known of a word: no name has it. */
export const UNKNOWN = "\ue000";

/** No object's name is longer. */
export const LONGEST_NAME = 253;

/** Whose fields a variable may have its text from. */
export interface Scope {
  /** Undefined: in any. */
  readonly namespace: string | undefined;
  /** A pod, or a template of pods. */
  readonly pod: unknown;
  /** The object that the container is in. */
  readonly object: unknown;
}

/** A container's variables, in their order: one may be put into those that follow. Of others the texts are not known. */
export function variablesOf(env: unknown, outer: Variables, scope: Scope): Variables {
  if (!Array.isArray(env)) {
    return outer;
  }
  const variables = new Map(outer);
  for (const each of elements(env)) {
    const [name, value] = [text(child(each, "name")), text(child(each, "value"))];
    if (name !== undefined && (value === undefined || value.length <= LONGEST_NAME)) {
      const known =
        value === undefined ? givenBy(child(each, "valueFrom"), scope) : expanded(value, variables);
      variables.set(name, known.slice(0, LONGEST_NAME));
    }
  }
  return variables;
}

/** The text of a variable that has it from elsewhere. */
function givenBy(valueFrom: unknown, { namespace, pod, object }: Scope): string {
  if (valueFrom === undefined) {
    return "";
  }
  const path = text(descend(valueFrom, "fieldRef", "fieldPath")) ?? "";
  const [, field, key] = /^metadata\.(labels|annotations)\['(.*)'\]$/.exec(path) ?? [];
  if (field !== undefined && key !== undefined) {
    return text(descend(pod, "metadata", field, key)) ?? UNKNOWN;
  }
  switch (path) {
    case "metadata.namespace":
      return namespace ?? UNKNOWN;
    case "metadata.name":
      return podName(object, pod);
    case "spec.serviceAccountName":
      return text(descend(pod, "spec", "serviceAccountName")) ?? UNKNOWN;
    default:
      return UNKNOWN;
  }
}

/** What a StatefulSet makes is called after it, whatever else makes pods gives them names of which nobody can say them before. */
function podName(object: unknown, pod: unknown): string {
  const name = text(descend(object, "metadata", "name"));
  if (name === undefined || pod === object) {
    return name ?? UNKNOWN;
  }
  return descend(object, "spec", "podManagementPolicy") === undefined ? UNKNOWN : `${name}-${UNKNOWN}`;
}

/** What a shell has in each container of a pod, or of those of a template: `$HOSTNAME`, `$(hostname)`. */
export function variablesOfPod(object: unknown, pod: unknown): Variables {
  const name = hostnameOf(object, pod);
  return new Map(name === UNKNOWN ? [] : ["HOSTNAME", "hostname"].map((each) => [each, name]));
}

/** The node's in its network; a StatefulSet gives its pods their own names, whatever its template says. */
function hostnameOf(object: unknown, pod: unknown): string {
  const spec = child(pod, "spec");
  if (child(spec, "hostNetwork") === true) {
    return UNKNOWN;
  }
  const name = podName(object, pod);
  const said = name.endsWith(UNKNOWN) && name !== UNKNOWN ? undefined : text(child(spec, "hostname"));
  return text(child(spec, "hostnameOverride")) ?? said ?? name;
}

/**
 * What in a text stands for another, to Kubernetes, a shell, a driver or a program with templates: `$(A)`, `${A}`, `${A:-b}`, `$A`,
 * `$(date +%F)`, `` `date` ``, `${A#b}`, `${pvc.name}`, `{{ .A }}`, `{a,b}`, `$@`. Within commands and braces there is no `$` any
 * more once what is inside was put in.
 */
const PLACEHOLDERS =
  /\$\((\w+)\)|\$\{(\w+)(?::?[-=]([^{}]*))?\}|\$([0-9]|\w+)|\$\([^()$`]*(?:\([^()$`]*\)[^()$`]*)*\)|`[^`$]*`|\$\{[^{}$]*\}|\{\{[^{}]*\}\}|\{[\w.,-]+\}|\$[@*#?!]/g;

/** A shell's own variables, and what they are set to: no longer than names are. */
const ASSIGNMENTS =
  /(?<![\w.$/-])(\w+)=(?:"([^"\n]{1,253})"|'([^'\n]{1,253})'|([^\s;&|()"'`]{0,253})([(`])?)/g;

/** Within a word a shell leaves them out. */
const INNER_QUOTES = /(?<=[\w.\ue000-])["'\\]+(?=[\w.\ue000-])/g;

/** So deep is looked into what stands within something else. */
const MAX_DEPTH = 4;

/** So much is put into a text, in characters. */
const MAX_PUT_IN = 64 * 1024;

/**
 * All that a text may mean: as it stands, and with all that can be put in; where it is not known what, with {@link UNKNOWN}, and with
 * what the text itself says by default or assigns.
 */
export function readings(value: string, variables: Variables): ReadonlySet<string> {
  const found = new Set([value]);
  if (/[$`{]/.test(value)) {
    const assigned = new Map<string, string>();
    for (const [, name = "", inDouble, inSingle, bare = "", command] of value.matchAll(ASSIGNMENTS)) {
      const set = inDouble ?? inSingle ?? (command === undefined ? bare : bare.replace(/\$$/, "") + UNKNOWN);
      // What is set to one thing and another may be either.
      assigned.set(name, (assigned.get(name) ?? set) === set ? set : UNKNOWN);
    }
    for (const putIn of [putInto(variables, false), putInto(new Map([...variables, ...assigned]), true)]) {
      let [last, next] = ["", value];
      for (let depth = 0; depth < MAX_DEPTH && next !== last; depth++) {
        [last, next] = [next, putIn(next)];
        found.add(next);
      }
    }
  }
  return new Set([...found].flatMap((each) => [each, each.replaceAll(INNER_QUOTES, "")]));
}

/** A text with what is known of its variables. */
export const expanded = (value: string, variables: Variables): string => putInto(variables, false)(value);

function putInto(variables: Variables, withDefaults: boolean): (value: string) => string {
  let putIn = 0;
  return (value) =>
    value.replaceAll(PLACEHOLDERS, (whole, ...groups: (string | undefined)[]) => {
      const [inParentheses, inBraces, byDefault, bare] = groups;
      const name = inParentheses ?? inBraces ?? bare ?? "";
      const known = variables.get(name);
      const isSet = known !== undefined && known !== "";
      const text = (withDefaults && !isSet ? byDefault : known) ?? UNKNOWN;
      putIn += text.length;
      return putIn > MAX_PUT_IN ? whole : text;
    });
}
