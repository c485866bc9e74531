import { child, descend, elements, isRecord, text } from "../kubernetes/kinds/json.ts";

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
  { custom, namespace, isNamespace }: Referring,
  references: References,
): void {
  const waiting: Visited[] = [];
  const words = new Set<string>();
  const metadata = child(object, "metadata");
  const visit = (
    value: unknown,
    key: string,
    holder: string,
    where: string | undefined,
    variables = NONE,
  ) => {
    if (typeof value === "string") {
      takeText(value, key, holder, where, variables);
    } else if (typeof value === "object" && value !== null) {
      waiting.push({ value, key, holder, where, variables });
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
      addWords(value, words);
      if (variables.size > 0 && value.includes("$")) {
        addWords(expanded(value, variables), words);
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
        visit(each, key, holder, next.where, next.variables);
      }
      continue;
    }
    const record = value as Readonly<Record<string, unknown>>;
    const where =
      typeof record.namespace === "string" && record.namespace !== "" ? record.namespace : next.where;
    const variables = variablesOf(record, next.variables, where);
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
      visit(each, inner, key, where, variables);
    }
  }
  const places = namespace === undefined ? [undefined] : placesIn(words, namespace, isNamespace);
  for (const place of places) {
    for (const word of words) {
      if (!word.includes(UNKNOWN)) {
        references.mention(place, word);
      } else if (word.replaceAll(/[^A-Za-z0-9]/g, "").length >= MIN_KNOWN) {
        references.mentionLike(place, word.split(UNKNOWN));
      }
    }
  }
}

export interface Referring {
  readonly custom: boolean;
  readonly namespace: string | undefined;
  /** Whether the cluster has a namespace of the name. */
  isNamespace(word: string): boolean;
}

interface Visited {
  readonly value: object;
  /** Under which it stands, or the list that it is in. */
  readonly key: string;
  readonly holder: string;
  /** In which namespace something is meant; undefined: in any. */
  readonly where: string | undefined;
  readonly variables: Variables;
}

/** The texts of a container's variables. */
type Variables = ReadonlyMap<string, string>;

const NONE: Variables = new Map();

/** Stands for what is not known of a word: no name has it. */
const UNKNOWN = "\ue000";
/** So many letters and digits have to be known of a word, or it may be the name of too much. */
const MIN_KNOWN = 3;
/** The name of all variables that are not named: a ConfigMap or Secret may have any. */
const ANY = "";

/** In their order: one may be put into those that follow. */
function variablesOf(
  { env, envFrom }: Readonly<Record<string, unknown>>,
  outer: Variables,
  namespace: string | undefined,
): Variables {
  if (!Array.isArray(env) && !Array.isArray(envFrom)) {
    return outer;
  }
  const variables = new Map(outer);
  if (elements(envFrom).length > 0) {
    variables.set(ANY, UNKNOWN);
  }
  for (const each of elements(env)) {
    const [name, value] = [text(child(each, "name")), text(child(each, "value"))];
    if (name !== undefined && name !== ANY && (value === undefined || value.length <= LONGEST_NAME)) {
      const known =
        value === undefined ? givenBy(child(each, "valueFrom"), namespace) : expanded(value, variables);
      variables.set(name, known.slice(0, LONGEST_NAME));
    }
  }
  return variables;
}

/** The text of a variable that has it from elsewhere. */
function givenBy(valueFrom: unknown, namespace: string | undefined): string {
  const field = text(descend(valueFrom, "fieldRef", "fieldPath"));
  return valueFrom === undefined ? "" : ((field === "metadata.namespace" ? namespace : undefined) ?? UNKNOWN);
}

/** So much is put into a text, in characters. */
const MAX_PUT_IN = 64 * 1024;

/** A text with the variables that Kubernetes, or a shell, puts in. */
function expanded(value: string, variables: Variables): string {
  let putIn = 0;
  return value.replaceAll(/\$(?:\((\w+)\)|\{(\w+)\}|(\w+))/g, (whole, ...names: (string | undefined)[]) => {
    const name = names.slice(0, 3).find((each) => each !== undefined) ?? ANY;
    const known = variables.get(name) ?? variables.get(ANY);
    putIn += known?.length ?? 0;
    return putIn > MAX_PUT_IN ? whole : (known ?? whole);
  });
}

/** Who names more of them may mean any. */
const MANY_NAMESPACES = 16;

/** The namespaces in which the words of an object may be names; undefined: any. */
function placesIn(
  words: ReadonlySet<string>,
  own: string,
  isNamespace: (word: string) => boolean,
): readonly (string | undefined)[] {
  const named = [...words].filter((word) => word !== own && isNamespace(word));
  return named.length < MANY_NAMESPACES ? [own, ...named] : [undefined];
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

/** No object's name is longer. */
const LONGEST_NAME = 253;

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
