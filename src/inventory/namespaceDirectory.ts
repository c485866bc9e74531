import type { LabelSelector } from "./labelSelector.ts";
import type { NamespaceObject } from "./model.ts";
import { sameLabels } from "./sameLabels.ts";

/** What a namespace says of the workloads in it. */
export interface NamespacePolicy {
  /** Whether its workloads are looked at. */
  readonly selected: boolean;
  readonly optedOut: boolean;
  /** Those of its labels that are copied to series. */
  readonly ownerLabels: Readonly<Record<string, string>>;
}

/** Knows the namespaces that can be read, and which are chosen by their labels. */
export class NamespaceDirectory {
  readonly #policies = new Map<string, NamespacePolicy>();
  readonly #select: LabelSelector;
  readonly #ownerLabelKeys: readonly string[];
  readonly #unknown: NamespacePolicy;

  /** @param ownerLabelKeys keys of the labels that are copied to the series of a namespace's workloads */
  constructor(select: LabelSelector, ownerLabelKeys: readonly string[]) {
    this.#select = select;
    this.#ownerLabelKeys = ownerLabelKeys;
    this.#unknown = { selected: select({}), optedOut: false, ownerLabels: {} };
  }

  /** A namespace that cannot be read has no labels as far as we know. */
  policy(namespace: string): NamespacePolicy {
    return this.#policies.get(namespace) ?? this.#unknown;
  }

  /** @returns whether anything changed that workloads depend on */
  upsert({ name, labels, optedOut }: NamespaceObject): boolean {
    const known = this.policy(name);
    const ownerLabels = Object.fromEntries(
      this.#ownerLabelKeys.flatMap((key) =>
        Object.hasOwn(labels, key) ? [[key, labels[key] as string]] : [],
      ),
    );
    const next: NamespacePolicy = { selected: this.#select(labels), optedOut, ownerLabels };
    this.#policies.set(name, next);
    return (
      known.selected !== next.selected ||
      known.optedOut !== optedOut ||
      !sameLabels(known.ownerLabels, ownerLabels)
    );
  }

  delete(name: string): boolean {
    return this.#policies.delete(name);
  }
}
