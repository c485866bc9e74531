import type { Clock } from "../../time/clock.ts";
import { type ApiObject, isRecord } from "../apiServer/apiObject.ts";
import { type ApiServer, startApiServer } from "../apiServer/apiServer.ts";
import type { Pull, Pulled } from "../controllers/kubelets.ts";
import { startControllers } from "../controllers/startControllers.ts";
import type { DemoRegistry } from "../registry/demoRegistry.ts";
import { clusterObjects, ROLLOUT } from "./cluster.ts";
import { type DemoRegistries, startDemoRegistries } from "./registries.ts";

/** The demo's world: a cluster and the registries it pulls from. */
export interface DemoCluster {
  readonly server: ApiServer;
  readonly registries: DemoRegistries;
  /** Lets controllers and kubelets do at once what they would do within seconds. */
  settle(): void;
  /** Fills the registries as they were, and has every pod run, also what cannot be pulled any more. */
  recover(): void;
  stop(): Promise<void>;
}

/** Starts the world in the state in which the story begins. */
export async function startDemoCluster({ clock }: { clock: Clock }): Promise<DemoCluster> {
  const registries = await startDemoRegistries({ clock });
  const { hub, shop, legacy, edge } = registries;
  const byHost = new Map([hub, shop, legacy, edge].map((registry) => [registry.host, registry]));
  const objects = clusterObjects({ hub: hub.host, shop: shop.host, legacy: legacy.host, edge: edge.host });
  const server = await startApiServer({ clock, customResources: [ROLLOUT], open: true });
  server.createAll([...NODES.map(nodeObject), ...objects]);
  // What runs was pulled when all was well.
  let isWell = true;
  const controllers = startControllers(server, {
    clock,
    pull: (image, loginOf) => pullFrom(byHost, image, isWell ? "anyway" : loginOf),
  });
  const recover = () => {
    publishImages(objects, byHost);
    isWell = true;
    controllers.settle();
    isWell = false;
    takeAway(objects, byHost);
  };
  recover();
  return {
    server,
    registries,
    settle: () => controllers.settle(),
    recover,
    async stop() {
      controllers.stop();
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

type RegistriesByHost = ReadonlyMap<string, DemoRegistry>;

/** The nodes of the cluster. */
export const NODES = ["node-1", "node-2", "node-3"];

const NODE_INFO = {
  operatingSystem: "linux",
  architecture: "amd64",
  containerRuntimeVersion: "containerd://2.4.2",
};

/** A node to run pods on. */
export function nodeObject(name: string): ApiObject {
  const conditions = [{ type: "Ready", status: "True" }];
  return { apiVersion: "v1", kind: "Node", metadata: { name }, status: { conditions, nodeInfo: NODE_INFO } };
}

/** Puts the images that the objects use into the demo's registries. */
function publishImages(objects: readonly ApiObject[], registries: RegistriesByHost): void {
  const images = objects.flatMap((object) => imagesIn(object));
  for (const image of new Set(images)) {
    const { registry, repository, reference } = locate(registries, image) ?? {};
    // What no registry would take has upper-case letters.
    if (registry !== undefined && repository !== undefined && reference !== undefined) {
      const layout = SCHEMA1.has(`${repository}:${reference}`) ? "schema1" : "index";
      registry.putImage(repository, reference, { layout });
    }
  }
}

/** Deletes those that are to be missed. */
function takeAway(objects: readonly ApiObject[], registries: RegistriesByHost): void {
  for (const image of new Set(objects.flatMap((object) => imagesIn(object)))) {
    const { registry, repository = "", reference = "" } = locate(registries, image) ?? {};
    if (ABSENT.has(`${repository}:${reference}`)) {
      registry?.deleteImage(repository, reference);
    }
  }
}

/** Where an image is; undefined for names that are none. */
function locate(registries: RegistriesByHost, image: string) {
  const [, host = "", repository = "", tag = "latest", digest] =
    /^([^/]+)\/([a-z0-9._/-]+?)(?::([\w.-]+))?(?:@(sha256:[0-9a-f]{64}))?$/.exec(image) ?? [];
  return repository === ""
    ? undefined
    : { host, registry: registries.get(host), repository, reference: digest ?? tag };
}

/** What containerd would make of it. @param loginOf the logins that a pod has; `anyway`: nobody asks for one */
function pullFrom(
  registries: RegistriesByHost,
  image: string,
  loginOf: Parameters<Pull>[1] | "anyway",
): Pulled {
  const found = locate(registries, image);
  if (found === undefined) {
    return { reason: "InvalidImageName", message: `Failed to apply default image tag "${image}"` };
  }
  const { host, registry, repository, reference } = found;
  const backOff = (why: string) => ({
    reason: "ImagePullBackOff",
    message: `Back-off pulling image "${image}": ${why}`,
  });
  if (registry === undefined || (registry.isDown && loginOf !== "anyway")) {
    return backOff(`dial tcp ${host}: connect: connection refused`);
  }
  if (loginOf !== "anyway" && !registry.permits(repository, loginOf(host))) {
    return backOff("pull access denied, repository does not exist or may require authorization");
  }
  const digest = registry.resolve(repository, reference);
  return digest === undefined
    ? backOff(`${image}: not found`)
    : { imageId: `${host}/${repository}@${digest}` };
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
