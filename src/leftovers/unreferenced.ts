import { getOrMake } from "../collections/getOrMake.ts";
import { child, descend, elements, isRecord, text } from "../kubernetes/kinds/json.ts";
import type { Named } from "./leftover.ts";
import type { Referable, References } from "./references.ts";

type Candidate = Named & { readonly labels: readonly string[] };

const REFERABLE: readonly Referable[] = ["configmaps", "secrets", "serviceaccounts"];

const idOf = ({ resource, namespace, name }: Named) => `${resource} ${namespace}/${name}`;

/** Made in every namespace, by controllers that make them again. */
const EVERYWHERE: ReadonlySet<string> = new Set([
  "kube-root-ca.crt",
  "openshift-service-ca.crt",
  "istio-ca-root-cert",
  "default",
]);

/** In one namespace; each is compared with what is left. */
const MAX_LIKES = 1_000;

/** Who writes them reads them, by its own name for them. */
const OF_PROGRAMS: readonly string[] = [
  "control-plane.alpha.kubernetes.io/leader",
  "kubernetes.io/service-account.name",
];

/** What programs keep for themselves, and find again by a label: its key, and its value where others may have the key. */
const FOUND_BY_LABEL: readonly (readonly [key: string, value?: string])[] = [
  // Helm's releases where they are no Secrets of its type, and those of its second version.
  ["owner", "helm"],
  ["OWNER", "TILLER"],
  ["tfstate"],
  ["kapp.k14s.io/is-app"],
  ["applyset.kubernetes.io/id"],
  ["cli-utils.sigs.k8s.io/inventory-id"],
  ["sealedsecrets.bitnami.com/sealed-secrets-key"],
  ["argocd.argoproj.io/secret-type"],
  ["istio/multiCluster"],
];

/**
 * ConfigMaps, Secrets and ServiceAccounts to which nothing referred so far. Only these are kept: what is referred to is let
 * go. They have to be there before what may refer to them.
 */
export class Unreferenced implements References {
  /** By kind and name, then by namespace: a text of which nobody knows the namespace is looked up once. */
  readonly #candidates = new Map<string, Map<string, Candidate>>();
  /** Words that were said early, with their namespace if any, and who said them; empty where several did. */
  readonly #early = new Map<string, string>();
  /** Pieces of words, by namespace. */
  readonly #likes = new Map<string, Map<string, readonly string[]>>();

  /** Takes an object in, unless somebody else sees to it: an owner, or the program that made it for itself. */
  add(resource: Referable, object: unknown, named: Named): void {
    const metadata = child(object, "metadata");
    const labels = child(metadata, "labels");
    const isKept =
      FOUND_BY_LABEL.some(([key, value]) => {
        const label = child(labels, key);
        return label !== undefined && (value ?? label) === label;
      }) ||
      EVERYWHERE.has(named.name) ||
      elements(child(metadata, "ownerReferences")).length > 0 ||
      OF_PROGRAMS.some((key) => text(descend(metadata, "annotations", key)) !== undefined) ||
      ["", named.namespace].some((place) => {
        const by = this.#early.get(`${place}/${named.name}`);
        return by !== undefined && by !== idOf(named);
      });
    if (isKept) {
      return;
    }
    const key = `${resource}/${named.name}`;
    getOrMake(this.#candidates, key, () => new Map()).set(named.namespace, {
      ...named,
      labels: isRecord(labels) ? Object.keys(labels) : [],
    });
  }

  /** For what an object refers to while not all candidates are there yet. That it names itself means nothing. */
  early(by: Named): References {
    const id = idOf(by);
    return {
      refer: (...said) => this.refer(...said),
      lookFor: (label) => this.lookFor(label),
      mentionLike: (...said) => this.mentionLike(...said),
      mention: (namespace = "", word) => {
        const key = `${namespace}/${word}`;
        this.#early.set(key, (this.#early.get(key) ?? id) === id ? id : "");
        const own = by.namespace === namespace && by.name === word ? by.resource : undefined;
        for (const resource of REFERABLE.filter((each) => each !== own)) {
          this.refer(resource, namespace || undefined, word);
        }
      },
    };
  }

  refer(resource: Referable, namespace: string | undefined, name: string): void {
    if (namespace === undefined) {
      this.#candidates.delete(`${resource}/${name}`);
    } else {
      this.#candidates.get(`${resource}/${name}`)?.delete(namespace);
    }
  }

  mention(namespace: string | undefined, word: string): void {
    for (const resource of REFERABLE) {
      this.refer(resource, namespace, word);
    }
  }

  mentionLike(namespace = "", pieces: readonly string[]): void {
    const likes = getOrMake(this.#likes, namespace, () => new Map<string, readonly string[]>());
    // Who says that many may mean any.
    const said = likes.size < MAX_LIKES ? pieces : [""];
    likes.set(said.join("*"), said);
  }

  lookFor(label: string): void {
    for (const places of this.#candidates.values()) {
      for (const [namespace, { labels }] of places) {
        if (labels.includes(label)) {
          places.delete(namespace);
        }
      }
    }
  }

  /** Those that are left. */
  left(): readonly Named[] {
    return [...this.#candidates.values()].flatMap((places) =>
      [...places.values()].filter((one) => !this.#isMeant(one)).map(({ labels: _, ...named }) => named),
    );
  }

  #isMeant({ namespace, name }: Candidate): boolean {
    return ["", namespace].some((place) =>
      [...(this.#likes.get(place)?.values() ?? [])].some((pieces) => isLike(name, pieces)),
    );
  }
}

/** Whether a name has all pieces in their order, the first at its beginning and the last at its end. */
export function isLike(name: string, pieces: readonly string[]): boolean {
  const [first = "", ...others] = pieces;
  const last = others.pop() ?? "";
  let at = first.length;
  const end = name.length - last.length;
  if (!name.startsWith(first) || !name.endsWith(last)) {
    return false;
  }
  for (const piece of others) {
    const found = name.indexOf(piece, at);
    if (found === -1) {
      return false;
    }
    at = found + piece.length;
  }
  return at <= end;
}
