import { child, descend, elements, isRecord, text } from "../kubernetes/kinds/json.ts";
import type { Named } from "./leftover.ts";
import type { Referable, References } from "./references.ts";

type Candidate = Named & { readonly labels: readonly string[] };

/** Made in every namespace, by controllers that make them again. */
const EVERYWHERE: ReadonlySet<string> = new Set([
  "kube-root-ca.crt",
  "openshift-service-ca.crt",
  "istio-ca-root-cert",
  "default",
]);

/** Who writes them reads them, by its own name for them. */
const OF_PROGRAMS: readonly string[] = [
  "control-plane.alpha.kubernetes.io/leader",
  "kubernetes.io/service-account.name",
];

/**
 * ConfigMaps, Secrets and ServiceAccounts to which nothing referred so far. Only these are kept: what is referred to is let
 * go. They have to be there before what may refer to them.
 */
export class Unreferenced implements References {
  readonly #candidates = new Map<string, Map<string, Candidate>>();

  /** Takes an object in, unless somebody else sees to it: an owner, or the program that made it for itself. */
  add(resource: Referable, object: unknown, named: Named): void {
    const metadata = child(object, "metadata");
    const isKept =
      EVERYWHERE.has(named.name) ||
      elements(child(metadata, "ownerReferences")).length > 0 ||
      OF_PROGRAMS.some((key) => text(descend(metadata, "annotations", key)) !== undefined);
    if (isKept) {
      return;
    }
    const labels = child(metadata, "labels");
    const key = `${resource}/${named.namespace}`;
    const names = this.#candidates.get(key) ?? new Map<string, Candidate>();
    this.#candidates.set(key, names);
    names.set(named.name, { ...named, labels: isRecord(labels) ? Object.keys(labels) : [] });
  }

  refer(resource: Referable, namespace: string | undefined, name: string): void {
    if (namespace !== undefined) {
      this.#candidates.get(`${resource}/${namespace}`)?.delete(name);
      return;
    }
    for (const [key, names] of this.#candidates) {
      if (key.startsWith(`${resource}/`)) {
        names.delete(name);
      }
    }
  }

  mention(namespace: string | undefined, word: string): void {
    for (const resource of ["configmaps", "secrets", "serviceaccounts"] as const) {
      this.refer(resource, namespace, word);
    }
  }

  lookFor(label: string): void {
    for (const names of this.#candidates.values()) {
      for (const [name, { labels }] of names) {
        if (labels.includes(label)) {
          names.delete(name);
        }
      }
    }
  }

  /** Those that are left. */
  left(): readonly Named[] {
    return [...this.#candidates.values()].flatMap((names) =>
      [...names.values()].map(({ labels: _, ...named }) => named),
    );
  }
}
