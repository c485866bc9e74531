import { fieldAt } from "../../src/demo/apiServer/storedObject.ts";
import type { DemoCluster } from "../../src/demo/cluster/demoCluster.ts";

/**
 * Loses a node with one of the two copies of an image that is gone, pushes once more a tag that runs, and gives both
 * Deployments a revision that cannot be gone back to.
 */
export function createPast({ server, registries, settle }: DemoCluster): void {
  const { host } = registries.shop;
  for (const [name, container] of [
    ["image-resizer", "resizer"],
    ["cart", "cart"],
  ] as const) {
    const { uid } = server.get({ kind: "Deployment", namespace: "shop", name })!.metadata;
    const labels = { "app.kubernetes.io/name": name };
    const image = `${host}/shop/image-resizer:1.9.0`;
    server.create({
      apiVersion: "apps/v1",
      kind: "ReplicaSet",
      metadata: {
        name: `${name}-past`,
        namespace: "shop",
        labels,
        ownerReferences: [{ apiVersion: "apps/v1", kind: "Deployment", name, uid, controller: true }],
        annotations: { "deployment.kubernetes.io/revision": "1" },
      },
      spec: {
        replicas: 0,
        selector: { matchLabels: labels },
        template: { metadata: { labels }, spec: { containers: [{ name: container, image }] } },
      },
    });
  }
  const copy = server.list("Pod").find(({ metadata }) => metadata.name.startsWith("image-resizer-"));
  server.delete({ kind: "Node", name: String(fieldAt(copy, "spec.nodeName")) });
  settle();
  registries.shop.putImage("shop/cart", "2.8.1", { layout: "index", seed: "once more" });
}
