import { prepareScenes } from "./scene.ts";
import { stopSharedCluster } from "./sharedCluster.ts";

/** Mocha calls this once, after the scenes are declared and before the first runs. Under CI=true all must run. */
export async function mochaGlobalSetup(): Promise<void> {
  const missing = await prepareScenes();
  if (missing === undefined) {
    return;
  }
  process.stderr.write(`e2e: ${missing}\n`);
  if (process.env.CI === "true") {
    process.exit(1);
  }
}

/** Mocha calls this once, after the last scene. */
export async function mochaGlobalTeardown(): Promise<void> {
  await stopSharedCluster();
}
