import { createNamespace, createWorkload, workloadPath } from "../harness/objects.ts";
import { parts, scene } from "../harness/scene.ts";
import { sharedCluster } from "../harness/sharedCluster.ts";
import type { ControlPlane } from "../harness/startControlPlane.ts";
import { quickChecks, type RunningExporter, startExporter } from "../harness/startExporter.ts";
import { type Registry, startRegistry } from "../harness/startRegistry.ts";
import { waitUntil } from "../harness/waitUntil.ts";

scene("revisions that still own pods", [parts.cluster, parts.registry], () => {
  let cluster: ControlPlane;
  let registry: Registry;
  let exporter: RunningExporter;

  const deployment = `${workloadPath("revisions", "Deployment")}/paused`;
  const statefulSet = `${workloadPath("revisions", "StatefulSet")}/parted`;
  const image = (tag: string) => `${registry.host}/shop/app:${tag}`;
  const says = (path: string, what: string, holds: (object: Observed) => boolean) =>
    waitUntil(what, async () => holds(await cluster.client.get<Observed>(path)) && "so");

  before(async () => {
    [cluster, registry] = await Promise.all([sharedCluster(), startRegistry()]);
    const { client } = cluster;
    await createNamespace(client, "revisions", { scene: "revisions" });
    // The old image was never pushed, or is gone by now: all that counts is that it cannot be pulled.
    await registry.client.push("shop/app", "2");
    await createWorkload(client, ["revisions", "Deployment", "paused"], image("1"));
    await createWorkload(client, ["revisions", "StatefulSet", "parted"], image("1"));
    await client.patch(statefulSet, {
      spec: {
        replicas: 3,
        updateStrategy: { rollingUpdate: { partition: 2 } },
      },
    });
    await says(deployment, "the Deployment's pod", ({ status }) => status.updatedReplicas === 1);
    await says(statefulSet, "the StatefulSet's pods", ({ status }) => status.readyReplicas === 3);
  });
  after(async () => {
    await exporter?.stop();
    await registry?.stop();
  });

  it("are checked beside the template's own, during a paused roll-out and below a partition", async () => {
    const { client } = cluster;
    exporter = await startExporter({
      kubeconfig: cluster.kubeconfig,
      args: [...quickChecks, "--allow-plain-http", "--namespaces-selector=scene=revisions"],
    });
    await exporter.says({
      "revisions deployment/paused main": "absent",
      "revisions statefulset/parted main": "absent",
    });
    const containers = [{ name: "main", image: image("2") }];
    await client.patch(deployment, { spec: { paused: true, template: { spec: { containers } } } });
    await client.patch(statefulSet, { spec: { template: { spec: { containers } } } });
    await says(statefulSet, "one pod of the new revision", ({ status }) => status.updatedReplicas === 1);
    for (const kind of ["deployment", "statefulset"]) {
      const name = kind === "deployment" ? "paused" : "parted";
      const labels = { namespace: "revisions", kind, name, container: "main" };
      await exporter.counts("available", { ...labels, image: image("2") }, 1);
      await exporter.counts("available", { ...labels, image: image("1") }, 0);
    }
  });

  it("are gone with the last of their pods", async () => {
    const { client } = cluster;
    await client.patch(deployment, { spec: { paused: false } });
    await client.patch(statefulSet, { spec: { updateStrategy: { rollingUpdate: { partition: 0 } } } });
    await exporter.says({
      "revisions deployment/paused main": "available",
      "revisions statefulset/parted main": "available",
    });
  });
});

interface Observed {
  readonly status: { readonly updatedReplicas?: number; readonly readyReplicas?: number };
}
