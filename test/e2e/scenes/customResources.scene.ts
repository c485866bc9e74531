import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { installCustomResources } from "../harness/installCustomResources.ts";
import { createNamespace, createWorkload, workloadPath } from "../harness/objects.ts";
import { parts, scene } from "../harness/scene.ts";
import { type ControlPlane, startControlPlane } from "../harness/startControlPlane.ts";
import { quickChecks, type RunningExporter, startExporter } from "../harness/startExporter.ts";
import { type Registry, startRegistry } from "../harness/startRegistry.ts";
import { temporaryFolder } from "../harness/temporaryFolder.ts";

scene("custom resources as owners", [parts.apiServer, parts.customResources, parts.registry], () => {
  let cluster: ControlPlane;
  let registry: Registry;
  let exporter: RunningExporter;
  let folder: string;

  before(async () => {
    [cluster, registry] = await Promise.all([startControlPlane(), startRegistry()]);
    await installCustomResources(cluster.kubeconfig);
    await registry.client.push("app", "1");
    await createNamespace(cluster.client, "shop");
    folder = await temporaryFolder("custom-resources");
  });
  after(async () => {
    await exporter?.stop();
    await registry?.stop();
    await cluster?.stop();
    if (folder) {
      await rm(folder, { recursive: true });
    }
  });

  const rollouts = "/apis/argoproj.io/v1alpha1/namespaces/shop/rollouts";
  const createReplicaSet = (rollout: string, uid: string, container: object) => {
    const labels = { app: rollout, revision: "1" };
    const owner = { apiVersion: "argoproj.io/v1alpha1", kind: "Rollout", name: rollout, uid };
    return cluster.client.create("/apis/apps/v1/namespaces/shop/replicasets", {
      metadata: { name: `${rollout}-1`, labels, ownerReferences: [{ ...owner, controller: true }] },
      spec: {
        replicas: 1,
        selector: { matchLabels: labels },
        template: { metadata: { labels }, spec: { containers: [container] } },
      },
    });
  };

  it("report what a Rollout with a workloadRef runs, and warn once", async () => {
    const { client } = cluster;
    const image = `${registry.host}/app:1`;
    // Scaled down by Argo Rollouts, which runs its template itself.
    await createWorkload(client, ["shop", "Deployment", "web"], image);
    await client.patch(workloadPath("shop", "Deployment", "web"), { spec: { replicas: 0 } });
    const workloadRef = { apiVersion: "apps/v1", kind: "Deployment", name: "web" };
    const rollout = (name: string) =>
      client.create<{ metadata: { uid: string } }>(rollouts, {
        apiVersion: "argoproj.io/v1alpha1",
        kind: "Rollout",
        metadata: { name },
        spec: { replicas: 1, workloadRef },
      });
    const { metadata } = await rollout("web");
    await rollout("other");
    await createReplicaSet("web", metadata.uid, { name: "main", image });

    const file = join(folder, "config.yaml");
    const custom = [{ group: "argoproj.io", version: "v1alpha1", resource: "rollouts", kind: "Rollout" }];
    await writeFile(file, JSON.stringify({ workloads: { kinds: ["Deployment", "ReplicaSet"], custom } }));
    exporter = await startExporter({
      kubeconfig: cluster.kubeconfig,
      args: [`--config=${file}`, ...quickChecks, "--allow-plain-http"],
    });
    await exporter.says({ "shop rollout/web main": "available" });
    const warnings = (await exporter.log()).filter(({ msg }) => msg.includes("no pod template was found"));
    expect(warnings).to.have.length(1);
  });

  it("report what a Rollout runs besides its template, in the midst of a canary", async () => {
    const { client } = cluster;
    const labels = { app: "canary" };
    const container = { name: "main", image: `${registry.host}/app:1` };
    const { metadata } = await client.create<{ metadata: { uid: string } }>(rollouts, {
      apiVersion: "argoproj.io/v1alpha1",
      kind: "Rollout",
      metadata: { name: "canary" },
      spec: {
        replicas: 2,
        selector: { matchLabels: labels },
        strategy: { canary: {} },
        template: { metadata: { labels }, spec: { containers: [container] } },
      },
    });
    const stable = { name: "stable", image: `${registry.host}/app:0` };
    await createReplicaSet("canary", metadata.uid, stable);
    await client.patch(`${rollouts}/canary/status`, { status: { replicas: 2, updatedReplicas: 1 } });
    await exporter.says({
      "shop rollout/web main": "available",
      "shop rollout/canary main": "available",
      "shop rollout/canary stable": "absent",
    });
  });
});
