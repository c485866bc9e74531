/**
 * A heap that is smaller once the cluster is listed, in bytes, would slowly fill up: V8 looks for garbage among what has lived
 * for a while only from the size on that the entry point gives it (`--initial-old-space-size`). A larger one soon has that.
 */
const SMALL = 80 * 1024 * 1024;

/** @param collect the runtime's, where `--expose-gc` lets it be called */
export function collectAfterStart(
  heapBytes: number,
  collect: ((options: { type: "major"; execution: "async" }) => Promise<void>) | undefined,
): void {
  if (heapBytes < SMALL) {
    void collect?.({ type: "major", execution: "async" });
  }
}
