import { TurnQueue } from "../collections/turnQueue.ts";
import type { Clock } from "./clock.ts";
import { TimeSlice } from "./timeSlice.ts";

const STEPS_PER_LOOK = 4;

/**
 * Runs jobs of many small steps without keeping the event loop from anything else, and none from its turn for longer than a
 * slice of each client. A job is an iterator whose every step is short; it must look at the present state at each step, because
 * the world may move on between two of them.
 */
export class SlicedWork {
  readonly #jobs = new TurnQueue<Iterator<void>>();
  readonly #clock: Clock;
  readonly #defer: (task: () => void) => void;
  /** A slice is running, or its turn will come. */
  #underWay = false;
  readonly #onIdle: (() => void)[] = [];

  /** @param defer puts a task behind what the event loop has to do already */
  constructor(clock: Clock, defer: (task: () => void) => void = setImmediate) {
    this.#clock = clock;
    this.#defer = defer;
  }

  /**
   * Starts at once: short jobs are done when this returns, unless earlier ones are still waiting.
   *
   * @param client whose turn it takes: nobody waits for all that another has to be done
   */
  run(job: Iterable<void>, client = ""): void {
    this.#jobs.push(client, job[Symbol.iterator]());
    if (!this.#underWay) {
      this.#work();
    }
  }

  /** Whether nothing is left to do. */
  get idle(): boolean {
    return !this.#underWay;
  }

  /** Resolves when nothing is left to do, also of what comes meanwhile. */
  async whenIdle(): Promise<void> {
    while (!this.idle) {
      await new Promise<void>((resolve) => this.#onIdle.push(resolve));
    }
  }

  #work(): void {
    this.#underWay = true;
    const slice = new TimeSlice(this.#clock);
    let turn = this.#jobs.shift();
    for (let steps = 1; turn !== undefined; steps++) {
      if (turn.item.next().done === true) {
        turn = this.#jobs.shift();
      }
      // Reading the clock costs more than many a step.
      if (turn !== undefined && steps % STEPS_PER_LOOK === 0 && slice.isOver) {
        this.#jobs.push(turn.client, turn.item);
        this.#defer(() => this.#work());
        return;
      }
    }
    this.#underWay = false;
    for (const tell of this.#onIdle.splice(0)) {
      tell();
    }
  }
}
