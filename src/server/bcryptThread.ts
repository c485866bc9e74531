import { Worker, type WorkerOptions } from "node:worker_threads";
import { FairQueue } from "../collections/fairQueue.ts";
import type { Clock } from "../time/clock.ts";
import type { Asker } from "./passwordCheck.ts";

// The bundle has the thread's code built in, as text; run from its sources, the program has a file for it.
declare const BUNDLED_BCRYPT_WORKER: string | undefined;

/** How many comparisons may wait: one for each connection. Who waits too long goes away, and is not waited for. */
const MAX_WAITING = 512;
/** A thread takes some megabytes; without work for so long, in milliseconds, it ends. */
const IDLE_MS = 30_000;
/** Of the thread, in MiB: it holds bcrypt's tables and nothing else. */
const LIMITS = { maxOldGenerationSizeMb: 32, maxYoungGenerationSizeMb: 4 } as const;

interface Job {
  readonly password: string;
  readonly hash: string;
  readonly asker: Asker;
  readonly resolve: (matches: boolean | undefined) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Compares passwords with bcrypt hashes, one after the other, in a thread that lives while there is work. Clients are
 * served in turn, so that one that tries many passwords delays nobody else by more than one of them.
 */
export class BcryptThread {
  readonly #clock: Clock;
  readonly #waiting = new FairQueue<Job>(MAX_WAITING);
  #current: Job | undefined;
  #worker: Worker | undefined;
  #cancelIdle = () => {};

  constructor({ clock }: { readonly clock: Clock }) {
    this.#clock = clock;
  }

  /** Whether there is a thread at present. */
  get running(): boolean {
    return this.#worker !== undefined;
  }

  /**
   * @returns whether they match; undefined where it did not come to that, as too many wait
   * @throws Error when the thread breaks down, or is closed
   */
  compare(password: string, hash: string, asker: Asker): Promise<boolean | undefined> {
    return new Promise((resolve, reject) => {
      const job = { password, hash, asker, resolve, reject };
      this.#waiting.push(asker.client, job)?.resolve(undefined);
      if (this.#current === undefined) {
        this.#next();
      }
    });
  }

  /** Ends the thread; comparisons under way are rejected. */
  close(): void {
    this.#end(new Error("the password check has been closed"));
  }

  #next(): void {
    this.#cancelIdle();
    this.#current = this.#waiting.shift();
    while (this.#current?.asker.isThere() === false) {
      this.#current.resolve(undefined);
      this.#current = this.#waiting.shift();
    }
    const job = this.#current;
    if (job === undefined) {
      this.#cancelIdle = this.#clock.schedule(IDLE_MS, () => this.close());
      return;
    }
    this.#worker ??= this.#start();
    this.#worker.postMessage({ password: job.password, hash: job.hash });
  }

  #start(): Worker {
    const worker = startWorker({ name: "bcrypt", env: {}, resourceLimits: LIMITS });
    worker.unref();
    worker.on("message", (matches: boolean) => {
      if (worker !== this.#worker) {
        return;
      }
      this.#current?.resolve(matches);
      this.#next();
    });
    const broke = (error: Error) => worker === this.#worker && this.#end(error);
    worker.on("error", (error) => broke(error instanceof Error ? error : new Error(String(error))));
    worker.on("exit", () => broke(new Error("the thread of the password check has ended")));
    return worker;
  }

  #end(error: Error): void {
    this.#cancelIdle();
    const worker = this.#worker;
    this.#worker = undefined;
    const first = this.#current;
    this.#current = undefined;
    for (let job = first ?? this.#waiting.shift(); job !== undefined; job = this.#waiting.shift()) {
      job.reject(error);
    }
    worker?.terminate().catch(() => {});
  }
}

function startWorker(options: WorkerOptions): Worker {
  return typeof BUNDLED_BCRYPT_WORKER === "string"
    ? new Worker(BUNDLED_BCRYPT_WORKER, { ...options, eval: true })
    : new Worker(new URL("./bcryptWorker.ts", import.meta.url), options);
}
