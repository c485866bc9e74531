import { makeTools } from "./scene.ts";
import { stopSharedCluster } from "./sharedCluster.ts";

/** Mocha calls this once, before the first scene, in the process that hands out files. Under CI=true all must run. */
export async function mochaGlobalSetup(): Promise<void> {
  const missing = await makeTools();
  if (missing === undefined) {
    return;
  }
  process.stderr.write(`e2e: ${missing}\n`);
  if (process.env.CI === "true") {
    process.exit(1);
  }
}

/** Mocha calls this once, after the last scene. What scenes of other processes share ends with these (`reaper.ts`). */
export async function mochaGlobalTeardown(): Promise<void> {
  await stopSharedCluster();
}
