import { createHash } from "node:crypto";
import { getOrMake } from "../collections/getOrMake.ts";
import type { CheckOutcome, CheckResult } from "../image/outcome.ts";
import { each, excluding, type Few, including } from "../inventory/few.ts";
import { namespacesOf } from "../inventory/namespacesOf.ts";
import type { Target, TargetSink } from "../inventory/targets.ts";
import type { Logger } from "../log/logger.ts";
import type { CancelTimer, Clock } from "../time/clock.ts";
import { within } from "../time/within.ts";
import { type Join, RegistryWork } from "./registryWork.ts";
import { type OnceQuiet, whenQuiet } from "./whenQuiet.ts";

export interface KeepAliveOptions {
  /** In which every image is fetched once, in milliseconds. */
  readonly periodMs: number;
  /** Whether an image is one to keep alive. */
  readonly concerns: (target: Target) => boolean;
  /** In whose lane a target is. */
  readonly registryOf: (target: Target) => string;
  /** Tells when a registry has nothing else to do. */
  readonly onceQuiet: (registry: string) => OnceQuiet;
  /** Fetches an image's manifests; `available` where all of them were to be had. Rejects only when `signal` aborts. */
  readonly pull: (target: Target, options: { by: string; signal: AbortSignal }) => Promise<CheckOutcome>;
  readonly observer: KeepAliveObserver;
  readonly clock: Clock;
  readonly log: Logger;
}

/** What became of an image's turn: `overdue` where the next one came before it was over. */
export type KeepAliveResult = Exclude<CheckResult, "available"> | "fetched" | "overdue";

export interface KeepAliveObserver {
  keptAlive(turn: { readonly registry: string; readonly result: KeepAliveResult }): void;
}

interface Item {
  /** One for each set of credentials. */
  targets: Few<Target>;
  /** Monotonic, in milliseconds. */
  dueMs: number;
  /** While it is fetched, or waits for that. */
  join: Join | undefined;
  /** Whether its last turn took long, or was to no avail. */
  slow: boolean;
}

/** How many times in a period it is looked what is due; and how often at most and at least, in milliseconds. */
const LOOKS = 1_440;
const LOOK_MS = { least: 1_000, most: 60_000 };
/** How long an image whose turn it is waits for a registry that is busy, in milliseconds. */
const MAX_PATIENCE_MS = 60_000;
/** How long an image's turn may take, and from when on it was a long one, in milliseconds: others wait for theirs. */
const TURN_MS = { most: 60_000, long: 10_000 };
/** What could not be fetched is tried again after this part of a period. */
const AGAIN = 1 / 24;

/**
 * Has the manifests of images fetched once in a period, so that registries that delete what nobody pulls spare them.
 *
 * Each image has its own place in the period, which follows from its name and the wall clock alone: that spreads them,
 * and an exporter that starts anew goes on where the last one stopped. A registry is asked for one image at a time, and
 * for few while it has anything else to do; nobody who names images that take long has all of that time.
 */
export class KeepAlive {
  readonly #options: KeepAliveOptions;
  readonly #items = new Map<string, Item>();
  /** Images whose turn it is. */
  readonly #work: RegistryWork<string>;
  #cancelLook: CancelTimer = () => {};

  constructor(options: KeepAliveOptions) {
    this.#options = options;
    this.#work = new RegistryWork({
      run: (registry, image, { by, signal }) => this.#pull(registry, image, by, signal),
      sayFailed: (fields) => options.log.error(fields, "an image could not be kept alive"),
    });
  }

  /** How many images are kept alive. */
  get size(): number {
    return this.#items.size;
  }

  /** Passes on what is told of targets. */
  following(sink: TargetSink): TargetSink {
    return {
      add: (target) => {
        this.#add(target);
        sink.add(target);
      },
      succeed: (target, before) => {
        this.#add(target);
        sink.succeed(target, before);
      },
      join: (target, namespace) => {
        this.#items.get(target.image)?.join?.(namespace);
        sink.join(target, namespace);
      },
      hurry: (target) => sink.hurry(target),
      remove: (target) => {
        this.#remove(target);
        sink.remove(target);
      },
    };
  }

  start(): void {
    const { periodMs, clock } = this.#options;
    const lookMs = Math.min(Math.max(periodMs / LOOKS, LOOK_MS.least), LOOK_MS.most);
    this.#cancelLook = clock.schedule(lookMs, () => {
      this.#look();
      this.start();
    });
  }

  /** Begins nothing more; what is being fetched goes on. */
  stop(): void {
    this.#cancelLook();
    this.#work.stop();
  }

  /** Aborts what is being fetched. */
  abort(reason: Error): void {
    this.stop();
    this.#work.abort(reason);
  }

  #add(target: Target): void {
    if (this.#options.concerns(target)) {
      const item = getOrMake(this.#items, target.image, () => ({
        targets: undefined,
        dueMs: this.#turnOf(target.image),
        join: undefined,
        slow: false,
      }));
      item.targets = including(item.targets, target);
      for (const namespace of namespacesOf(target)) {
        item.join?.(namespace);
      }
    }
  }

  #remove(target: Target): void {
    const item = this.#items.get(target.image);
    if (item !== undefined) {
      item.targets = excluding(item.targets, target);
      if (item.targets === undefined) {
        this.#items.delete(target.image);
      }
    }
  }

  /** When an image's next turn is. */
  #turnOf(image: string): number {
    const { periodMs, clock } = this.#options;
    const place = createHash("sha256").update(image).digest().readUInt32BE() / 2 ** 32;
    const sinceMs = (clock.now() - place * periodMs) % periodMs;
    return clock.monotonic() + periodMs - sinceMs;
  }

  #look(): void {
    const { periodMs, observer, clock } = this.#options;
    const nowMs = clock.monotonic();
    for (const [image, item] of this.#items) {
      const [target] = each(item.targets);
      if (target === undefined || item.dueMs > nowMs) {
        continue;
      }
      const registry = this.#options.registryOf(target);
      if (item.join !== undefined) {
        observer.keptAlive({ registry, result: "overdue" });
      } else {
        const namespaces = () => [...each(item.targets)].flatMap(namespacesOf);
        item.join = this.#work.add(registry, { image, namespaces }, image, item.slow ? "slow" : "quick");
      }
      item.dueMs = nowMs + periodMs;
    }
  }

  /** Fetches an image with one target's credentials after the other's, until one succeeds. */
  async #pull(registry: string, image: string, by: string, stopping: AbortSignal): Promise<void> {
    const { periodMs, onceQuiet, pull, observer, clock, log } = this.#options;
    // So that all of them have their turn in a period, whatever else there is to do.
    const untilMs = clock.monotonic() + Math.min(MAX_PATIENCE_MS, periodMs / (2 * this.#items.size));
    await whenQuiet({ onceQuiet: onceQuiet(registry), untilMs }, { clock, signal: stopping });
    const item = this.#items.get(image);
    if (item === undefined) {
      return;
    }
    let result: KeepAliveResult | undefined;
    const sinceMs = clock.monotonic();
    try {
      const inTime = await within(TURN_MS.most, { clock, signal: stopping }, async (signal) => {
        for (const target of [...each(item.targets)]) {
          const outcome = await pull(target, { by, signal });
          if (outcome.result === "available") {
            result = "fetched";
            break;
          }
          result ??= outcome.result;
          log.debug(
            { image, registry, reason: outcome.result, error: outcome.message },
            "cannot fetch it to keep it alive",
          );
        }
        return true;
      });
      if (inTime === undefined) {
        result ??= "registry_unavailable";
        log.debug({ image, registry }, `cannot fetch it within ${TURN_MS.most} ms to keep it alive`);
      }
    } finally {
      item.join = undefined;
      item.slow = result !== "fetched" || clock.monotonic() - sinceMs >= TURN_MS.long;
      item.dueMs = result === "fetched" ? this.#turnOf(image) : clock.monotonic() + periodMs * AGAIN;
    }
    if (result !== undefined) {
      observer.keptAlive({ registry, result });
    }
  }
}
