import fastq from "fastq";

/** Runs a task when it is its turn, first come first served, and gives what it gives. */
export type TakeTurn = <R>(task: () => Promise<R>) => Promise<R>;

/** @param concurrency how many tasks run at a time */
export function createTurns(concurrency: number): TakeTurn {
  const queue = fastq.promise<unknown, () => Promise<void>, void>((task) => task(), concurrency);
  return <R>(task: () => Promise<R>) =>
    new Promise<R>((resolve, reject) => {
      // A worker that rejects would be reported twice.
      void queue.push(() => task().then(resolve, reject));
    });
}
