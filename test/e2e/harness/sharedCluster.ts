import { type ControlPlane, startControlPlane } from "./startControlPlane.ts";

let started: Promise<ControlPlane> | undefined;

/**
 * A cluster with one node for all scenes that tell their namespaces from others' by a label and leave the API server
 * running. It starts when the first scene asks, and goes when the last has ended.
 */
export function sharedCluster(): Promise<ControlPlane> {
  started ??= startControlPlane({ nodes: 1 });
  return started;
}

/** For the run's end. */
export async function stopSharedCluster(): Promise<void> {
  const cluster = await started?.catch(() => undefined);
  started = undefined;
  await cluster?.stop();
}
