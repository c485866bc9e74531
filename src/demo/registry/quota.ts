import type { Clock } from "../../time/clock.ts";
import { errorReply, type Reply } from "./exchange.ts";

export interface QuotaOptions {
  /** Requests in one window. */
  readonly limit: number;
  /** Length of the window, in milliseconds; it starts with the first request that counts. */
  readonly windowMs: number;
  /** Whether HEAD counts; at Docker Hub it does not, though it is told what is left. */
  readonly countsHead: boolean;
}

/** A pull quota such as Docker Hub's, told by `ratelimit-*` headers and enforced by 429. */
export class Quota {
  readonly #options: QuotaOptions;
  readonly #clock: Clock;
  #used = 0;
  #windowEndsAtMs = 0;

  constructor(options: QuotaOptions, clock: Clock) {
    this.#options = options;
    this.#clock = clock;
  }

  /** Counts a request for a manifest: the headers to add to its answer, or the 429 to give instead. */
  take(method: string): { readonly headers: Readonly<Record<string, string>>; readonly refusal?: Reply } {
    const { limit, windowMs, countsHead } = this.#options;
    const now = this.#clock.monotonic();
    if (now >= this.#windowEndsAtMs) {
      this.#used = 0;
      this.#windowEndsAtMs = now + windowMs;
    }
    const counts = countsHead || method !== "HEAD";
    const exhausted = counts && this.#used >= limit;
    if (counts && !exhausted) {
      this.#used++;
    }
    const window = `;w=${Math.round(windowMs / 1000)}`;
    const headers = {
      "ratelimit-limit": `${limit}${window}`,
      "ratelimit-remaining": `${limit - this.#used}${window}`,
    };
    if (!exhausted) {
      return { headers };
    }
    const retryAfter = String(Math.ceil((this.#windowEndsAtMs - now) / 1000));
    return {
      headers,
      refusal: errorReply(429, "TOOMANYREQUESTS", { headers: { "retry-after": retryAfter } }),
    };
  }
}
