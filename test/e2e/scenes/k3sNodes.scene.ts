import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createNamespace, createWorkload } from "../harness/objects.ts";
import { parts, scene } from "../harness/scene.ts";
import { sharedCluster } from "../harness/sharedCluster.ts";
import type { ControlPlane } from "../harness/startControlPlane.ts";
import { quickChecks, type RunningExporter, startExporter } from "../harness/startExporter.ts";
import { type Registry, startRegistry } from "../harness/startRegistry.ts";
import { temporaryFolder } from "../harness/temporaryFolder.ts";

scene("nodes of k3s", [parts.cluster, parts.registry], () => {
  let cluster: ControlPlane;
  let origin: Registry;
  let mirror: Registry;
  let exporter: RunningExporter;
  let path: string;
  const write = (password: string) =>
    writeFile(
      path,
      [
        `mirrors:`,
        `  ${origin.host}:`,
        `    endpoint: ["http://${mirror.host}"]`,
        `    rewrite: {"^shop/(.*)": "cache/$1"}`,
        `  "*":`,
        `    endpoint: ["http://${mirror.host}"]`,
        `configs:`,
        `  ${mirror.host}:`,
        `    auth: {username: alice, password: ${password}}`,
      ].join("\n"),
    );
  const says = (...verdicts: readonly string[]) =>
    exporter.says(
      Object.fromEntries(
        ["rewritten", "of-any", "own", "gone"].map((name, index) => [
          `k3s deployment/${name} main`,
          verdicts[index],
        ]),
      ) as Parameters<RunningExporter["says"]>[0],
    );

  before(async () => {
    path = join(await temporaryFolder("rancher"), "registries.yaml");
    [cluster, origin, mirror] = await Promise.all([
      sharedCluster(),
      startRegistry(),
      startRegistry({ auth: { scheme: "htpasswd", users: { alice: "wonderland" } } }),
    ]);
    const { client } = cluster;
    await mirror.client.push("cache/web", "1");
    await mirror.client.push("team/app", "1");
    // Never rewritten at the registry itself.
    await origin.client.push("shop/own", "1");
    await write("wonderland");
    await createNamespace(client, "k3s", { scene: "k3s" });
    for (const [name, image] of [
      ["rewritten", `${origin.host}/shop/web:1`],
      // Nothing listens there: the mirror of any registry has it.
      ["of-any", "127.0.0.9:5000/team/app:1"],
      ["own", `${origin.host}/shop/own:1`],
      ["gone", `${origin.host}/shop/gone:1`],
    ] as const) {
      await createWorkload(client, ["k3s", "Deployment", name], image);
    }
    exporter = await startExporter({
      kubeconfig: cluster.kubeconfig,
      args: [
        ...quickChecks,
        "--namespaces-selector=scene=k3s",
        `--nodes-registries-yaml=${path}`,
        "--nodes-disable-default-registry-endpoint=false",
      ],
    });
  });
  after(async () => {
    await exporter?.stop();
    await origin?.stop();
    await mirror?.stop();
  });

  it("pull what a rewrite makes of a name from mirrors, with what registries.yaml has for them", async () => {
    await says("available", "available", "available", "absent");
    await exporter.counts("origin_unavailable", { image: `${origin.host}/shop/web:1` }, 1);
  });

  it("are refused what it no longer opens", async () => {
    await write("wrong");
    await says("authentication_failure", "registry_unavailable", "available", "authentication_failure");
  });

  it("do not start with what is no registries.yaml", async () => {
    await writeFile(path, "mirrors: [a]");
    await says("unknown_error", "unknown_error", "unknown_error", "unknown_error");
  });
});
