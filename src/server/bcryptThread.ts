import { Worker, type WorkerOptions } from "node:worker_threads";
import type { Clock } from "../time/clock.ts";

// The bundle has the thread's code built in, as text; run from its sources, the program has a file for it.
declare const BUNDLED_BCRYPT_WORKER: string | undefined;

/** How many comparisons may wait: at a usual cost of 10 the last one waits for seconds. */
const MAX_WAITING = 32;
/** A thread takes some megabytes; without work for so long, in milliseconds, it ends. */
const IDLE_MS = 30_000;
/** Of the thread, in MiB: it holds bcrypt's tables and nothing else. */
const LIMITS = { maxOldGenerationSizeMb: 32, maxYoungGenerationSizeMb: 4 } as const;

interface Job {
  readonly password: string;
  readonly hash: string;
  readonly resolve: (matches: boolean) => void;
  readonly reject: (error: Error) => void;
}

/** Compares passwords with bcrypt hashes, one after the other, in a thread that lives while there is work. */
export class BcryptThread {
  readonly #clock: Clock;
  readonly #jobs: Job[] = [];
  #worker: Worker | undefined;
  #cancelIdle = () => {};

  constructor({ clock }: { readonly clock: Clock }) {
    this.#clock = clock;
  }

  /** Whether no more comparisons are taken for now. */
  get full(): boolean {
    return this.#jobs.length >= MAX_WAITING;
  }

  /** Whether there is a thread at present. */
  get running(): boolean {
    return this.#worker !== undefined;
  }

  /** @throws Error when the thread breaks down, or is closed */
  compare(password: string, hash: string): Promise<boolean> {
    return new Promise((resolve, reject) => {
      this.#jobs.push({ password, hash, resolve, reject });
      if (this.#jobs.length === 1) {
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
    const job = this.#jobs[0];
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
      this.#jobs.shift()?.resolve(matches);
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
    for (const job of this.#jobs.splice(0)) {
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
