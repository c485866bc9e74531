import fastq from "fastq";
import type { Clock } from "../time/clock.ts";

/** After which a task that is still under way no longer keeps others from theirs, in milliseconds. */
const LONG_MS = 5000;

/** Runs a task when it is its turn, first come first served, and gives what it gives. */
export type TakeTurn = <R>(task: () => Promise<R>) => Promise<R>;

/** @param concurrency how many tasks run at a time; those of a server that does not answer do not count for long */
export function createTurns(concurrency: number, clock: Clock): TakeTurn {
  const queue = fastq.promise<unknown, () => Promise<void>, void>((task) => task(), concurrency);
  return <R>(task: () => Promise<R>) =>
    new Promise<R>((resolve, reject) => {
      void queue.push(
        () =>
          new Promise((free) => {
            const cancel = clock.schedule(LONG_MS, free);
            // A worker that rejects would be reported twice.
            void task()
              .then(resolve, reject)
              .finally(() => {
                cancel();
                free();
              });
          }),
      );
    });
}
