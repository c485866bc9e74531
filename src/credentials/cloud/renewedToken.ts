import { backOffMs } from "../../time/backOff.ts";
import type { Clock } from "../../time/clock.ts";
import type { Credential } from "../credential.ts";

/** What a cloud hands out for its registries. */
export interface CloudToken {
  readonly credential: Credential;
  /** Wall-clock time, in milliseconds since the epoch. */
  readonly expiresMs: number;
}

export interface RenewedTokenOptions {
  /** Gets a new one; may take as long as it likes until `signal` aborts. */
  readonly fetch: (options: { signal: AbortSignal }) => Promise<CloudToken>;
  /** Told of each failure, in a line, and whether there is a token all the same. */
  readonly onFailure: (error: string, hasToken: boolean) => void;
  readonly clock: Clock;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  readonly signal: AbortSignal;
}

/** How long one attempt may take. */
const FETCH_LIMIT_MS = 30_000;
/** The longest pause after a failure, in milliseconds: images wait for the first token, and nobody for the next one. */
const LONGEST_PAUSE = { withoutToken: 60_000, withToken: 10 * 60_000 };

/**
 * A token that is there when it is needed: from half of its life on a new one is fetched beside it, and as long as that
 * cannot be had, the old one serves until it expires. After a failure nobody is asked for a while.
 */
export class RenewedToken {
  readonly #options: RenewedTokenOptions;
  #credential: Credential | undefined;
  // All monotonic: the wall clock may jump.
  #expiresMs = 0;
  #renewMs = 0;
  #fetching: Promise<void> | undefined;
  #failures = 0;
  #retryMs = 0;
  #error = "";

  constructor(options: RenewedTokenOptions) {
    this.#options = options;
  }

  /** The credential, or why there is none. Never rejects; the first call takes as long as the cloud does. */
  async get(): Promise<{ readonly credential: Credential } | { readonly error: string }> {
    const { clock } = this.#options;
    if (clock.monotonic() >= Math.max(this.#renewMs, this.#retryMs)) {
      this.#fetching ??= this.#fetch().finally(() => {
        this.#fetching = undefined;
      });
    }
    if (!this.isThere) {
      await this.#fetching;
    }
    const credential = this.#good();
    return credential !== undefined ? { credential } : { error: this.#error };
  }

  /** Whether there is one that has not expired. */
  get isThere(): boolean {
    return this.#good() !== undefined;
  }

  #good(): Credential | undefined {
    return this.#options.clock.monotonic() < this.#expiresMs ? this.#credential : undefined;
  }

  async #fetch(): Promise<void> {
    const { fetch, onFailure, clock, random, signal } = this.#options;
    const ended = new AbortController();
    const cancel = clock.schedule(FETCH_LIMIT_MS, () =>
      ended.abort(new Error(`no answer in ${FETCH_LIMIT_MS} ms`)),
    );
    try {
      const { credential, expiresMs } = await fetch({ signal: AbortSignal.any([signal, ended.signal]) });
      const lifeMs = expiresMs - clock.now();
      if (lifeMs <= 0) {
        throw new Error("the token has expired already, by this machine's clock");
      }
      this.#credential = credential;
      this.#expiresMs = clock.monotonic() + lifeMs;
      this.#renewMs = clock.monotonic() + lifeMs / 2;
      this.#failures = 0;
    } catch (error) {
      this.#error = describe(ended.signal.aborted ? ended.signal.reason : error);
      const capMs = LONGEST_PAUSE[this.isThere ? "withToken" : "withoutToken"];
      this.#retryMs = clock.monotonic() + backOffMs(this.#failures++, { baseMs: 10_000, capMs, random });
      if (!signal.aborted) {
        onFailure(this.#error, this.isThere);
      }
    } finally {
      cancel();
    }
  }
}

function describe(error: unknown): string {
  const { name = "Error", message = String(error) } = error instanceof Error ? error : {};
  const line = `${name === "Error" ? "" : `${name}: `}${message}`.replace(/[\p{Cc}\s]+/gu, " ").trim();
  return line.slice(0, 300);
}
