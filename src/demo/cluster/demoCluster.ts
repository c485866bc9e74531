import type { Clock } from "../../time/clock.ts";
import { type ApiServer, startApiServer } from "../apiServer/apiServer.ts";
import { clusterObjects, ROLLOUT } from "./cluster.ts";
import { publishImages } from "./publishImages.ts";
import { type DemoRegistries, startDemoRegistries } from "./registries.ts";

/** The demo's world: a cluster and the registries it pulls from. */
export interface DemoCluster {
  readonly server: ApiServer;
  readonly registries: DemoRegistries;
  stop(): Promise<void>;
}

/** Starts the world in the state in which the story begins. */
export async function startDemoCluster({ clock }: { clock: Clock }): Promise<DemoCluster> {
  const registries = await startDemoRegistries({ clock });
  const { hub, shop, legacy, edge } = registries;
  const objects = clusterObjects({ hub: hub.host, shop: shop.host, legacy: legacy.host, edge: edge.host });
  publishImages(objects, registries);
  const server = await startApiServer({ clock, customResources: [ROLLOUT], open: true });
  server.createAll(objects);
  return {
    server,
    registries,
    async stop() {
      await server.stop();
      await registries.close();
    },
  };
}
