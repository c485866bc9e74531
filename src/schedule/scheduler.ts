import { getOrMake } from "../collections/getOrMake.ts";
import { sameTexts } from "../collections/sameTexts.ts";
import { SetsByKey } from "../collections/setsByKey.ts";
import {
  type CheckOutcome,
  type CheckResult,
  isForNodesToTell,
  UNCERTAIN_RESULTS,
} from "../image/outcome.ts";
import type { Target, TargetSink } from "../inventory/targets.ts";
import type { Logger } from "../log/logger.ts";
import type { RegistryCheck } from "../registry/registryCheck.ts";
import type { CancelTimer, Clock } from "../time/clock.ts";
import { delay } from "../time/delay.ts";
import { Confirmations } from "./confirmations.ts";
import type { HostBudget } from "./hostBudget.ts";
import { ImageChecks } from "./imageChecks.ts";
import { OriginFailures } from "./originFailures.ts";
import { pickOthers } from "./pickOthers.ts";
import { Places } from "./places.ts";
import type { HostState, RegistryGate } from "./registryGate.ts";
import {
  type CheckPlaces,
  type LaneLimits,
  type LaneName,
  laneOf,
  RegistryLane,
  type Scheduled,
} from "./registryLane.ts";
import { RoundEstimate } from "./roundEstimate.ts";
import type { OnceQuiet } from "./whenQuiet.ts";

export interface SchedulePeriods {
  /** Between two cycles, in milliseconds. */
  readonly checkPeriod: number;
  /** In which every image is to be checked once, in milliseconds. */
  readonly recheckWindow: number;
  /** After which a failing image is checked again, in milliseconds. */
  readonly failedRecheckPeriod: number;
}

export interface SchedulerOptions {
  readonly periods: SchedulePeriods;
  /** How many checks may be under way, those of all registries; half of them may hang. */
  readonly checksAtATime?: number;
  /** Whether the results of the last hours are kept. */
  readonly strips?: boolean;
  readonly limitsOf: (registry: string) => LaneLimits;
  readonly check: { check(...args: Parameters<RegistryCheck["check"]>): Promise<CheckOutcome> };
  /** Waits until a registry may be asked that this scheduler alone would have asked at once. Rejects as `signal` says. */
  readonly turn?: (registry: string, options: { readonly signal: AbortSignal }) => Promise<void>;
  readonly gate: Pick<RegistryGate, "budget" | "forget" | "forgettable" | "state">;
  /** Takes what a check found. */
  readonly onOutcome: (target: Target, outcome: CheckOutcome) => void;
  readonly observer: CheckObserver;
  readonly clock: Clock;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  /** Lets the event loop do what else there is. */
  readonly breathe: () => Promise<void>;
  readonly log: Logger;
}

/** What metrics want to know of checks. */
export interface CheckObserver {
  checkFinished(check: {
    readonly registry: string;
    readonly result: CheckResult;
    readonly durationMs: number;
  }): void;
  cycleCompleted(): void;
}

/** How far a period may be off, either way, so that a fleet of exporters does not beat in step. */
const JITTER = 0.1;

/** Decides which target is checked when. Each registry has a lane of its own: a slow one delays no other. */
export class Scheduler implements TargetSink {
  readonly #options: SchedulerOptions;
  readonly #items = new Map<Target, Scheduled>();
  readonly #lanes = new Map<string, RegistryLane>();
  /** Items by every registry that a check of them may ask, mirrors included. */
  readonly #byHost = new SetsByKey<string, Scheduled>();
  readonly #waiting = new Set<Target>();
  readonly #stopping = new AbortController();
  readonly #round: RoundEstimate;
  readonly #confirmations: Confirmations<Scheduled>;
  readonly #places: CheckPlaces;
  /** When each image was last checked. */
  readonly imageChecks: ImageChecks;
  readonly originFailures: OriginFailures;
  #started = false;
  #cancelTick: CancelTimer = () => {};

  constructor(options: SchedulerOptions) {
    this.#options = options;
    const half = Math.max(1, Math.floor((options.checksAtATime ?? Number.POSITIVE_INFINITY) / 2));
    this.#places = { hanging: new Places(half), quick: new Places(half) };
    this.imageChecks = new ImageChecks(options);
    const hurry = (item: Scheduled) => this.#lanes.get(item.registry)?.expedite(item);
    this.#confirmations = new Confirmations({ ...options, hurry });
    this.#round = new RoundEstimate(options.periods.recheckWindow, options.log);
    this.originFailures = new OriginFailures(options.log);
  }

  /** Takes in a target and has it checked at once; before `start` it waits. */
  add(target: Target): void {
    const item = this.#track(target);
    if (this.#started) {
      this.#laneOf(item).add(item);
    } else {
      this.#waiting.add(target);
    }
  }

  /**
   * Takes in a target that stands for the same image as another with credentials that were renewed: its turn comes when
   * the other's would.
   */
  succeed(target: Target, before: Target): void {
    const known = this.#items.get(before);
    if (known === undefined || this.#waiting.has(before)) {
      this.add(target);
      return;
    }
    const item = this.#track(target);
    item.registry = known.registry;
    item.seenAtMs = known.seenAtMs;
    item.triedAtMs = known.triedAtMs;
    item.found = known.found;
    this.#laneOf(item).succeed(item, known);
  }

  /** Has a target checked as soon as its registry's budget allows. */
  hurry(target: Target): void {
    const item = this.#items.get(target);
    if (item !== undefined && !this.#waiting.has(target)) {
      this.#laneOf(item).expedite(item);
    }
  }

  remove(target: Target): void {
    const item = this.#items.get(target);
    if (item === undefined) {
      return;
    }
    this.#items.delete(target);
    this.#confirmations.forget(item);
    this.imageChecks.remove(target.image);
    this.originFailures.remove(target);
    for (const registry of [
      ...target.request.endpoints.map((endpoint) => endpoint.registry),
      ...item.learnt,
    ]) {
      this.#leaveHost(registry, item);
    }
    if (this.#waiting.delete(target)) {
      return;
    }
    this.#lanes.get(item.registry)?.remove(item);
    this.#closeIfEmpty(item.registry);
  }

  /** Starts checking; what was added before is checked at once. */
  start(): void {
    this.#started = true;
    for (const target of this.#waiting) {
      const item = this.#items.get(target);
      if (item !== undefined) {
        this.#laneOf(item).add(item);
      }
    }
    this.#waiting.clear();
    this.#tickAfter(this.#options.random() * this.#options.periods.checkPeriod);
  }

  /** Starts no more checks. */
  stop(): void {
    this.#cancelTick();
    for (const lane of this.#lanes.values()) {
      lane.stop();
    }
  }

  /** Aborts what is being checked. */
  abort(reason: Error): void {
    this.stop();
    this.#stopping.abort(reason);
  }

  /** Has all that may ask a registry checked at once: it went down, or came back. */
  expedite(registry: string): void {
    for (const item of this.#byHost.get(registry)) {
      this.#lanes.get(item.registry)?.expedite(item);
    }
  }

  /**
   * Has some targets of a registry checked that could be had, or were refused, when they were checked last, whatever the
   * others meet now. What it finds is not kept: the gate has heard it. Rejects with `signal.reason`.
   *
   * @returns whether there are targets that a registry of this name is asked for
   */
  async tryOthers(registry: string, { signal }: { readonly signal: AbortSignal }): Promise<boolean> {
    const { check, random } = this.#options;
    const others = pickOthers(this.#byHost.get(registry), { registry, count: OTHERS, random });
    // It answers, whether that is confirmed or not.
    const confirming = () => "later" as const;
    await Promise.all(others.map(({ target }) => check.check(target.request, { signal, confirming })));
    return this.#byHost.has(registry);
  }

  /** In whose lane a target is. */
  registryOf(target: Target): string {
    return this.#items.get(target)?.registry ?? laneOf(target);
  }

  /** Tells when no target of a registry waits for its turn any more, or for its budget. */
  onceQuiet(registry: string): OnceQuiet {
    return (tell) => this.#lanes.get(registry)?.onceQuiet(tell);
  }

  /** How many targets wait for their turn. */
  queueLength(lane: LaneName): number {
    let length = lane === "new" ? this.#waiting.size : 0;
    for (const { queued } of this.#lanes.values()) {
      length += queued[lane];
    }
    return length;
  }

  /** Wall-clock time, in milliseconds, of the check that is longest ago; undefined without targets. */
  oldestCheckMs(): number | undefined {
    let oldest: number | undefined;
    for (const { seenAtMs } of this.#items.values()) {
      if (oldest === undefined || seenAtMs < oldest) {
        oldest = seenAtMs;
      }
    }
    return oldest;
  }

  /** What a whole round takes at the present rates, in milliseconds. */
  recheckDurationMs(): number {
    return this.#round.durationMs(this.#lanes.values());
  }

  /** The registries that targets may be asked for at, mirrors included. */
  *registries(): Generator<HostState> {
    for (const registry of this.#byHost.keys()) {
      yield this.#options.gate.state(registry);
    }
  }

  /** Where a target stands. */
  look(target: Target): Readonly<Scheduled> | undefined {
    return this.#items.get(target);
  }

  /** How a registry's own targets fare; undefined where it is asked only as a mirror, or behind one. */
  lane(registry: string): RegistryLane | undefined {
    return this.#lanes.get(registry);
  }

  #track(target: Target): Scheduled {
    const { clock } = this.#options;
    const item: Scheduled = {
      target,
      registry: laneOf(target),
      learnt: NONE,
      seenAtMs: clock.now(),
      triedAtMs: clock.monotonic(),
      state: "resting",
      lane: "new",
      failed: undefined,
      found: undefined,
      slow: false,
      again: false,
    };
    this.#items.set(target, item);
    this.imageChecks.add(target.image, target.request.reference.registry, target.namespace);
    for (const { registry } of target.request.endpoints) {
      this.#byHost.add(registry, item);
    }
    return item;
  }

  /** The nodes' files have other registries for a target than its request. */
  #learn(item: Scheduled, registries: readonly string[]): void {
    const { endpoints } = item.target.request;
    const others = registries.filter((registry) =>
      endpoints.every((endpoint) => endpoint.registry !== registry),
    );
    if (!this.#isLive(item) || sameTexts(others, item.learnt)) {
      return;
    }
    for (const registry of others) {
      this.#byHost.add(registry, item);
    }
    for (const registry of item.learnt.filter((known) => !others.includes(known))) {
      this.#leaveHost(registry, item);
    }
    item.learnt = others;
  }

  /** Another registry is asked first than was thought: it has to wait for that one's turn. */
  #move(item: Scheduled, registry: string): void {
    const before = item.registry;
    this.#lanes.get(before)?.leave(item);
    this.#closeIfEmpty(before);
    item.registry = registry;
    this.#laneOf(item).add(item, item.lane);
  }

  #closeIfEmpty(registry: string): void {
    if (this.#lanes.get(registry)?.size === 0) {
      this.#lanes.delete(registry);
    }
  }

  #leaveHost(registry: string, item: Scheduled): void {
    if (this.#byHost.delete(registry, item)) {
      this.#options.gate.forget(registry);
    }
  }

  #laneOf({ registry }: Scheduled): RegistryLane {
    return getOrMake(
      this.#lanes,
      registry,
      () =>
        new RegistryLane(registry, this.#options.limitsOf(registry), {
          places: this.#places,
          check: (item) => this.#check(item),
        }),
    );
  }

  #tickAfter(delayMs: number): void {
    this.#cancelTick = this.#options.clock.schedule(delayMs, () => this.#tick());
  }

  #tick(): void {
    const { clock, gate, observer, random } = this.#options;
    const { checkPeriod, recheckWindow, failedRecheckPeriod } = this.#options.periods;
    const nowMs = clock.monotonic();
    for (const lane of this.#lanes.values()) {
      lane.fill({ nowMs, periodMs: checkPeriod, windowMs: recheckWindow, failedMs: failedRecheckPeriod });
    }
    this.#round.report(this.#lanes.values());
    for (const host of gate.forgettable((name) => this.#byHost.has(name))) {
      gate.forget(host);
    }
    observer.cycleCompleted();
    this.#tickAfter(checkPeriod * (1 - JITTER + 2 * JITTER * random()));
  }

  /** Never rejects: a lane's pool must not lose a slot. */
  async #check(item: Scheduled): Promise<void> {
    const { check, clock, gate, turn, observer, onOutcome, log } = this.#options;
    const { target, registry } = item;
    const { signal } = this.#stopping;
    try {
      if (turn !== undefined) {
        await turn(registry, { signal });
      }
      const budget = gate.budget(registry);
      if (budget.reserve() > 0 || budget.open) {
        await this.#turn(registry, budget);
      }
      if (!this.#isLive(item)) {
        return;
      }
      const startedMs = clock.monotonic();
      let isElsewhere = false;
      const mayAsk = (registries: readonly string[], first = registry) => {
        this.#learn(item, registries);
        isElsewhere = first !== registry && this.#isLive(item);
        if (isElsewhere) {
          this.#move(item, first);
        }
        return !isElsewhere;
      };
      const { confirming, ended } = this.#confirmations.begin(item);
      let outcome: CheckOutcome;
      try {
        const by = target.namespace;
        outcome = await check.check(target.request, { signal, by, mayAsk, confirming });
      } catch (error) {
        signal.throwIfAborted();
        outcome = { result: "unknown_error", message: String(error) };
      }
      if (isElsewhere) {
        return;
      }
      const durationMs = clock.monotonic() - startedMs;
      observer.checkFinished({ registry, result: outcome.result, durationMs });
      // A host that is down costs nothing, which must not count as how fast it answers.
      if (!gate.budget(registry).open) {
        this.#lanes.get(registry)?.observe(durationMs, isUncertain(outcome.result));
      }
      item.slow = durationMs >= SLOW_MS;
      if (!this.#isLive(item)) {
        return;
      }
      const isToBeConfirmed = ended(outcome.result);
      this.#settle(item, outcome, isToBeConfirmed);
      if (!isToBeConfirmed) {
        onOutcome(target, outcome);
      }
    } catch (error) {
      if (!signal.aborted) {
        log.error(
          { image: target.image, registry, error: String(error) },
          "a check failed in an unforeseen way",
        );
      }
    }
  }

  /** Waits until the registry's budget lets a check start. */
  async #turn(registry: string, budget: HostBudget): Promise<void> {
    const { clock, breathe } = this.#options;
    const { signal } = this.#stopping;
    await this.#lanes.get(registry)?.inTurn(async () => {
      for (let wait = budget.reserve(); wait > 0; wait = budget.reserve()) {
        // A host that goes down meanwhile need not be waited for.
        await delay(Math.min(wait, MAX_WAIT_MS), { clock, signal });
      }
    });
    // Checks of a host that is down take no time at all: many of them must not keep the event loop to themselves.
    if (budget.open) {
      await breathe();
    }
  }

  #settle(item: Scheduled, outcome: CheckOutcome, isToBeConfirmed: boolean): void {
    const lane = this.#lanes.get(item.registry);
    if (lane === undefined) {
      return;
    }
    const { clock } = this.#options;
    const nowMs = clock.now();
    item.triedAtMs = clock.monotonic();
    this.imageChecks.record(item.target.image, outcome.result, nowMs);
    if (outcome.result === "rate_limited") {
      // What is to be confirmed is checked when its turn comes.
      lane.rest(item, !isToBeConfirmed);
      // The pool waits out the pause of its own registry; another's (behind a mirror) is waited for as for a failure.
      item.again ||= this.#options.gate.budget(item.registry).paused;
    } else {
      item.seenAtMs = nowMs;
      item.found = outcome.result;
      this.originFailures.record(item.target, outcome);
      // What nobody knows is no failure that might be over in a minute.
      lane.rest(item, outcome.result !== "available" && !isForNodesToTell(outcome.result));
      lane.lacks(item, outcome.result === "node_credentials_unknown", {
        nowMs: item.triedAtMs,
        pauseMs: this.#options.periods.failedRecheckPeriod,
      });
    }
    if (item.again) {
      item.again = false;
      lane.expedite(item);
    }
  }

  /** It may have been removed while something was awaited. */
  #isLive(item: Scheduled): boolean {
    return item.state !== "removed";
  }
}

/** One for all that have none. */
const NONE: readonly never[] = [];

/** Whether the registry, not the image, is what failed. */
function isUncertain(result: CheckResult): boolean {
  return UNCERTAIN_RESULTS.some((uncertain) => uncertain === result);
}

/** How many targets are tried where others fail. */
const OTHERS = 5;

/** A check that takes longer, in milliseconds, holds a place of its registry's that others want. */
const SLOW_MS = 5_000;

/** How often a wait for a budget looks up. */
const MAX_WAIT_MS = 1_000;
