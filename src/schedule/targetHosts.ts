import { sameTexts } from "../collections/sameTexts.ts";
import { SetsByKey } from "../collections/setsByKey.ts";
import type { Scheduled } from "./scheduled.ts";

/** Targets by every registry that a check of them may ask, mirrors included. */
export class TargetHosts {
  readonly #items = new SetsByKey<string, Scheduled>();
  /** The names of each server, by its budget. */
  readonly #names = new SetsByKey<string, string>();
  readonly #budgetOf: (registry: string) => string;
  readonly #onLeft: (registry: string, budget: string | undefined) => void;

  /** @param onLeft told of a registry that no target may ask any more, and of its budget, where that is of no other name either */
  constructor(
    budgetOf: (registry: string) => string,
    onLeft: (registry: string, budget: string | undefined) => void,
  ) {
    this.#budgetOf = budgetOf;
    this.#onLeft = onLeft;
  }

  /** Whether a check may ask the host of a budget. */
  has(budget: string): boolean {
    return this.#names.has(budget);
  }

  /** The targets that a check may ask the host of a budget for; one by two names comes twice. */
  *get(budget: string): Iterable<Scheduled> {
    for (const registry of this.#names.get(budget)) {
      yield* this.#items.get(registry);
    }
  }

  /** All of their names. */
  registries(): Iterable<string> {
    return this.#items.keys();
  }

  add(item: Scheduled): void {
    for (const registry of named(item)) {
      this.#join(registry, item);
    }
  }

  /** The nodes' files have other registries for a target than its request. */
  learn(item: Scheduled, registries: readonly string[]): void {
    const known = named(item);
    const others = registries.filter((registry) => !known.includes(registry));
    if (sameTexts(others, item.learnt)) {
      return;
    }
    for (const registry of others) {
      this.#join(registry, item);
    }
    for (const registry of item.learnt.filter((before) => !others.includes(before))) {
      this.#leave(registry, item);
    }
    item.learnt = others;
  }

  remove(item: Scheduled): void {
    for (const registry of [...named(item), ...item.learnt]) {
      this.#leave(registry, item);
    }
  }

  #join(registry: string, item: Scheduled): void {
    if (!this.#items.has(registry)) {
      this.#names.add(this.#budgetOf(registry), registry);
    }
    this.#items.add(registry, item);
  }

  #leave(registry: string, item: Scheduled): void {
    if (this.#items.delete(registry, item)) {
      const budget = this.#budgetOf(registry);
      this.#onLeft(registry, this.#names.delete(budget, registry) ? budget : undefined);
    }
  }
}

function named({ target }: Scheduled): readonly string[] {
  return target.request.endpoints.map(({ registry }) => registry);
}
