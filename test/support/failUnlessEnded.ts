/**
 * Mocha calls this before the first test, in the process that hands out files. Where all that run files die at once, mocha
 * waits for nobody any more: it would end before its time, as if all were well.
 */
export function mochaGlobalSetup(): void {
  process.exitCode = 1;
}
