import { child, isRecord } from "../kubernetes/kinds/json.ts";

/** Kinds of which it is told what nobody refers to, by name alone. */
export type Referable = "configmaps" | "secrets" | "serviceaccounts";

export interface References {
  /** @param namespace undefined: it is not said of which */
  refer(resource: Referable, namespace: string | undefined, name: string): void;
  /** A word that may be the name of anything. */
  mention(namespace: string | undefined, word: string): void;
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
 * arguments, variables and annotations, and in a custom resource by any word at all, keys included. There a field
 * `namespace` may mean anything (a namespace of Vault): it is added to the object's own, and takes none away.
 *
 * @param custom whether the meaning of its fields is not known
 * @param namespace undefined for an object of the cluster
 */
export function findReferences(
  object: unknown,
  { custom, namespace }: { readonly custom: boolean; readonly namespace: string | undefined },
  references: References,
): void {
  const waiting: Visited[] = [];
  const metadata = child(object, "metadata");
  const visit = (value: unknown, key: string, holder: string, namespaces: Namespaces) => {
    if (typeof value === "string") {
      takeText(value, key, holder, namespaces);
    } else if (typeof value === "object" && value !== null) {
      waiting.push({ value, key, holder, namespaces });
    }
  };
  const takeText = (value: string, key: string, holder: string, namespaces: Namespaces) => {
    const referred = referredBy(key, holder);
    if (referred !== undefined) {
      for (const each of namespaces) {
        references.refer(referred, each, value);
      }
    }
    const isWords = custom || WORDY.has(key) || holder === "annotations" || key === "annotations";
    if (isWords && key !== LAST_APPLIED) {
      mentionWords(value, namespaces, references);
    }
  };
  for (const [key, value] of Object.entries(isRecord(object) ? object : {})) {
    if (key !== "metadata") {
      visit(value, key, "", [namespace]);
    }
  }
  for (const [key, value] of Object.entries(isRecord(metadata) ? metadata : {})) {
    if (!OWN.has(key) && key !== "namespace") {
      visit(value, key, "metadata", [namespace]);
    }
  }
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { value, key, holder } = next;
    if (Array.isArray(value)) {
      for (const each of value) {
        visit(each, key, holder, next.namespaces);
      }
      continue;
    }
    const record = value as Readonly<Record<string, unknown>>;
    const namespaces = namespacesIn(record, next.namespaces, custom);
    for (const each of namespaces) {
      takeObjectReference(record, each, references);
    }
    for (const [inner, each] of Object.entries(record)) {
      if (custom) {
        mentionWords(inner, namespaces, references);
      }
      visit(each, inner, key, namespaces);
    }
  }
}

interface Visited {
  readonly value: object;
  /** Under which it stands, or the list that it is in. */
  readonly key: string;
  readonly holder: string;
  readonly namespaces: Namespaces;
}

/** In which something may be meant; undefined: in any. */
type Namespaces = readonly (string | undefined)[];

/** More of them within each other count as all that there are: what is nested deeply is not to take long. */
const MANY_NAMESPACES = 16;

function namespacesIn(
  { namespace }: Readonly<Record<string, unknown>>,
  outer: Namespaces,
  custom: boolean,
): Namespaces {
  if (typeof namespace !== "string" || namespace === "") {
    return outer;
  }
  if (!custom) {
    return [namespace];
  }
  if (outer.includes(namespace) || outer.includes(undefined)) {
    return outer;
  }
  return outer.length < MANY_NAMESPACES ? [...outer, namespace] : [undefined];
}

/** Texts of programs, and what RBAC allows by name. */
const WORDY: ReadonlySet<string> = new Set(["args", "command", "value", "resourceNames"]);

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
    references.lookFor(value);
  }
}

/** No object's name is longer. */
const LONGEST_NAME = 253;

/**
 * Also `namespace/name`, as programs are told it, and what follows a dot or stands between two: Spark's
 * `spark.kubernetes.driver.secrets.NAME`.
 */
function mentionWords(text: string, namespaces: Namespaces, references: References): void {
  for (const path of text.split(/[^A-Za-z0-9./-]+/)) {
    const words = path.split("/").map((word) => word.replaceAll(/^[.-]+|[.-]+$/g, ""));
    words.forEach((word, index) => {
      const before = words[index - 1];
      for (const name of namesIn(word)) {
        for (const namespace of before ? [...namespaces, before] : namespaces) {
          references.mention(namespace, name);
        }
      }
    });
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
