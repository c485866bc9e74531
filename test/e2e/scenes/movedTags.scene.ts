import { expect } from "chai";
import { createNamespace, createWorkload, workloadPath } from "../harness/objects.ts";
import { parts, scene } from "../harness/scene.ts";
import { sharedCluster } from "../harness/sharedCluster.ts";
import type { ControlPlane } from "../harness/startControlPlane.ts";
import { quickChecks, type RunningExporter, startExporter } from "../harness/startExporter.ts";
import { type Registry, startRegistry } from "../harness/startRegistry.ts";
import { waitUntil } from "../harness/waitUntil.ts";

const NAMESPACE = "moved-tags";

scene("tags that were moved, and last copies", [parts.cluster, parts.registry], () => {
  let cluster: ControlPlane;
  let registry: Registry;
  let exporter: RunningExporter;
  let first: string;

  const image = (tag: string) => `${registry.host}/moved/app:${tag}`;
  const of = (tag: string) => ({
    namespace: NAMESPACE,
    kind: "deployment",
    name: "web",
    container: "main",
    image: image(tag),
  });
  const pods = `/api/v1/namespaces/${NAMESPACE}/pods`;

  /** Plays the kubelet of every Pod of a tag: says what its node has pulled. */
  async function pulled(tag: string, digest: string): Promise<void> {
    await waitUntil(`pods at ${tag}`, async () => {
      const { items } = await cluster.client.get<{ items: readonly PodSeen[] }>(pods);
      const its = items.filter(({ spec }) => spec.containers[0]?.image === image(tag));
      for (const { metadata } of its) {
        const imageID = `${registry.host}/moved/app@${digest}`;
        const main = { name: "main", image: image(tag), imageID, ready: true, restartCount: 0 };
        await cluster.client.patch(`${pods}/${metadata.name}/status`, {
          status: { containerStatuses: [main] },
        });
      }
      return its.length > 0 && "so";
    });
  }

  before(async () => {
    [cluster, registry] = await Promise.all([sharedCluster(), startRegistry()]);
    await createNamespace(cluster.client, NAMESPACE, { scene: NAMESPACE });
    first = await registry.client.push("moved/app", "1", "oci-index");
    await createWorkload(cluster.client, [NAMESPACE, "Deployment", "web"], image("1"));
    await pulled("1", first);
    exporter = await startExporter({
      kubeconfig: cluster.kubeconfig,
      args: [
        ...quickChecks,
        "--allow-plain-http",
        `--namespaces-selector=scene=${NAMESPACE}`,
        "--running-enabled",
      ],
    });
  });
  after(async () => {
    await exporter?.stop();
    await registry?.stop();
  });

  it("are told of the Deployment, through its ReplicaSet", async () => {
    await exporter.counts("available", of("1"), 1);
    await exporter.counts("image_moved", of("1"), undefined);
    const leads = await registry.client.push("moved/app", "1");
    await exporter.counts("image_moved", of("1"), 1);
    const told = (await exporter.log()).filter(({ msg }) => msg.startsWith("the tag was moved"));
    expect(told.map((line) => [line.image, line.leads, line.ran])).to.deep.equal([
      [image("1"), leads, `${registry.host}/moved/app@${first}`],
    ]);
  });

  it("are over once its Pods run what the tag leads to, those of a new ReplicaSet included", async () => {
    const digest = await registry.client.push("moved/app", "2");
    const containers = [{ name: "main", image: image("2") }];
    await cluster.client.patch(`${workloadPath(NAMESPACE, "Deployment")}/web`, {
      spec: { template: { spec: { containers } } },
    });
    await pulled("2", digest);
    await exporter.counts("available", of("2"), 1);
    await exporter.counts("image_moved", of("1"), undefined);
    await registry.client.push("moved/app", "2");
    await exporter.counts("image_moved", of("2"), 1);
  });

  it("are last copies where the image is gone", async () => {
    await registry.client.untag("moved/app", "2");
    await exporter.counts("image_nodes", { image: image("2") }, (value) => value >= 0);
    await exporter.counts("workload_replicas", { namespace: NAMESPACE, kind: "deployment", name: "web" }, 1);
  });
});

interface PodSeen {
  readonly metadata: { readonly name: string };
  readonly spec: { readonly containers: readonly { readonly image: string }[] };
}
