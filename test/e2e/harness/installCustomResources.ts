import type { ToolName } from "../tools/catalogue.ts";
import { locateTool } from "../tools/locateTool.ts";
import { runClusterTool } from "./clusterTool.ts";
import { parts } from "./scene.ts";
import { waitUntil } from "./waitUntil.ts";

/** Makes the cluster know custom resources: those of `parts.customResources`, unless told otherwise. */
export async function installCustomResources(
  kubeconfig: string,
  tools: readonly ToolName[] = parts.customResources,
): Promise<void> {
  for (const tool of tools) {
    // Some are too large for the annotation that `apply` leaves.
    await runClusterTool("kubectl", ["create", "-f", await locateTool(tool)], { kubeconfig });
  }
  // `kubectl wait` fails on an object that has no conditions yet.
  await waitUntil("the definitions established", async () => {
    const wait = ["wait", "--for=condition=Established", "crd", "--all", "--timeout=30s"];
    await runClusterTool("kubectl", wait, { kubeconfig });
    return true;
  });
}
