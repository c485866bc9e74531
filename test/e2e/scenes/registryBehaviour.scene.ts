import { registryBehaviour } from "../../demo/registryBehaviour.ts";
import { scene } from "../harness/scene.ts";
import { startRegistry } from "../harness/startRegistry.ts";

for (const [release, tool] of [
  [3, "registry"],
  [2, "registry-2"],
] as const) {
  scene(`what the demo's registry imitates: ${tool}`, [[tool]], () => {
    const start = async () => {
      const registry = await startRegistry({
        tool,
        auth: { scheme: "htpasswd", users: { alice: "wonderland" } },
      });
      return {
        url: registry.url,
        username: "alice",
        password: "wonderland",
        close: () => registry.stop(),
      };
    };
    registryBehaviour(`distribution ${release}.x`, start, release);
  });
}
