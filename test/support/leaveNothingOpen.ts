import { setImmediate, setTimeout } from "node:timers/promises";

/** Standard streams, and what mocha's processes talk by. */
const OWN = new Set(["PipeWrap", "TTYWrap"]);
/** As long as what is being closed may take on a busy machine. */
const PATIENCE_MS = 10_000;

let isTold = false;

/**
 * Root hooks of mocha: after each file (after the last, with `--no-parallel`) nothing may be left that keeps a process
 * from ending. Mocha ends those that it runs files in whatever is left.
 */
export const mochaHooks = {
  async afterAll(this: Mocha.Context): Promise<void> {
    this.timeout(2 * PATIENCE_MS);
    const endMs = performance.now() + PATIENCE_MS;
    await setImmediate();
    let left = leftOpen();
    while (left.length > 0 && !isTold && performance.now() < endMs) {
      await setTimeout(20);
      left = leftOpen();
    }
    if (left.length > 0 && !isTold) {
      // What is there from now on is no fault of the files to come.
      isTold = true;
      const [first] = this.test?.parent?.suites ?? [];
      throw new Error(`Cannot end after ${first?.file}: there is left ${left.join(", ")}`);
    }
  },
};

/** What keeps this process from ending, besides the test or hook of mocha that asks. */
export function leftOpen(): readonly string[] {
  const left = keptBy();
  // Mocha's own.
  left.splice(left.indexOf("Timeout"), 1);
  return left;
}

/** What keeps this process from ending, but for what it writes to. */
export function keptBy(): string[] {
  return process.getActiveResourcesInfo().filter((kind) => !OWN.has(kind));
}
