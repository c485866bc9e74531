import { createHash } from "node:crypto";
import { getOrMake } from "../collections/getOrMake.ts";
import type { CheckOutcome, CheckResult } from "../image/outcome.ts";
import { each, excluding, type Few, including } from "../inventory/few.ts";
import type { Target, TargetSink } from "../inventory/targets.ts";
import type { Logger } from "../log/logger.ts";
import type { CancelTimer, Clock } from "../time/clock.ts";
import { whenQuiet } from "./whenQuiet.ts";

export interface KeepAliveOptions {
  /** In which every image is fetched once, in milliseconds. */
  readonly periodMs: number;
  /** Whether an image is one to keep alive. */
  readonly concerns: (target: Target) => boolean;
  /** Whether a registry has something else to do. */
  readonly isBusy: (registry: string) => boolean;
  /** Fetches an image's manifests; `available` where all of them were to be had. Rejects only when `signal` aborts. */
  readonly pull: (target: Target, options: { signal: AbortSignal }) => Promise<CheckOutcome>;
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
  waiting: boolean;
}

/** How many times in a period it is looked what is due; and how often at most and at least, in milliseconds. */
const LOOKS = 1_440;
const LOOK_MS = { least: 1_000, most: 60_000 };
/** How long an image whose turn it is waits for a registry that is busy, in milliseconds. */
const MAX_PATIENCE_MS = 60_000;
/** What could not be fetched is tried again after this part of a period. */
const AGAIN = 1 / 24;

/**
 * Has the manifests of images fetched once in a period, so that registries that delete what nobody pulls spare them.
 *
 * Each image has its own place in the period, which follows from its name and the wall clock alone: that spreads them,
 * and an exporter that starts anew goes on where the last one stopped. A registry is asked for one image at a time, and
 * for few while it has anything else to do.
 */
export class KeepAlive {
  readonly #options: KeepAliveOptions;
  readonly #items = new Map<string, Item>();
  /** Images whose turn it is, by registry; each as long as somebody works at them. */
  readonly #lanes = new Map<string, Set<string>>();
  readonly #stopping = new AbortController();
  #cancelLook: CancelTimer = () => {};

  constructor(options: KeepAliveOptions) {
    this.#options = options;
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
    for (const lane of this.#lanes.values()) {
      lane.clear();
    }
  }

  /** Aborts what is being fetched. */
  abort(reason: Error): void {
    this.stop();
    this.#stopping.abort(reason);
  }

  #add(target: Target): void {
    if (this.#options.concerns(target)) {
      const item = getOrMake(this.#items, target.image, () => ({
        targets: undefined,
        dueMs: this.#turnOf(target.image),
        waiting: false,
      }));
      item.targets = including(item.targets, target);
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
      const registry = laneOf(target);
      if (item.waiting) {
        observer.keptAlive({ registry, result: "overdue" });
      } else {
        item.waiting = true;
        this.#enqueue(registry, image);
      }
      item.dueMs = nowMs + periodMs;
    }
  }

  #enqueue(registry: string, image: string): void {
    const lane = this.#lanes.get(registry);
    if (lane !== undefined) {
      lane.add(image);
      return;
    }
    const begun = new Set([image]);
    this.#lanes.set(registry, begun);
    void this.#work(registry, begun).finally(() => this.#lanes.delete(registry));
  }

  /** Never rejects. */
  async #work(registry: string, lane: Set<string>): Promise<void> {
    const { periodMs, isBusy, clock, log } = this.#options;
    const { signal } = this.#stopping;
    // What is added meanwhile comes in turn.
    for (const image of lane) {
      try {
        // So that all of them have their turn in a period, whatever else there is to do.
        const patienceMs = Math.min(MAX_PATIENCE_MS, periodMs / (2 * this.#items.size));
        await whenQuiet({ isBusy: () => isBusy(registry), patienceMs }, { clock, signal });
        await this.#pull(registry, image);
      } catch (error) {
        if (signal.aborted) {
          return;
        }
        log.error({ image, registry, error: String(error) }, "an image could not be kept alive");
      }
      lane.delete(image);
    }
  }

  /** Fetches an image with one target's credentials after the other's, until one succeeds. */
  async #pull(registry: string, image: string): Promise<void> {
    const { periodMs, pull, observer, clock, log } = this.#options;
    const item = this.#items.get(image);
    if (item === undefined) {
      return;
    }
    let result: KeepAliveResult | undefined;
    try {
      for (const target of [...each(item.targets)]) {
        const outcome = await pull(target, { signal: this.#stopping.signal });
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
    } finally {
      item.waiting = false;
      item.dueMs = result === "fetched" ? this.#turnOf(image) : clock.monotonic() + periodMs * AGAIN;
    }
    if (result !== undefined) {
      observer.keptAlive({ registry, result });
    }
  }
}

/** As the schedule has it. */
function laneOf({ request }: Target): string {
  return request.endpoints[0]?.registry ?? request.reference.registry;
}
