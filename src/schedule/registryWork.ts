import { getOrMake } from "../collections/getOrMake.ts";
import { RankedQueues } from "../collections/rankedQueues.ts";
import type { Target } from "../inventory/targets.ts";
import type { LogFields } from "../log/logger.ts";

export interface RegistryWorkOptions<T> {
  /** Ends early when `signal` aborts. */
  readonly run: (registry: string, item: T, options: { readonly signal: AbortSignal }) => Promise<void>;
  /** Says that `run` failed in an unforeseen way. */
  readonly sayFailed: (fields: LogFields) => void;
}

/** What was found to take long comes after the others, but for one in a while. */
const PACES = ["quick", "slow"] as const;
type Pace = (typeof PACES)[number];

/** Deals with images beside the checks: with one of each registry at a time; namespaces take turns. */
export class RegistryWork<T> {
  readonly #options: RegistryWorkOptions<T>;
  /** What waits, by registry; each as long as somebody works at it. */
  readonly #waiting = new Map<string, RankedQueues<Pace, readonly [Target["image"], T]>>();
  readonly #stopping = new AbortController();
  #isStopped = false;

  constructor(options: RegistryWorkOptions<T>) {
    this.#options = options;
  }

  add(
    registry: string,
    { namespace, image }: Pick<Target, "namespace" | "image">,
    item: T,
    pace: Pace = "quick",
  ): void {
    const isIdle = !this.#waiting.has(registry);
    const waiting = getOrMake(this.#waiting, registry, () => new RankedQueues(PACES));
    waiting.push(pace, namespace, [image, item]);
    if (isIdle) {
      void this.#work(registry, () => (this.#isStopped ? undefined : waiting.shift()));
    }
  }

  /** Begins nothing more; what is under way goes on. */
  stop(): void {
    this.#isStopped = true;
  }

  /** Aborts what is under way, for good. */
  abort(reason: Error): void {
    this.stop();
    this.#stopping.abort(reason);
  }

  /** Never rejects. */
  async #work(registry: string, next: () => readonly [string, T] | undefined): Promise<void> {
    const { run, sayFailed } = this.#options;
    const { signal } = this.#stopping;
    for (let found = next(); found !== undefined; found = next()) {
      const [image, item] = found;
      try {
        await run(registry, item, { signal });
      } catch (error) {
        if (!signal.aborted) {
          sayFailed({ image, registry, error: String(error) });
        }
      }
    }
    this.#waiting.delete(registry);
  }
}
