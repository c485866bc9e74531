import { getOrMake } from "../collections/getOrMake.ts";
import type { Target, TargetSink } from "../inventory/targets.ts";
import type { CancelTimer } from "../time/clock.ts";
import { ImageChecks } from "./imageChecks.ts";
import { Lanes, type LanesOptions } from "./lanes.ts";
import { OriginFailures } from "./originFailures.ts";
import { pickOthers } from "./pickOthers.ts";
import type { HostState, RegistryGate } from "./registryGate.ts";
import type { RegistryLane } from "./registryLane.ts";
import { RoundEstimate } from "./roundEstimate.ts";
import { ENTRANCE, firstNamed, type LaneName, type Scheduled } from "./scheduled.ts";
import { type TargetCheckObserver, type TargetCheckOptions, TargetChecks } from "./targetChecks.ts";
import { TargetHosts } from "./targetHosts.ts";
import type { OnceQuiet } from "./whenQuiet.ts";

export interface SchedulePeriods {
  /** Between two cycles, in milliseconds. */
  readonly checkPeriod: number;
  /** In which every image is to be checked once, in milliseconds. */
  readonly recheckWindow: number;
  /** After which a failing image is checked again, in milliseconds. */
  readonly failedRecheckPeriod: number;
}

export interface SchedulerOptions extends Omit<LanesOptions, "check">, TargetCheckOptions {
  readonly periods: SchedulePeriods;
  /** Whether the results of the last hours are kept. */
  readonly strips?: boolean;
  readonly gate: Pick<RegistryGate, "budget" | "forget" | "forgettable" | "state">;
  readonly observer: CheckObserver;
  /** Uniform in [0, 1). */
  readonly random: () => number;
}

/** What metrics want to know of checks. */
export interface CheckObserver extends TargetCheckObserver {
  cycleCompleted(): void;
  /** Nothing is asked of a registry any more. */
  forgetRegistry(registry: string): void;
}

/** How far a period may be off, either way, so that a fleet of exporters does not beat in step. */
const JITTER = 0.1;

/** Decides which target is checked when, and checks it. */
export class Scheduler implements TargetSink {
  readonly #options: SchedulerOptions;
  readonly #items = new Map<Target, Scheduled>();
  readonly #lanes: Lanes;
  readonly #hosts: TargetHosts;
  readonly #waiting = new Set<Target>();
  readonly #round: RoundEstimate;
  readonly #checks: TargetChecks;
  /** When each image was last checked. */
  readonly imageChecks: ImageChecks;
  readonly originFailures: OriginFailures;
  #started = false;
  #cancelTick: CancelTimer = () => {};

  constructor(options: SchedulerOptions) {
    this.#options = options;
    this.#lanes = new Lanes({ ...options, check: (item, by) => this.#checks.check(item, by) });
    this.#hosts = new TargetHosts(options.budgetOf, (registry, budget) => {
      if (budget !== undefined) {
        options.gate.forget(budget);
      }
      options.observer.forgetRegistry(registry);
    });
    this.imageChecks = new ImageChecks(options);
    this.originFailures = new OriginFailures(options.log);
    this.#checks = new TargetChecks(options, {
      lanes: this.#lanes,
      hosts: this.#hosts,
      imageChecks: this.imageChecks,
      originFailures: this.originFailures,
    });
    this.#round = new RoundEstimate(options.periods.recheckWindow, options.log);
  }

  /** Takes in a target and has it checked at once; before `start` it waits. */
  add(target: Target): void {
    const item = this.#track(target);
    if (this.#started) {
      this.#lanes.add(item);
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
    item.seenAtMs = known.seenAtMs;
    item.triedAtMs = known.triedAtMs;
    item.found = known.found;
    this.#hosts.learn(item, known.learnt);
    this.#lanes.succeed(item, known);
  }

  /** One more namespace names a target: what that waits for, it waits for in its turns, too. */
  join(target: Target, namespace: string): void {
    const item = this.#items.get(target);
    if (item !== undefined) {
      this.#lanes.join(item, namespace);
      this.#checks.join(item, namespace);
    }
  }

  /** Has a target checked as soon as its registry's budget allows. */
  hurry(target: Target): void {
    const item = this.#items.get(target);
    if (item !== undefined && !this.#waiting.has(target)) {
      this.#lanes.expedite(item);
    }
  }

  remove(target: Target): void {
    const item = this.#items.get(target);
    if (item === undefined) {
      return;
    }
    this.#items.delete(target);
    this.#checks.forget(item);
    this.imageChecks.remove(target);
    this.originFailures.remove(target);
    this.#hosts.remove(item);
    if (!this.#waiting.delete(target)) {
      this.#lanes.remove(item);
    }
  }

  /** Starts checking; what was added before is checked at once. */
  start(): void {
    this.#started = true;
    for (const target of this.#waiting) {
      const item = this.#items.get(target);
      if (item !== undefined) {
        this.#lanes.add(item);
      }
    }
    this.#waiting.clear();
    this.#tickAfter(this.#options.random() * this.#options.periods.checkPeriod);
  }

  /** Starts no more checks. */
  stop(): void {
    this.#cancelTick();
    this.#lanes.stop();
  }

  /** Aborts what is being checked. */
  abort(reason: Error): void {
    this.stop();
    this.#checks.abort(reason);
  }

  /** Has all that may ask a registry checked at once: it went down, or came back. */
  expedite(registry: string): void {
    for (const item of this.#hosts.get(this.#options.budgetOf(registry))) {
      this.#lanes.expedite(item);
    }
  }

  /**
   * Has some targets of a registry checked that could be had, or were refused, when they were checked last, whatever the
   * others meet now. What it finds is not kept: the gate has heard it. Rejects with `signal.reason`.
   *
   * @param besides for whom nothing is to be tried any more
   * @returns for whom something was tried; undefined where no target has a registry of this name asked
   */
  async tryOthers(
    registry: string,
    { besides, signal }: { readonly besides: ReadonlySet<string>; readonly signal: AbortSignal },
  ): Promise<readonly string[] | undefined> {
    const { budgetOf, check, random } = this.#options;
    const budget = budgetOf(registry);
    const others = pickOthers(this.#hosts.get(budget), { registry: budget, count: OTHERS, besides, random });
    // It answers, whether that is confirmed or not.
    const confirming = () => "later" as const;
    await Promise.all(others.map(({ item }) => check.check(item.target.request, { signal, confirming })));
    return this.#hosts.has(budget) ? others.map(({ account }) => account) : undefined;
  }

  /** Which registry is asked first for a target. */
  registryOf(target: Target): string {
    return this.#items.get(target)?.asked ?? firstNamed(target);
  }

  /** Tells when no target of a registry waits for its turn any more, or for its budget. */
  onceQuiet(registry: string): OnceQuiet {
    // What has just come may be the registry's.
    return (tell) => this.lane(ENTRANCE)?.pool.onceQuiet(tell) ?? this.lane(registry)?.pool.onceQuiet(tell);
  }

  /** How many targets wait for their turn. */
  queueLength(lane: LaneName): number {
    let length = lane === "new" ? this.#waiting.size : 0;
    for (const { pool } of this.#lanes.values()) {
      length += pool.queued[lane];
    }
    return length;
  }

  /**
   * Wall-clock time, in milliseconds, of the check that is longest ago, but for registries that limit the rate: whoever names images
   * of one would have the exporter look late for all; undefined without targets.
   */
  oldestCheckMs(): number | undefined {
    const limited = new Map<string, boolean>();
    const isLimited = (registry: string) => this.#options.gate.state(registry).rateLimited;
    let oldest: number | undefined;
    for (const { seenAtMs, home } of this.#items.values()) {
      if ((oldest === undefined || seenAtMs < oldest) && !getOrMake(limited, home, isLimited)) {
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
    for (const registry of this.#hosts.registries()) {
      yield this.#options.gate.state(registry);
    }
  }

  /** Where a target stands. */
  look(target: Target): Readonly<Scheduled> | undefined {
    return this.#items.get(target);
  }

  /** How a registry's own targets fare; undefined where it is asked only as a mirror, or behind one. */
  lane(registry: string): RegistryLane | undefined {
    return this.#lanes.get(registry) ?? this.#lanes.get(this.#options.budgetOf(registry));
  }

  #track(target: Target): Scheduled {
    const { clock } = this.#options;
    const item: Scheduled = {
      target,
      image: this.imageChecks.add(target),
      asked: firstNamed(target),
      home: ENTRANCE,
      registry: ENTRANCE,
      learnt: NONE,
      seenAtMs: clock.now(),
      triedAtMs: clock.monotonic(),
      state: "resting",
      lane: "new",
      failed: undefined,
      found: undefined,
      slow: false,
      again: false,
      order: undefined,
      before: undefined,
      after: undefined,
    };
    this.#items.set(target, item);
    this.#hosts.add(item);
    return item;
  }

  /** For what waits for a registry that wants to be left alone nodes may ask others; once it may be asked again, they ask it first. */
  #changeLanes(): void {
    const paused = new Map<string, boolean>();
    const isPaused = (registry: string) =>
      registry !== ENTRANCE && getOrMake(paused, registry, () => this.#options.gate.budget(registry).paused);
    const arePaused = [...this.#lanes.values()].some(({ registry }) => isPaused(registry));
    if (!arePaused && !this.#lanes.mayStray) {
      return;
    }
    this.#lanes.mayStray = false;
    for (const item of this.#items.values()) {
      const { state, home, registry } = item;
      if (state === "queued" && isPaused(registry)) {
        this.#lanes.move(item, ENTRANCE);
      } else if (state === "resting" && home !== registry && !isPaused(home)) {
        this.#lanes.bringHome(item);
      }
      this.#lanes.mayStray ||= item.registry !== item.home;
    }
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
    // Afterwards: what waits in a lane counts for what is to be queued there.
    this.#changeLanes();
    this.#round.report(this.#lanes.values());
    for (const host of gate.forgettable((name) => this.#hosts.has(name))) {
      gate.forget(host);
      observer.forgetRegistry(host);
    }
    observer.cycleCompleted();
    this.#tickAfter(checkPeriod * (1 - JITTER + 2 * JITTER * random()));
  }
}

/** One for all that have none. */
const NONE: readonly never[] = [];

/** How many targets are tried where others fail. */
const OTHERS = 5;
