import { getOrMake } from "../collections/getOrMake.ts";
import type { ContainerUse, ContainerUses } from "./containerUses.ts";
import type { ContainerImage } from "./model.ts";

type Same = Pick<ContainerUses, "isSame">;

/** More than these are worth a map. */
const MAX_LISTED = 16;

/** The uses that a workload had, to be taken over by containers that are the same as before. */
export class ReusableUses {
  readonly #same: Same;
  /** All under one key, where they are few. */
  readonly #uses = new Map<string, ContainerUse[]>();
  readonly #few: boolean;

  constructor(uses: readonly ContainerUse[], same: Same) {
    this.#same = same;
    this.#few = uses.length <= MAX_LISTED;
    for (const use of uses) {
      getOrMake(this.#uses, this.#keyOf(use.container), () => []).push(use);
    }
  }

  /** The first that stands for a container, which no other gets then. */
  take(subject: Parameters<Same["isSame"]>[1], container: ContainerImage): ContainerUse | undefined {
    const uses = this.#uses.get(this.#keyOf(container)) ?? [];
    const at = uses.findIndex((use) => this.#same.isSame(use, subject, container));
    return at < 0 ? undefined : uses.splice(at, 1)[0];
  }

  /** Those that nobody took. */
  *left(): Generator<ContainerUse> {
    for (const uses of this.#uses.values()) {
      yield* uses;
    }
  }

  #keyOf({ container, image }: ContainerImage): string {
    return this.#few ? "" : [container, image].join("|");
  }
}
