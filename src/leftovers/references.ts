import { child, elements, isRecord, text } from "../kubernetes/kinds/json.ts";
import {
  expanded,
  LONGEST_NAME,
  readings,
  UNKNOWN,
  type Variables,
  variablesOf,
  variablesOfPod,
} from "./variables.ts";

/** Kinds of which it is told what nobody refers to, by name alone. */
export type Referable = "configmaps" | "secrets" | "serviceaccounts";

export interface References {
  /** @param namespace undefined: it is not said of which */
  refer(resource: Referable, namespace: string | undefined, name: string): void;
  /** A word that may be the name of anything. */
  mention(namespace: string | undefined, word: string): void;
  /** A word of which only pieces are known; between two of them anything may stand. */
  mentionLike(namespace: string | undefined, pieces: readonly string[]): void;
  /** A label by which a program looks for objects. */
  lookFor(label: string): void;
}

/** Repeats the whole object, its own name included. */
const LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

/** What of an object of others names other things than it uses. */
const OWN: ReadonlySet<string> = new Set([
  "name",
  "generateName",
  "labels",
  "ownerReferences",
  "managedFields",
]);

const KINDS: Readonly<Record<string, Referable>> = {
  ConfigMap: "configmaps",
  Secret: "secrets",
  ServiceAccount: "serviceaccounts",
};

/**
 * Finds what an object refers to, wherever in it that stands: by the fields that Kubernetes itself has for it, by words in
 * arguments, variables, annotations and what drivers are told, and in a custom resource by any word at all, keys included. A
 * word counts in the object's own namespace and in each that another word of it is the name of.
 *
 * @param custom whether the meaning of its fields is not known
 * @param namespace undefined for an object of the cluster
 */
export function findReferences(
  object: unknown,
  { custom, namespace, namespacesLike }: Referring,
  references: References,
): void {
  const waiting: Visited[] = [];
  const words = new Set<string>();
  const metadata = child(object, "metadata");
  const ofPod = variablesOfPod(object, object);
  const visit = (
    value: unknown,
    key: string,
    holder: string,
    where: string | undefined,
    variables = ofPod,
    pod: unknown = object,
  ) => {
    if (typeof value === "string") {
      takeText(value, key, holder, where, variables);
    } else if (typeof value === "object" && value !== null) {
      waiting.push({ value, key, holder, where, variables, pod });
    }
  };
  const takeText = (
    value: string,
    key: string,
    holder: string,
    where: string | undefined,
    variables: Variables,
  ) => {
    const referred = custom ? undefined : referredBy(key, holder);
    if (referred !== undefined) {
      references.refer(referred, where, value);
    }
    if (
      (custom || WORDY.has(key) || WORDY_WITHIN.has(holder) || key === "annotations") &&
      key !== LAST_APPLIED
    ) {
      for (const reading of readings(value, variables)) {
        addWords(reading, words);
      }
    }
  };
  for (const [key, value] of Object.entries(isRecord(object) ? object : {})) {
    if (key !== "metadata") {
      visit(value, key, "", namespace);
    }
  }
  for (const [key, value] of Object.entries(isRecord(metadata) ? metadata : {})) {
    if (!OWN.has(key) && key !== "namespace") {
      visit(value, key, "metadata", namespace);
    }
  }
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { value, key, holder } = next;
    if (Array.isArray(value)) {
      for (const each of value) {
        visit(each, key, holder, next.where, next.variables, next.pod);
      }
      continue;
    }
    const record = value as Readonly<Record<string, unknown>>;
    const where =
      typeof record.namespace === "string" && record.namespace !== "" ? record.namespace : next.where;
    const pod = isRecord(record.spec) ? record : next.pod;
    const outer = pod === next.pod ? next.variables : variablesOfPod(object, pod);
    const variables = variablesOf(record.env, outer, { namespace: where, pod, object });
    takeObjectReference(record, where, references, variables);
    if (custom && key === "paramRef") {
      for (const label of labelsOf(record.selector)) {
        references.lookFor(label);
      }
    }
    for (const [inner, each] of Object.entries(record)) {
      if (custom) {
        addWords(inner, words);
      }
      visit(each, inner, key, where, variables, pod);
    }
  }
  const places = namespace === undefined ? [undefined] : placesIn(words, namespace, namespacesLike);
  for (const place of places) {
    for (const word of words) {
      if (!word.includes(UNKNOWN)) {
        references.mention(place, word);
      } else if (isKnownEnough(word)) {
        references.mentionLike(place, word.split(UNKNOWN_PARTS));
      }
    }
  }
}

export interface Referring {
  readonly custom: boolean;
  readonly namespace: string | undefined;
  /** The namespaces of the cluster whose names have these pieces, the first and the last at the ends, and anything between them. */
  namespacesLike(pieces: readonly string[]): readonly string[];
}

interface Visited {
  readonly value: object;
  /** Under which it stands, or the list that it is in. */
  readonly key: string;
  readonly holder: string;
  /** In which namespace something is meant; undefined: in any. */
  readonly where: string | undefined;
  readonly variables: Variables;
  /** The pod, or template of pods, that it is in. */
  readonly pod: unknown;
}

/**
 * Whether enough is known of a word, or it may be the name of too much: three letters and digits, or fewer before a first dash.
 */
const isKnownEnough = (word: string): boolean => /^[A-Za-z0-9]+-|(?:[A-Za-z0-9][^A-Za-z0-9]*){3}/.test(word);
const UNKNOWN_PARTS = new RegExp(`${UNKNOWN}+`);

/** Who names more of them may mean any. */
const MANY_NAMESPACES = 16;

/** The namespaces in which the words of an object may be names; undefined: any. */
function placesIn(
  words: ReadonlySet<string>,
  own: string,
  namespacesLike: Referring["namespacesLike"],
): readonly (string | undefined)[] {
  const places = new Set([own]);
  for (const word of words) {
    for (const name of !word.includes(UNKNOWN) || isKnownEnough(word)
      ? namespacesLike(word.split(UNKNOWN_PARTS))
      : []) {
      places.add(name);
    }
    if (places.size > MANY_NAMESPACES) {
      return [undefined];
    }
  }
  return [...places];
}

/** The keys that a label selector names. */
function labelsOf(selector: unknown): readonly string[] {
  const labels = child(selector, "matchLabels");
  const keys = elements(child(selector, "matchExpressions")).map((each) => text(child(each, "key")));
  return [...Object.keys(isRecord(labels) ? labels : {}), ...keys].filter((key) => key !== undefined);
}

/** Texts of programs, and what RBAC allows by name. */
const WORDY: ReadonlySet<string> = new Set(["args", "command", "value", "resourceNames"]);
/** Whatever is in them: its keys are whosever it is for. */
const WORDY_WITHIN: ReadonlySet<string> = new Set([
  "annotations",
  "volumeAttributes",
  "parameters",
  "options",
]);

/** What a text under a key names, where that is in the object under another: `secretRef: {name}`, `secretName`. */
function referredBy(key: string, holder: string): Referable | undefined {
  if (/secret-?name$/i.test(key) || (key === "name" && /secret/i.test(holder))) {
    return "secrets";
  }
  if (/config-?map-?name$/i.test(key) || (key === "name" && /config-?map/i.test(holder))) {
    return "configmaps";
  }
  return /^serviceAccount(?:Name)?$/.test(key) || (key === "name" && /^serviceAccount/.test(holder))
    ? "serviceaccounts"
    : undefined;
}

/** `{kind, name}` as in subjects; a service account is also a user. */
function takeObjectReference(
  { kind, name, value, ...rest }: Readonly<Record<string, unknown>>,
  namespace: string | undefined,
  references: References,
  variables: Variables,
): void {
  if (typeof name !== "string") {
    return;
  }
  const resource = typeof kind === "string" ? KINDS[kind] : undefined;
  if (resource !== undefined) {
    references.refer(resource, namespace, name);
  }
  const [, , where, account] = kind === "User" ? name.split(":") : [];
  if (where !== undefined && account !== undefined) {
    references.refer("serviceaccounts", where, account);
  }
  // Side-cars that gather ConfigMaps and Secrets are told so by a variable.
  if (typeof value === "string" && /(?:^|_)LABEL$/.test(name) && rest.valueFrom === undefined) {
    references.lookFor(expanded(value, variables));
  }
}

/**
 * Adds what may be a name: also what follows a dot or stands between two, as in Spark's
 * `spark.kubernetes.driver.secrets.NAME`.
 */
function addWords(text: string, words: Set<string>): void {
  for (const part of text.split(/[^A-Za-z0-9.\ue000-]+/)) {
    for (const name of namesIn(part.replaceAll(/^[.-]+|[.-]+$/g, ""))) {
      words.add(name);
    }
  }
}

/** A word, its parts between dots, and what follows each dot. */
function namesIn(word: string): ReadonlySet<string> {
  const names = new Set([word]);
  if (word.includes(".")) {
    for (let dot = word.indexOf("."); dot !== -1; dot = word.indexOf(".", dot + 1)) {
      if (word.length - dot - 1 <= LONGEST_NAME) {
        names.add(word.slice(dot + 1));
      }
    }
    for (const part of word.split(".")) {
      names.add(part);
    }
  }
  names.delete("");
  return names;
}
