import { BoundedMap } from "../collections/boundedMap.ts";
import type { Clock } from "../time/clock.ts";

/** A token as it is sent. */
export interface Token {
  /** Value of the header `Authorization`. */
  readonly header: string;
  /** From when on it is valid, in milliseconds. */
  readonly lifetimeMs: number;
}

/** Tokens of some KB each: what is asked for within one token's life matters, and that is a few hundred at most. */
const MAX_TOKENS = 1_000;
/**
 * A token is not used longer than this even if it lives longer: a node asks for a new one with every pull, so a
 * credential that was revoked must show here too.
 */
const MAX_AGE_MS = 10 * 60_000;
/** The part of its life at whose end a token is not used any more: it has to arrive before it expires. */
const MARGIN = 0.1;

/** Tokens by what they were asked for with, until shortly before they expire. */
export class TokenCache {
  readonly #clock: Clock;
  readonly #tokens = new BoundedMap<string, { readonly header: string; readonly until: number }>(MAX_TOKENS);

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get size(): number {
    return this.#tokens.size;
  }

  /** The header for a token that is still good. */
  get(key: string): string | undefined {
    const token = this.#tokens.get(key);
    if (token === undefined) {
      return undefined;
    }
    if (this.#clock.monotonic() >= token.until) {
      this.#tokens.delete(key);
      return undefined;
    }
    return token.header;
  }

  set(key: string, { header, lifetimeMs }: Token): void {
    const until = this.#clock.monotonic() + Math.min(lifetimeMs * (1 - MARGIN), MAX_AGE_MS);
    this.#tokens.set(key, { header, until });
  }

  /** Drops a token that was refused, unless another one has taken its place. */
  forget(key: string, header: string): void {
    if (this.#tokens.get(key)?.header === header) {
      this.#tokens.delete(key);
    }
  }
}
