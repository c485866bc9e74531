import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createNamespace, createWorkload, dockerConfig } from "../harness/objects.ts";
import { parts, scene } from "../harness/scene.ts";
import { sharedCluster } from "../harness/sharedCluster.ts";
import type { ControlPlane } from "../harness/startControlPlane.ts";
import { quickChecks, type RunningExporter, startExporter } from "../harness/startExporter.ts";
import { type Registry, startRegistry } from "../harness/startRegistry.ts";
import { temporaryFolder } from "../harness/temporaryFolder.ts";

scene("nodes of CRI-O", [parts.cluster, parts.registry], () => {
  let cluster: ControlPlane;
  let origin: Registry;
  let mirror: Registry;
  let exporter: RunningExporter;
  let folder: string;
  const auth = (password: string) =>
    writeFile(join(folder, "auth.json"), dockerConfig({ [mirror.host]: ["alice", password] }));
  const says = (mirrored: string, refused: string) =>
    exporter.says({
      "crio deployment/mirrored main": mirrored,
      "crio deployment/short main": mirrored,
      "crio deployment/unknown main": "unknown_error",
      "crio deployment/blocked main": refused,
    } as Parameters<RunningExporter["says"]>[0]);

  before(async () => {
    folder = await temporaryFolder("containers");
    [cluster, origin, mirror] = await Promise.all([
      sharedCluster(),
      startRegistry(),
      startRegistry({ auth: { scheme: "htpasswd", users: { alice: "wonderland" } } }),
    ]);
    const { client } = cluster;
    await mirror.client.push("shop/web", "1");
    await writeFile(
      join(folder, "registries.conf"),
      [
        `[[registry]]\nlocation = "${origin.host}"\n[[registry.mirror]]\nlocation = "${mirror.host}"`,
        '[[registry]]\nlocation = "127.0.0.9:5000"\nblocked = true',
        `[aliases]\nweb = "${origin.host}/shop/web"`,
      ].join("\n"),
    );
    await auth("wonderland");
    await createNamespace(client, "crio", { scene: "crio" });
    for (const [name, image] of [
      ["mirrored", `${origin.host}/shop/web:1`],
      ["short", "web:1"],
      ["unknown", "shop/web:1"],
      ["blocked", "127.0.0.9:5000/shop/web:1"],
    ] as const) {
      await createWorkload(client, ["crio", "Deployment", name], image);
    }
    exporter = await startExporter({
      kubeconfig: cluster.kubeconfig,
      args: [
        ...quickChecks,
        "--namespaces-selector=scene=crio",
        "--nodes-runtime=cri-o",
        `--nodes-registries-conf=${join(folder, "registries.conf")}`,
        `--nodes-runtime-auth-file=${join(folder, "auth.json")}`,
      ],
    });
  });
  after(async () => {
    await exporter?.stop();
    await origin?.stop();
    await mirror?.stop();
  });

  it("pull as registries.conf says, with what their auth file has", async () => {
    await says("available", "unknown_error");
    await exporter.counts(
      "unavailable",
      { name: "unknown", image: "shop/web:1", reason: "unknown_error" },
      1,
    );
  });

  it("are refused what their auth file no longer opens", async () => {
    await auth("wrong");
    await says("authentication_failure", "unknown_error");
  });
});
