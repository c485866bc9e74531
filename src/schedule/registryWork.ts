import { getOrMake } from "../collections/getOrMake.ts";
import { RankedQueues } from "../collections/rankedQueues.ts";
import type { LogFields } from "../log/logger.ts";

export interface RegistryWorkOptions<T> {
  /** Deals with an item in the turn of a namespace. Ends early when `signal` aborts. */
  readonly run: (
    registry: string,
    item: T,
    options: { readonly by: string; readonly signal: AbortSignal },
  ) => Promise<void>;
  /** Says that `run` failed in an unforeseen way. */
  readonly sayFailed: (fields: LogFields) => void;
}

/** An image, and those that name it at present. */
export interface NamedImage {
  readonly image: string;
  readonly namespaces: () => readonly string[];
}

/** What was found to take long comes after the others, but for one in a while. */
const PACES = ["quick", "slow"] as const;
type Pace = (typeof PACES)[number];

interface Job<T> extends NamedImage {
  readonly item: T;
  isWaiting: boolean;
}

/** Has one more namespace name an image: while it waits, it does so for a turn of this one, too. */
export type Join = (namespace: string) => void;

/** Deals with images beside the checks: with one of each registry at a time; namespaces take turns. */
export class RegistryWork<T> {
  readonly #options: RegistryWorkOptions<T>;
  /** What waits, by registry; each as long as somebody works at it. */
  readonly #waiting = new Map<string, RankedQueues<Pace, Job<T>>>();
  readonly #stopping = new AbortController();
  #isStopped = false;

  constructor(options: RegistryWorkOptions<T>) {
    this.#options = options;
  }

  add(registry: string, named: NamedImage, item: T, pace: Pace = "quick"): Join {
    const isIdle = !this.#waiting.has(registry);
    const waiting = getOrMake(this.#waiting, registry, () => {
      return new RankedQueues(PACES, ({ isWaiting, namespaces }) => (isWaiting ? namespaces() : []));
    });
    const job: Job<T> = { ...named, item, isWaiting: true };
    waiting.push(pace, job);
    if (isIdle) {
      void this.#work(registry, waiting);
    }
    return (namespace) => {
      if (job.isWaiting) {
        waiting.join(pace, namespace, job);
      }
    };
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
  async #work(registry: string, waiting: RankedQueues<Pace, Job<T>>): Promise<void> {
    const { run, sayFailed } = this.#options;
    const { signal } = this.#stopping;
    const next = () => (this.#isStopped ? undefined : waiting.shift());
    for (let turn = next(); turn !== undefined; turn = next()) {
      const { client: by, item: job } = turn;
      job.isWaiting = false;
      try {
        await run(registry, job.item, { by, signal });
      } catch (error) {
        if (!signal.aborted) {
          sayFailed({ image: job.image, registry, error: String(error) });
        }
      }
    }
    this.#waiting.delete(registry);
  }
}
