import { getOrMake } from "../collections/getOrMake.ts";
import { Places } from "../collections/places.ts";
import type { CheckPoolOptions } from "./checkPool.ts";
import { type LaneLimits, RegistryLane } from "./registryLane.ts";
import { ENTRANCE, type LaneName, type Scheduled } from "./scheduled.ts";

export interface LanesOptions {
  /** How many checks may be under way, those of all registries; half of them may hang. Absent: any number. */
  readonly checksAtATime?: number;
  /** Lets the event loop go on between the beginnings of checks, wherever many have a place at once; see `Places`. */
  readonly defer?: (task: () => void) => void;
  readonly limitsOf: (registry: string) => LaneLimits;
  readonly check: CheckPoolOptions["check"];
}

/** No registry hears of it when files are read, and it hangs on none: who has no place elsewhere has one here. */
const READING: LaneLimits = { concurrency: 16, requestsPerSecond: Number.POSITIVE_INFINITY };

/** The lanes of all registries, each for as long as it has targets: a slow one delays no other. */
export class Lanes {
  readonly #limitsOf: LanesOptions["limitsOf"];
  readonly #pool: Pick<CheckPoolOptions, "places" | "check">;
  readonly #entrance: Pick<CheckPoolOptions, "places" | "check">;
  readonly #lanes = new Map<string, RegistryLane>();
  #stopped = false;
  /** Whether a target may be in another lane than that of the registry that is asked for it first. */
  mayStray = false;

  constructor({ checksAtATime = Number.POSITIVE_INFINITY, defer, limitsOf, check }: LanesOptions) {
    const half = Math.max(1, Math.floor(checksAtATime / 2));
    this.#limitsOf = limitsOf;
    this.#pool = { places: { hanging: new Places(half, defer), quick: new Places(half, defer) }, check };
    const any = new Places(Number.POSITIVE_INFINITY);
    this.#entrance = { places: { hanging: any, quick: any }, check };
  }

  /** Lets nothing more start, in lanes that are to come either. */
  stop(): void {
    this.#stopped = true;
    for (const { pool } of this.#lanes.values()) {
      pool.stop();
    }
  }

  get(registry: string): RegistryLane | undefined {
    return this.#lanes.get(registry);
  }

  values(): Iterable<RegistryLane> {
    return this.#lanes.values();
  }

  /** See `RegistryLane.add`. */
  add(item: Scheduled, lane?: LaneName): void {
    this.#laneOf(item).add(item, lane);
  }

  /** See `RegistryLane.succeed`. */
  succeed(item: Scheduled, before: Scheduled): void {
    item.asked = before.asked;
    item.home = before.home;
    item.registry = before.registry;
    this.#laneOf(item).succeed(item, before);
  }

  /** Has a target that is being checked, or waits for that, wait in a registry's lane, behind all that wait there already. */
  move(item: Scheduled, registry: string): void {
    if (registry === item.registry) {
      this.get(registry)?.putBack(item);
    } else {
      this.#leave(item);
      item.registry = registry;
      this.add(item, item.lane);
    }
  }

  /** Has a target that rests do so in the lane of the registry that is asked for it first. */
  bringHome(item: Scheduled): void {
    this.#leave(item);
    item.registry = item.home;
    this.#laneOf(item).takeResting(item);
  }

  remove(item: Scheduled): void {
    this.#leave(item);
    item.state = "removed";
  }

  /** See `CheckPool.join`. */
  join(item: Scheduled, namespace: string): void {
    this.get(item.registry)?.pool.join(item, namespace);
  }

  expedite(item: Scheduled): void {
    this.get(item.registry)?.expedite(item);
  }

  #laneOf({ registry }: Scheduled): RegistryLane {
    return getOrMake(this.#lanes, registry, () => {
      const lane =
        registry === ENTRANCE
          ? new RegistryLane(registry, READING, this.#entrance)
          : new RegistryLane(registry, this.#limitsOf(registry), this.#pool);
      if (this.#stopped) {
        lane.pool.stop();
      }
      return lane;
    });
  }

  #leave(item: Scheduled): void {
    const { registry } = item;
    const lane = this.get(registry);
    lane?.leave(item);
    if (lane?.size === 0) {
      this.#lanes.delete(registry);
    }
  }
}
