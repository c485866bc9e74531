import { startDemoRegistry } from "../../src/demo/registry/demoRegistry.ts";
import { registryBehaviour } from "./registryBehaviour.ts";

registryBehaviour("the demo's registry", async () => {
  const registry = await startDemoRegistry({
    authentication: "basic",
    users: { alice: "wonderland" },
  });
  return { url: registry.url, username: "alice", password: "wonderland", close: () => registry.close() };
});
