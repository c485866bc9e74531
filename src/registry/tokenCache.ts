import type { Clock } from "../time/clock.ts";

/** A token as it is sent. */
export interface Token {
  /** Value of the header `Authorization`. */
  readonly header: string;
  /** From when on it is valid, in milliseconds. */
  readonly lifetimeMs: number;
}

/** What matters is what is asked for within one token's life: a few hundred at most. */
const MAX_TOKENS = 1_000;
/** Tokens are some KB each; a registry may write a megabyte into what one is named by. */
const MAX_CHARACTERS = 8 * 1024 * 1024;
/** What is longer is asked for each time. */
const MAX_KEPT_CHARACTERS = 64 * 1024;
/**
 * A token is not used longer than this even if it lives longer: a node asks for a new one with every pull, so a
 * credential that was revoked must show here too.
 */
const MAX_AGE_MS = 10 * 60_000;
/** The part of its life at whose end a token is not used any more: it has to arrive before it expires. */
const MARGIN = 0.1;

interface KeptToken {
  readonly header: string;
  /** Monotonic time in milliseconds. */
  readonly until: number;
}

/** Tokens by what they were asked for with, until shortly before they expire. */
export class TokenCache {
  readonly #clock: Clock;
  /** The oldest first. */
  readonly #tokens = new Map<string, KeptToken>();
  #characters = 0;

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
      this.#delete(key);
      return undefined;
    }
    return token.header;
  }

  set(key: string, { header, lifetimeMs }: Token): void {
    this.#delete(key);
    const characters = key.length + header.length;
    if (characters > MAX_KEPT_CHARACTERS) {
      return;
    }
    const until = this.#clock.monotonic() + Math.min(lifetimeMs * (1 - MARGIN), MAX_AGE_MS);
    this.#tokens.set(key, { header, until });
    this.#characters += characters;
    for (const oldest of this.#tokens.keys()) {
      if (this.#tokens.size <= MAX_TOKENS && this.#characters <= MAX_CHARACTERS) {
        break;
      }
      this.#delete(oldest);
    }
  }

  /** Drops a token that was refused, unless another one has taken its place. */
  forget(key: string, header: string): void {
    if (this.#tokens.get(key)?.header === header) {
      this.#delete(key);
    }
  }

  #delete(key: string): void {
    const token = this.#tokens.get(key);
    if (token !== undefined) {
      this.#tokens.delete(key);
      this.#characters -= key.length + token.header.length;
    }
  }
}
