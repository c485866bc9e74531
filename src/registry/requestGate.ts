/** What the headers of an answer tell about the quota (`ratelimit-*`, `Retry-After`). */
export interface QuotaHint {
  /** Requests left in the registry's own window, where announced. */
  readonly remaining?: number;
  /** How long the registry asks to be left alone, in milliseconds, not yet capped. */
  readonly retryAfterMs?: number;
}

/** How one HTTP request to a registry (or its token service) ended. */
export type RequestEnd =
  | { readonly kind: "answered"; readonly method: string; readonly status: number; readonly quota: QuotaHint }
  /** No HTTP answer: DNS, TCP, TLS, timeout. `code` is that of the error. */
  | {
      readonly kind: "unreachable";
      readonly method: string;
      readonly code: string;
      readonly message: string;
    };

/** Why a request must not be sent now. */
export type Refusal =
  | { readonly kind: "rate_limited"; readonly message: string }
  | { readonly kind: "unreachable"; readonly message: string };

/**
 * Guards requests host by host: the schedule's budgets and circuit breakers as the registry client sees them.
 * `host` is a destination's `budget`: an endpoint's `registry`, or a token service and who names it.
 */
export interface RequestGate {
  /**
   * Asked right before each request; undefined lets it pass (and takes it from the host's budget). Never waits.
   *
   * @param party for whom: requests of one party are limited together, those of another may not be
   */
  admit(host: string, party: string): Refusal | undefined;
  /**
   * Asked before a check goes on to a further credential.
   *
   * @returns 0 when it may, else the milliseconds after which to ask again
   */
  reserve(host: string): number;
  /** Whether a host asked to be left alone, and the time is not over: who waits for that keeps others waiting. */
  isPaused(host: string): boolean;
  /**
   * Waits until a redirect may lead to another host: all registries together send it no more than it may be asked as a
   * registry.
   *
   * @param budget whose redirect it is
   * @param options.by who takes turns with others, where that is known: one may have any number of registries
   * @returns whether it may: false where too many wait; rejects with `signal.reason`
   */
  turn(
    host: string,
    budget: string,
    options: { readonly signal: AbortSignal; readonly by?: string | undefined },
  ): Promise<boolean>;
  /**
   * Waits until a token service may be asked: all registries of other sites that name it, and are named in one namespace, have it
   * asked twice as often as one registry may be, and no more.
   *
   * @param budget of the token service and who names it
   * @returns as `turn`
   */
  tokenTurn(
    budget: string,
    options: { readonly signal: AbortSignal; readonly by?: string | undefined },
  ): Promise<boolean>;
  /**
   * Told once for each admitted request that was not aborted by our own signal.
   *
   * @param by in whose turn it was asked; see `CheckOptions`
   */
  settle(host: string, end: RequestEnd, party: string, by?: string): void;
}

/** Lets everything pass: for `check` on the command line. */
export const openGate: RequestGate = {
  admit: () => undefined,
  reserve: () => 0,
  isPaused: () => false,
  turn: async () => true,
  tokenTurn: async () => true,
  settle: () => {},
};
