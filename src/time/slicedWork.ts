import type { Clock } from "./clock.ts";
import { TimeSlice } from "./timeSlice.ts";

const STEPS_PER_LOOK = 4;

/**
 * Runs jobs of many small steps without keeping the event loop from anything else. A job is an iterator whose every
 * step is short; it must look at the present state at each step, because the world may move on between two of them.
 */
export class SlicedWork {
  readonly #jobs: Iterator<void>[] = [];
  readonly #clock: Clock;
  readonly #defer: (task: () => void) => void;
  /** A slice is running, or its turn will come. */
  #underWay = false;

  /** @param defer puts a task behind what the event loop has to do already */
  constructor(clock: Clock, defer: (task: () => void) => void = setImmediate) {
    this.#clock = clock;
    this.#defer = defer;
  }

  /** Starts at once: short jobs are done when this returns, unless earlier ones are still waiting. */
  run(job: Iterable<void>): void {
    this.#jobs.push(job[Symbol.iterator]());
    if (!this.#underWay) {
      this.#work();
    }
  }

  /** Whether nothing is left to do. */
  get idle(): boolean {
    return this.#jobs.length === 0;
  }

  /** Resolves when nothing is left to do, also of what comes meanwhile. */
  async whenIdle(): Promise<void> {
    while (!this.idle) {
      // Whatever waits is before it.
      await new Promise<void>((resolve) => this.run(calling(resolve)));
    }
  }

  #work(): void {
    this.#underWay = true;
    const slice = new TimeSlice(this.#clock);
    for (let steps = 1; this.#jobs.length > 0; steps++) {
      if (this.#jobs[0]?.next().done === true) {
        this.#jobs.shift();
      }
      // Reading the clock costs more than many a step.
      if (steps % STEPS_PER_LOOK === 0 && this.#jobs.length > 0 && slice.isOver) {
        this.#defer(() => this.#work());
        return;
      }
    }
    this.#underWay = false;
  }
}

// biome-ignore lint/correctness/useYield: a job of a single step
function* calling(call: () => void): Generator<void> {
  call();
}
