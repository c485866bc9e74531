import { FairQueue } from "../collections/fairQueue.ts";
import type { CancelTimer, Clock } from "../time/clock.ts";
import { type BucketLimits, TokenBucket } from "../time/tokenBucket.ts";
import { type BudgetLimits, paceOf } from "./hostBudget.ts";

/** More would only be asked when nobody remembers why. */
const MAX_WAITING = 1_000;

type Limits = Pick<BudgetLimits, "requestsPerSecond" | "concurrency">;

interface Host {
  readonly pace: BucketLimits;
  readonly bucket: TokenBucket;
  /** By client, told whether they may go on. */
  readonly waiting: FairQueue<(mayGo: boolean) => void>;
  usedAt: number;
  cancelTimer: CancelTimer;
}

/**
 * Bounds what registries have sent to each host that they lead to: any registry may lead to any host. Who waits is
 * served client by client, so that no number of images, or of registries, of one takes the turns of another. What is asked of the host as a registry has a budget of its own: it does not wait for any of this.
 */
export class HostTurns {
  readonly #clock: Clock;
  /** The one that was led to longest ago first. */
  readonly #hosts = new Map<string, Host>();

  constructor({ clock }: { readonly clock: Clock }) {
    this.#clock = clock;
  }

  /** How many hosts something is remembered of. */
  get size(): number {
    return this.#hosts.size;
  }

  /**
   * Waits until `host` may be sent one more request.
   *
   * @param host who is led there together: a host, or a host and who they are
   * @param limits what all of them may ask, each time the same
   * @param client those of one take its turns
   * @returns whether it may: false where too many wait already
   * @throws `signal.reason`, when `signal` aborts
   */
  async take(
    { host, limits, client }: { readonly host: string; readonly limits: Limits; readonly client: string },
    { signal }: { readonly signal: AbortSignal },
  ): Promise<boolean> {
    signal.throwIfAborted();
    const entry = this.#use(host, limits);
    const { bucket, waiting } = entry;
    if (waiting.size === 0 && bucket.waitMs() === 0) {
      bucket.take();
      return true;
    }
    return await new Promise<boolean>((resolve, reject) => {
      const onTurn = (mayGo: boolean) => {
        signal.removeEventListener("abort", onAbort);
        resolve(mayGo);
      };
      const onAbort = () => {
        waiting.remove(client, onTurn);
        this.#serve(entry);
        reject(signal.reason);
      };
      signal.addEventListener("abort", onAbort, { once: true });
      waiting.push(client, onTurn)?.(false);
      this.#serve(entry);
    });
  }

  #use(host: string, limits: Limits): Host {
    const now = this.#clock.monotonic();
    const known = this.#hosts.get(host);
    const pace = known?.pace ?? paceOf(limits);
    const entry = known ?? {
      pace,
      bucket: new TokenBucket(() => pace, this.#clock),
      waiting: new FairQueue(MAX_WAITING),
      usedAt: now,
      cancelTimer: () => {},
    };
    entry.usedAt = now;
    this.#hosts.delete(host);
    this.#hosts.set(host, entry);
    for (const [other, { pace, waiting, usedAt }] of this.#hosts) {
      // Its bucket is full again: there is nothing to remember.
      if (waiting.size > 0 || now - usedAt <= pace.burst * pace.intervalMs) {
        break;
      }
      this.#hosts.delete(other);
    }
    return entry;
  }

  #serve(entry: Host): void {
    const { bucket, waiting } = entry;
    entry.cancelTimer();
    while (waiting.size > 0) {
      const waitMs = bucket.waitMs();
      if (waitMs > 0) {
        entry.cancelTimer = this.#clock.schedule(waitMs, () => this.#serve(entry));
        return;
      }
      bucket.take();
      entry.usedAt = this.#clock.monotonic();
      waiting.shift()?.(true);
    }
  }
}
