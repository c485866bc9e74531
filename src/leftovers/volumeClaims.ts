import { child, descend, elements, text } from "../kubernetes/kinds/json.ts";

/** What kube-janitor's `_context` tells of a PersistentVolumeClaim. */
export interface ClaimContext {
  readonly pvc_is_not_mounted: boolean;
  readonly pvc_is_not_referenced: boolean;
}

/** Whether a claim's name counts for these kinds as mounted or as referred to, and where their pods' volumes stand. */
const HOLDERS: Readonly<Record<string, readonly string[]>> = {
  "deployments.apps": ["spec", "template", "spec"],
  "jobs.batch": ["spec", "template", "spec"],
  "cronjobs.batch": ["spec", "jobTemplate", "spec", "template", "spec"],
};

/** The kinds that have to be known before anything can be told. */
export const CLAIM_HOLDERS: readonly string[] = ["pods", "statefulsets.apps", ...Object.keys(HOLDERS)];

/** Who claims volumes. */
export class VolumeClaims {
  readonly #mounted = new Set<string>();
  readonly #referred = new Set<string>();
  /** `namespace/claim-statefulset-`, before the number. */
  readonly #prefixes = new Set<string>();
  /** By what else: kube-janitor does not look there. */
  readonly #others = new Map<string, string>();

  add(object: unknown, resource: string, kind: string): void {
    const namespace = text(descend(object, "metadata", "namespace")) ?? "";
    const name = text(descend(object, "metadata", "name")) ?? "";
    if (resource === "pods") {
      for (const claim of claimsOf(child(object, "spec"))) {
        this.#mounted.add(`${namespace}/${claim}`);
      }
      return;
    }
    const path = HOLDERS[resource];
    for (const claim of claimsOf(descend(object, ...(path ?? ["spec", "template", "spec"])))) {
      if (path === undefined) {
        this.#others.set(`${namespace}/${claim}`, `${kind} ${name}`);
      } else {
        this.#referred.add(`${namespace}/${claim}`);
      }
    }
    if (resource === "statefulsets.apps") {
      for (const template of elements(descend(object, "spec", "volumeClaimTemplates"))) {
        this.#prefixes.add(`${namespace}/${text(descend(template, "metadata", "name")) ?? ""}-${name}-`);
      }
    }
  }

  contextOf(namespace: string, name: string): ClaimContext {
    const key = `${namespace}/${name}`;
    const isMounted = this.#mounted.has(key);
    const isReferred =
      isMounted ||
      this.#referred.has(key) ||
      (/-\d+$/.test(key) && this.#prefixes.has(key.replace(/\d+$/, "")));
    return { pvc_is_not_mounted: !isMounted, pvc_is_not_referenced: !isReferred };
  }

  /** Who names a claim all the same, in a template of which kube-janitor knows nothing. */
  otherUserOf(namespace: string, name: string): string | undefined {
    return this.#others.get(`${namespace}/${name}`);
  }
}

function claimsOf(podSpec: unknown): readonly string[] {
  return elements(child(podSpec, "volumes")).flatMap(
    (volume) => text(descend(volume, "persistentVolumeClaim", "claimName")) ?? [],
  );
}
