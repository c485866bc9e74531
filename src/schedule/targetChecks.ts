import {
  type CheckOutcome,
  type CheckResult,
  isForNodesToTell,
  UNCERTAIN_RESULTS,
} from "../image/outcome.ts";
import type { Target } from "../inventory/targets.ts";
import type { Logger } from "../log/logger.ts";
import type { RegistryCheck } from "../registry/registryCheck.ts";
import type { RegistryClient } from "../registry/registryClient.ts";
import type { Clock } from "../time/clock.ts";
import { delay } from "../time/delay.ts";
import { Confirmations } from "./confirmations.ts";
import type { HostBudget } from "./hostBudget.ts";
import type { ImageChecks } from "./imageChecks.ts";
import type { Lanes, LanesOptions } from "./lanes.ts";
import type { OriginFailures } from "./originFailures.ts";
import type { RegistryGate } from "./registryGate.ts";
import { ENTRANCE, type Scheduled } from "./scheduled.ts";
import type { TargetHosts } from "./targetHosts.ts";

export interface TargetCheckOptions extends Pick<LanesOptions, "limitsOf"> {
  /** One name for all that a server is called: each has one lane. */
  readonly budgetOf: (registry: string) => string;
  readonly periods: {
    /** After which a failing image is checked again, in milliseconds. */
    readonly failedRecheckPeriod: number;
  };
  readonly check: { check(...args: Parameters<RegistryCheck["check"]>): Promise<CheckOutcome> };
  /** See `RegistryClient.registriesAsked`. */
  readonly registriesAsked: RegistryClient["registriesAsked"];
  /** Waits until a registry may be asked that this scheduler alone would have asked at once. Rejects as `signal` says. */
  readonly turn?: (registry: string, options: { readonly signal: AbortSignal }) => Promise<void>;
  readonly gate: Pick<RegistryGate, "budget">;
  /** Takes what a check found. */
  readonly onOutcome: (target: Target, outcome: CheckOutcome) => void;
  readonly observer: TargetCheckObserver;
  readonly clock: Clock;
  /** Lets the event loop do what else there is. */
  readonly breathe: () => Promise<void>;
  readonly log: Logger;
}

/** Told of each check. */
export interface TargetCheckObserver {
  checkFinished(check: {
    readonly registry: string;
    readonly result: CheckResult;
    readonly durationMs: number;
  }): void;
}

/** Where what is learnt of a target goes. */
interface Parts {
  readonly lanes: Lanes;
  readonly hosts: TargetHosts;
  readonly imageChecks: ImageChecks;
  readonly originFailures: OriginFailures;
}

/** A check that takes longer, in milliseconds, holds a place of its registry's that others want. */
const SLOW_MS = 5_000;

/** How often a wait for a budget looks up. */
const MAX_WAIT_MS = 1_000;

/** Checks targets whose turn it is, and puts each where it waits for its next one. */
export class TargetChecks {
  readonly #options: TargetCheckOptions;
  readonly #parts: Parts;
  readonly #confirmations: Confirmations<Scheduled>;
  readonly #stopping = new AbortController();

  constructor(options: TargetCheckOptions, parts: Parts) {
    this.#options = options;
    this.#parts = parts;
    this.#confirmations = new Confirmations({ ...options, hurry: (item) => parts.lanes.expedite(item) });
  }

  /** A target is to be checked no more. */
  forget(item: Scheduled): void {
    this.#confirmations.forget(item);
  }

  /** Aborts what is being checked. */
  abort(reason: Error): void {
    this.#stopping.abort(reason);
  }

  /** One more namespace names a target. */
  join(item: Scheduled, namespace: string): void {
    this.#confirmations.join(item, namespace);
  }

  /**
   * Checks a target whose turn it is. Never rejects: a lane's pool must not lose a slot.
   *
   * @param by the namespace in whose turn
   */
  async check(item: Scheduled, by: string): Promise<void> {
    const { check, clock, gate, turn, observer, onOutcome, log } = this.#options;
    const { target, registry } = item;
    const { signal } = this.#stopping;
    try {
      if (registry === ENTRANCE || gate.budget(registry).paused) {
        await this.#find(item);
        return;
      }
      if (turn !== undefined) {
        await turn(registry, { signal });
      }
      const budget = gate.budget(registry);
      if (budget.reserve() > 0 || budget.open) {
        await this.#turn(registry, budget);
      }
      if (!isLive(item)) {
        return;
      }
      if (budget.paused) {
        this.#parts.lanes.move(item, registry);
        return;
      }
      const startedMs = clock.monotonic();
      let isElsewhere = false;
      const mayAsk = (registries: readonly string[], answering: readonly string[]) => {
        if (isLive(item)) {
          this.#parts.hosts.learn(item, registries);
          const place = this.#place(item, answering);
          isElsewhere = place !== registry;
          if (isElsewhere) {
            this.#parts.lanes.move(item, place);
          }
        }
        return !isElsewhere;
      };
      const { confirming, ended } = this.#confirmations.begin(item);
      let outcome: CheckOutcome;
      try {
        outcome = await check.check(target.request, { signal, by, mayAsk, confirming });
      } catch (error) {
        signal.throwIfAborted();
        outcome = { result: "unknown_error", message: String(error) };
      }
      if (isElsewhere) {
        return;
      }
      const durationMs = clock.monotonic() - startedMs;
      observer.checkFinished({ registry: item.asked, result: outcome.result, durationMs });
      // A host that is down costs nothing, which must not count as how fast it answers.
      if (!gate.budget(registry).open) {
        this.#parts.lanes.get(registry)?.observe(durationMs, isUncertain(outcome.result));
      }
      item.slow = durationMs >= SLOW_MS;
      if (!isLive(item)) {
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

  /**
   * Has a target wait in the lane of the registry that is asked for it first, as the nodes' files say by now. Where that wants to
   * be left alone, nodes go on to the next one that does not.
   */
  async #find(item: Scheduled): Promise<void> {
    const { breathe, clock, registriesAsked } = this.#options;
    const { signal } = this.#stopping;
    // Where there are no files this takes no time at all, and of new targets there may be any number.
    await breathe();
    if (!isLive(item)) {
      return;
    }
    const place = this.#place(item, await registriesAsked(item.target.request, { signal }));
    if (place === item.registry) {
      await delay(MAX_WAIT_MS, { clock, signal });
    }
    if (isLive(item)) {
      this.#parts.lanes.move(item, place);
    }
  }

  /** In whose lane a target belongs that registries may be asked for, in turn. */
  #place(item: Scheduled, answering: readonly string[]): string {
    const { budgetOf, gate } = this.#options;
    const [first = item.asked] = answering;
    if (first !== item.asked || item.home === ENTRANCE) {
      item.asked = first;
      item.home = budgetOf(first);
    }
    const mayBeAsked = (registry: string) => !gate.budget(registry).paused;
    const next = mayBeAsked(item.home) ? undefined : answering.find(mayBeAsked);
    const place = next === undefined ? item.home : budgetOf(next);
    this.#parts.lanes.mayStray ||= place !== item.home;
    return place;
  }

  /** Waits until the registry's budget lets a check start. */
  async #turn(registry: string, budget: HostBudget): Promise<void> {
    const { clock, breathe } = this.#options;
    const { signal } = this.#stopping;
    await this.#parts.lanes.get(registry)?.pool.inTurn(async () => {
      for (let wait = budget.reserve(); wait > 0 && !budget.paused; wait = budget.reserve()) {
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
    const lane = this.#parts.lanes.get(item.registry);
    if (lane === undefined) {
      return;
    }
    const { clock, periods } = this.#options;
    const nowMs = clock.now();
    item.triedAtMs = clock.monotonic();
    this.#parts.imageChecks.record(item.image, outcome.result, nowMs);
    if (outcome.result === "rate_limited") {
      // What is to be confirmed is checked when its turn comes.
      lane.rest(item, !isToBeConfirmed);
      // The pool waits out the pause of its own registry; another's (behind a mirror) is waited for as for a failure.
      item.again ||= this.#options.gate.budget(item.registry).paused;
    } else {
      item.seenAtMs = nowMs;
      // A registry that is back has the images that it had.
      item.found = isUncertain(outcome.result) ? item.found : outcome.result;
      this.#parts.originFailures.record(item.target, outcome);
      // What nobody knows is no failure that might be over in a minute.
      lane.rest(item, outcome.result !== "available" && !isForNodesToTell(outcome.result));
      lane.lacks(item, outcome.result === "node_credentials_unknown", {
        nowMs: item.triedAtMs,
        pauseMs: periods.failedRecheckPeriod,
      });
    }
    if (item.again) {
      item.again = false;
      lane.expedite(item);
    }
  }
}

/** It may have been removed while something was awaited. */
function isLive({ state }: Scheduled): boolean {
  return state !== "removed";
}

/** Whether the registry, not the image, is what failed. */
function isUncertain(result: CheckResult): boolean {
  return UNCERTAIN_RESULTS.some((uncertain) => uncertain === result);
}
