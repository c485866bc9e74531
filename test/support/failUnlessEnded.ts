import { setTimeout } from "node:timers/promises";
import { keptBy } from "./leaveNothingOpen.ts";

/** As long as what has been stopped may take to end. */
const PATIENCE_MS = Number(process.env.MOCHA_END_PATIENCE_MS ?? 10_000);

/**
 * Mocha calls this before the first test, in the process that hands out files. Where all that run files die at once, mocha
 * waits for nobody any more: it would end before its time, as if all were well.
 */
export function mochaGlobalSetup(): void {
  process.exitCode = 1;
}

/** Mocha calls this after the last test, in the same process: where that has run files itself, what they left would keep it for good. */
export async function mochaGlobalTeardown(): Promise<void> {
  const endMs = performance.now() + PATIENCE_MS;
  let left = keptBy();
  while (left.length > 0 && performance.now() < endMs) {
    await setTimeout(20);
    left = keptBy();
  }
  if (left.length > 0) {
    process.stderr.write(`Cannot end: there is left ${left.join(", ")}\n`);
    process.exit(1);
  }
}
