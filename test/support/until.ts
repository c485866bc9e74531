/** Real time after which something that was to happen on a loopback socket will not happen any more. */
const PATIENCE_MS = 5_000;

/** Lets the event loop turn until something real has happened. */
export async function until(condition: () => boolean): Promise<void> {
  const patience = performance.now() + PATIENCE_MS;
  while (!condition()) {
    if (performance.now() > patience) {
      throw new Error(`Cannot go on: not within ${PATIENCE_MS} ms was ${condition}`);
    }
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
  }
}
