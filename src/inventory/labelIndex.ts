import { count, each, excluding, type Few, including } from "./few.ts";

/** Things by their labels, each label as `key=value`. */
export class LabelIndex<T extends object> {
  readonly #things = new Map<string, Few<T>>();

  get isEmpty(): boolean {
    return this.#things.size === 0;
  }

  add(labels: readonly string[], thing: T): void {
    for (const label of labels) {
      this.#things.set(label, including(this.#things.get(label), thing));
    }
  }

  delete(labels: readonly string[], thing: T): void {
    for (const label of labels) {
      const left = excluding(this.#things.get(label), thing);
      if (left) {
        this.#things.set(label, left);
      } else {
        this.#things.delete(label);
      }
    }
  }

  get(label: string): Iterable<T> {
    return each(this.#things.get(label));
  }

  /** The one of some labels, at least one, that the fewest have: whatever has all of them is among these. */
  rarest(labels: readonly string[]): string {
    return labels.reduce((a, b) => (count(this.#things.get(b)) < count(this.#things.get(a)) ? b : a));
  }
}
