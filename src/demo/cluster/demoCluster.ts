import type { Clock } from "../../time/clock.ts";
import { type ApiObject, isRecord } from "../apiServer/apiObject.ts";
import { type ApiServer, startApiServer } from "../apiServer/apiServer.ts";
import type { DemoRegistry } from "../registry/demoRegistry.ts";
import { clusterObjects, ROLLOUT } from "./cluster.ts";
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

/** What the cluster uses although it is not in its registry, as `repository:tag`. */
const ABSENT: ReadonlySet<string> = new Set([
  "shop/image-resizer:1.9.0",
  "shop/black-friday:2023",
  "grafana/k6:0.1.0",
  "fluent/fluent-bit:3.1.0",
]);

/** What is there in a form that is too old. */
const SCHEMA1: ReadonlySet<string> = new Set(["dba/warehouse-sync:3"]);

/** Puts the images that the objects use into the demo's registries, but for those that are to be missed. */
function publishImages(objects: readonly ApiObject[], registries: DemoRegistries): void {
  const { hub, shop, legacy, edge } = registries;
  const byHost = new Map([hub, shop, legacy, edge].map((registry) => [registry.host, registry]));
  for (const image of new Set(objects.flatMap((object) => imagesIn(object)))) {
    const slash = image.indexOf("/");
    const registry = byHost.get(image.slice(0, slash));
    const name = image.slice(slash + 1);
    // What no registry would take has upper-case letters.
    if (registry === undefined || ABSENT.has(name) || name !== name.toLowerCase()) {
      continue;
    }
    publish(registry, name);
  }
}

function publish(registry: DemoRegistry, name: string): void {
  const [repository = "", tag = ""] = name.split(":");
  registry.putImage(repository, tag, { layout: SCHEMA1.has(name) ? "schema1" : "index" });
}

/** Every text under a key `image` or `reference`, wherever it stands in an object. */
function imagesIn(value: unknown): string[] {
  if (Array.isArray(value)) {
    return value.flatMap(imagesIn);
  }
  if (!isRecord(value)) {
    return [];
  }
  return Object.entries(value).flatMap(([key, inner]) =>
    (key === "image" || key === "reference") && typeof inner === "string" ? [inner] : imagesIn(inner),
  );
}
