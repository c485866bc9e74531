import { createNamespace, createWorkload } from "../harness/objects.ts";
import { parts, scene } from "../harness/scene.ts";
import { sharedCluster } from "../harness/sharedCluster.ts";
import type { ControlPlane } from "../harness/startControlPlane.ts";
import { quickChecks, type RunningExporter, startExporter } from "../harness/startExporter.ts";
import { type Registry, startRegistry } from "../harness/startRegistry.ts";

scene("images that live on mirrors", [parts.cluster, parts.registry], () => {
  let cluster: ControlPlane;
  let origin: Registry;
  let mirror: Registry;
  let exporter: RunningExporter;
  const image = (tag: string) => `${origin.host}/shop/web:${tag}`;
  const says = (tag: string) =>
    ["origin_unavailable", { image: image(tag), registry: origin.host, reason: "absent" }] as const;

  before(async () => {
    [cluster, origin, mirror] = await Promise.all([sharedCluster(), startRegistry(), startRegistry()]);
    const { client } = cluster;
    await createNamespace(client, "mirrored", { scene: "mirrors" });
    for (const tag of ["kept", "cached"]) {
      await mirror.client.push("shop/web", tag);
      await createWorkload(client, ["mirrored", "Deployment", tag], image(tag));
    }
    await origin.client.push("shop/web", "kept");
    exporter = await startExporter({
      kubeconfig: cluster.kubeconfig,
      args: [
        ...quickChecks,
        "--allow-plain-http",
        "--namespaces-selector=scene=mirrors",
        `--image-mirror=${origin.host}=${mirror.host}`,
      ],
    });
  });
  after(async () => {
    await exporter?.stop();
    await origin?.stop();
    await mirror?.stop();
  });

  it("are available, and named where their own registry has them no more", async () => {
    const kept = "mirrored deployment/kept main";
    const cached = "mirrored deployment/cached main";
    await exporter.says({ [kept]: "available", [cached]: "available" });
    await exporter.counts(...says("cached"), 1);
    await exporter.counts(...says("kept"), undefined);
    await mirror.client.untag("shop/web", "cached");
    await exporter.says({ [kept]: "available", [cached]: "absent" });
    await exporter.counts(...says("cached"), undefined);
  });
});
