import { sameTexts } from "../collections/sameTexts.ts";
import { SetsByKey } from "../collections/setsByKey.ts";
import type { Scheduled } from "./scheduled.ts";

/** Targets by every registry that a check of them may ask, mirrors included. */
export class TargetHosts {
  readonly #items = new SetsByKey<string, Scheduled>();
  readonly #onLeft: (registry: string) => void;

  /** @param onLeft told of a registry that no target may ask any more */
  constructor(onLeft: (registry: string) => void) {
    this.#onLeft = onLeft;
  }

  has(registry: string): boolean {
    return this.#items.has(registry);
  }

  /** The targets that a check may ask a registry for. */
  get(registry: string): Iterable<Scheduled> {
    return this.#items.get(registry);
  }

  registries(): Iterable<string> {
    return this.#items.keys();
  }

  add(item: Scheduled): void {
    for (const registry of named(item)) {
      this.#items.add(registry, item);
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
      this.#items.add(registry, item);
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

  #leave(registry: string, item: Scheduled): void {
    if (this.#items.delete(registry, item)) {
      this.#onLeft(registry);
    }
  }
}

function named({ target }: Scheduled): readonly string[] {
  return target.request.endpoints.map(({ registry }) => registry);
}
