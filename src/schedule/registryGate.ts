import type { Logger } from "../log/logger.ts";
import { hostOfBudget, namerOfBudget } from "../registry/authenticator.ts";
import type { Refusal, RequestEnd, RequestGate } from "../registry/requestGate.ts";
import { isSameSite, siteOf } from "../registry/siteOf.ts";
import { backOffMs } from "../time/backOff.ts";
import type { CancelTimer, Clock } from "../time/clock.ts";
import { type BudgetLimits, HostBudget, type Suspicion } from "./hostBudget.ts";
import { HostTurns } from "./hostTurns.ts";

export interface GateOptions {
  /** One name for all that a server is called: each has one budget. */
  readonly budgetOf: (host: string) => string;
  /** The limits for a host. */
  readonly limitsOf: (host: string) => BudgetLimits;
  /** Whether a host answers at all; see `RegistryCheck.probe`. */
  readonly probe: (host: string, options: { signal: AbortSignal }) => Promise<boolean>;
  /**
   * Has some of what a host could lately be asked for be asked for again: failures of others may not be the host's. Nothing is
   * for those of `besides`. Resolves with for whom something was; with undefined where nothing is asked of it for its own
   * sake, as of a token service.
   */
  readonly tryOthers: (
    host: string,
    options: { readonly besides: ReadonlySet<string>; readonly signal: AbortSignal },
  ) => Promise<readonly string[] | undefined>;
  /** Told when a host goes down or comes back: what depends on it is to be checked again. */
  readonly onChange: (host: string) => void;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Logger;
}

/** What metrics tell of a host. */
export interface HostState {
  readonly registry: string;
  readonly up: boolean;
  readonly rateLimited: boolean;
  readonly remaining: number | undefined;
  /** Whether it is taken to be down: nothing is sent to it but a probe from time to time. */
  readonly open: boolean;
  /** What the last request met that got no answer; empty where there was none. */
  readonly lastFailure: string;
}

/** One, and one more where the first is refused: no registry by itself ever waits for its own tokens. */
const TOKENS_A_CHECK = 2;

/** How soon, and how seldom, a host that is down is looked at. */
const PROBE = { baseMs: 1_000, capMs: 60_000 };

/** How often a host that is left alone is looked at for whom it was not yet, in milliseconds. */
const NEWCOMERS_MS = 10_000;

/** After which what is known of a host that no target names is worth nothing. */
const IDLE_MS = 5 * 60_000;
/** How many of these are kept: a cluster's registries have a handful of token services. */
const MAX_UNNAMED = 100;

/** The budgets of all hosts, and the probing of those that are down. */
export class RegistryGate implements RequestGate {
  readonly #budgets = new Map<string, HostBudget>();
  /** What ends the waiting for a probe, or the probe itself: it must not tell of a host that is forgotten. */
  readonly #probes = new Map<string, CancelTimer>();
  readonly #options: GateOptions;
  readonly #turns: HostTurns;

  constructor(options: GateOptions) {
    this.#options = options;
    this.#turns = new HostTurns(options);
  }

  budget(host: string): HostBudget {
    return this.#known(host) ?? this.#makeBudget(this.#options.budgetOf(host));
  }

  #known(host: string): HostBudget | undefined {
    return this.#budgets.get(host) ?? this.#budgets.get(this.#options.budgetOf(host));
  }

  #makeBudget(host: string): HostBudget {
    const budget = new HostBudget(this.#options.limitsOf(host), this.#options);
    this.#budgets.set(host, budget);
    return budget;
  }

  admit(host: string, party: string): Refusal | undefined {
    return this.budget(host).admit(party);
  }

  reserve(host: string): number {
    return this.budget(host).reserve();
  }

  isPaused(host: string): boolean {
    return this.#known(host)?.paused === true;
  }

  turn(
    host: string,
    budget: string,
    { signal, by }: { readonly signal: AbortSignal; readonly by?: string | undefined },
  ): Promise<boolean> {
    const client = by === undefined ? siteOf(hostOfBudget(budget)) : `namespace ${by}`;
    const name = this.#options.budgetOf(host);
    return this.#turns.take({ host: name, limits: this.#options.limitsOf(name), client }, { signal });
  }

  async tokenTurn(
    budget: string,
    { signal, by }: { readonly signal: AbortSignal; readonly by?: string | undefined },
  ): Promise<boolean> {
    const [service, client] = [hostOfBudget(budget), namerOfBudget(budget)];
    if (by === undefined || client === undefined || isSameSite(service, client)) {
      return true;
    }
    // Nobody waits for other namespaces, nor a registry with limits of its own for those without.
    const { requestsPerSecond, concurrency } = this.#options.limitsOf(client);
    const host = `tokens of ${service} for ${by} at ${requestsPerSecond} with ${concurrency}`;
    const limits = {
      requestsPerSecond: requestsPerSecond * TOKENS_A_CHECK,
      concurrency: concurrency * TOKENS_A_CHECK,
    };
    return await this.#turns.take({ host, limits, client }, { signal });
  }

  settle(host: string, end: RequestEnd, party: string, by?: string): void {
    const suspicion = this.budget(host).settle(end, party, by);
    if (suspicion !== undefined) {
      void this.#look(this.#options.budgetOf(host), suspicion);
    }
  }

  /**
   * What fails may be one path, behind which something hangs, and what is limited one account or project, while the host
   * answers for all others.
   */
  async #look(host: string, suspicion: Suspicion, besides = new Set<string>()): Promise<void> {
    const { probe, tryOthers, onChange, log } = this.#options;
    const signal = this.#probing(host);
    const answers = suspicion === "limited" || (await probe(host, { signal }).catch(() => false));
    const tried =
      answers && !signal.aborted ? await tryOthers(host, { besides, signal }).catch(() => []) : [];
    if (signal.aborted) {
      return;
    }
    this.#probes.delete(host);
    const budget = this.budget(host);
    if (!budget.looked(tried === undefined)) {
      if (budget.paused) {
        for (const account of tried ?? []) {
          besides.add(account);
        }
        this.#lookForNewcomers(host, besides);
      }
      return;
    }
    log.warn(
      { registry: host, error: budget.lastFailure },
      "registry cannot be reached; its images are taken to be unavailable",
    );
    // One that only answers probes would else go up and down once a second, with all its images.
    this.#probeLater(host, budget.relapses);
    onChange(host);
  }

  /** Whoever comes to a host that is left alone is not to wait because of those who were there: it may limit these alone. */
  #lookForNewcomers(host: string, besides: Set<string>): void {
    const cancel = this.#options.clock.schedule(NEWCOMERS_MS, () => {
      this.#probes.delete(host);
      if (this.budget(host).lookAgain()) {
        void this.#look(host, "limited", besides);
      }
    });
    this.#setProbe(host, cancel);
  }

  /**
   * Hosts that are not worth keeping, of those that no target names: a token service whose images are gone, what a
   * redirect led to, and those a registry makes up, a new name with each answer.
   *
   * @param isNamed whether a target names the host of a budget
   */
  forgettable(isNamed: (host: string) => boolean): readonly string[] {
    return [...this.#budgets]
      .filter(([host]) => !isNamed(host))
      .sort(([, a], [, b]) => a.idleMs - b.idleMs)
      .filter(([, { idleMs }], rank) => rank >= MAX_UNNAMED || idleMs >= IDLE_MS)
      .map(([host]) => host);
  }

  /** Nobody needs the host any more. */
  forget(host: string): void {
    this.#probes.get(host)?.();
    this.#probes.delete(host);
    this.#budgets.delete(host);
  }

  state(registry: string): HostState {
    const budget = this.#known(registry);
    return {
      registry,
      up: budget?.up ?? true,
      rateLimited: budget?.rateLimited ?? false,
      remaining: budget?.remaining,
      open: budget?.open ?? false,
      lastFailure: budget?.lastFailure ?? "",
    };
  }

  stop(): void {
    for (const cancel of this.#probes.values()) {
      cancel();
    }
    this.#probes.clear();
  }

  #probeLater(host: string, attempt: number): void {
    const { clock, random } = this.#options;
    const cancel = clock.schedule(
      backOffMs(attempt, { ...PROBE, random }),
      () => void this.#probe(host, attempt),
    );
    this.#setProbe(host, cancel);
  }

  /** In the place of what waited before: each host is looked at by one. */
  #setProbe(host: string, cancel: CancelTimer): void {
    this.#probes.get(host)?.();
    this.#probes.set(host, cancel);
  }

  /** @returns what aborts when the host is forgotten */
  #probing(host: string): AbortSignal {
    const probing = new AbortController();
    this.#setProbe(host, () => probing.abort());
    return probing.signal;
  }

  async #probe(host: string, attempt: number): Promise<void> {
    const signal = this.#probing(host);
    const answers = await this.#options.probe(host, { signal }).catch(() => false);
    if (signal.aborted) {
      return;
    }
    if (!answers) {
      this.#probeLater(host, attempt + 1);
      return;
    }
    this.#probes.delete(host);
    this.budget(host).recover();
    this.#options.log.info(
      { registry: host },
      "registry can be reached again; its images are checked at once",
    );
    this.#options.onChange(host);
  }
}
