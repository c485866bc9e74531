import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { bundle } from "../../support/bundle.ts";
import { runNode } from "../../support/runNode.ts";
import { createNamespace, createWorkload, workloadPath } from "../harness/objects.ts";
import { createServiceAccount, grant, readResources } from "../harness/roles.ts";
import { parts, scene } from "../harness/scene.ts";
import { type SharedCluster, sharedCluster } from "../harness/sharedCluster.ts";
import { quickChecks, type RunningExporter, startExporter } from "../harness/startExporter.ts";
import { type Registry, startRegistry } from "../harness/startRegistry.ts";
import { temporaryFolder } from "../harness/temporaryFolder.ts";
import { waitUntil } from "../harness/waitUntil.ts";

scene("images in use", [parts.cluster, parts.registry], () => {
  let cluster: SharedCluster;
  let registry: Registry;
  let exporter: RunningExporter;
  const space = "in-use";
  const image = (tag: string) => `${registry.host}/shop/app:${tag}`;
  const tags = ["1", "2", "3", "idle", "nightly", "opted-out", "gone"];

  before(async () => {
    [cluster, registry] = await Promise.all([sharedCluster(), startRegistry()]);
    const { client } = cluster;
    await createNamespace(client, space);
    for (const tag of tags) {
      await registry.client.push("shop/app", tag);
    }
    await createWorkload(client, [space, "Deployment", "web"], image("1"));
    await createWorkload(client, [space, "StatefulSet", "db"], image("1"));
    await createWorkload(client, [space, "Deployment", "idle"], image("idle"));
    await createWorkload(client, [space, "CronJob", "nightly"], image("nightly"));
    await createWorkload(client, [space, "Deployment", "out"], image("opted-out"));
    await client.patch(`${workloadPath(space, "Deployment")}/idle`, { spec: { replicas: 0 } });
    await client.patch(`${workloadPath(space, "CronJob")}/nightly`, { spec: { suspend: true } });
    await client.patch(`${workloadPath(space, "Deployment")}/out`, {
      metadata: { annotations: { "k8s-image-availability-exporter/ignore": "true" } },
    });
    // Revisions 1 stay behind as a ReplicaSet at 0 and a ControllerRevision.
    for (const [kind, name, tag] of [
      ["Deployment", "web", "2"],
      ["StatefulSet", "db", "3"],
    ] as const) {
      const path = `${workloadPath(space, kind)}/${name}`;
      const settled = () =>
        waitUntil(`${name} at its newest revision`, async () => {
          const { metadata, status = {} } = await client.get<Rolled>(path);
          return (
            status.observedGeneration === metadata.generation &&
            status.updatedReplicas === status.replicas &&
            (status.readyReplicas ?? 0) > 0 &&
            "so"
          );
        });
      await settled();
      await client.patch(path, {
        spec: { template: { spec: { containers: [{ name: "main", image: image(tag) }] } } },
      });
      await settled();
    }
  });
  after(async () => {
    await exporter?.stop();
    await registry?.stop();
  });

  const run = async (...argv: readonly string[]) =>
    runNode([await bundle(), ...argv], { cwd: tmpdir(), environment: { DOCKER_CONFIG: "/none" } });
  const inUse = () =>
    tags
      .filter((tag) => tag !== "gone")
      .map(image)
      .sort();

  it("are all printed: running, of older revisions, switched off and opted out", async () => {
    const { code, stdout, stderr } = await run(
      "in-use",
      "--kubeconfig",
      cluster.kubeconfig,
      "--registry",
      registry.host,
    );
    expect([code, stderr]).to.deep.equal([0, ""]);
    expect(stdout.split("\n").slice(0, -1)).to.deep.equal(inUse());
  });

  it("are kept from a cleanup, by tag and by digest, and all else may go", async () => {
    const list = join(await temporaryFolder("in-use"), "list");
    const { digest } = await registry.client.head("shop/app", "nightly");
    const { digest: goneDigest } = await registry.client.head("shop/app", "gone");
    await writeFile(list, `${[...tags, digest, goneDigest].join("\n")}\n`);
    const { code, stdout, stderr } = await run(
      ...["guard", "--kubeconfig", cluster.kubeconfig, "--allow-plain-http", "--output=may-go"],
      ...["--file", list, "--repository", `${registry.host}/shop/app`],
    );
    expect([code, stderr]).to.deep.equal([1, "7 of 9 must stay\n"]);
    expect(stdout).to.equal(`${image("gone")}\n${registry.host}/shop/app@${goneDigest}\n`);
  });

  it("are not told by halves: whoever may not list everything is told nothing", async () => {
    const name = "half";
    await createServiceAccount(cluster.client, space, name);
    const resources = readResources.map(([, resource]) => resource);
    await grant(cluster.client, { serviceAccount: { namespace: space, name }, resources });
    const token = await cluster.serviceAccountToken(space, name);
    const kubeconfig = await cluster.kubeconfigFor({ name, token, namespace: space });
    const { code, stdout, stderr } = await run("in-use", "--kubeconfig", kubeconfig);
    expect([code, stdout]).to.deep.equal([4, ""]);
    for (const kind of ["pods", "replicasets", "controllerrevisions", "jobs", "replicationcontrollers"]) {
      expect(stderr).to.contain(`cannot list ${kind}: ${kind}`);
    }
    expect(stderr).to.not.contain("cannot list deployments");
  });

  it("are served by the exporter as well", async () => {
    exporter = await startExporter({
      kubeconfig: cluster.kubeconfig,
      args: [...quickChecks, "--allow-plain-http", "--server-in-use", "--workloads-kinds=Deployment"],
    });
    const answer = await fetch(`${exporter.url}/api/v1/in-use?output=refs&registry=${registry.host}`);
    expect([answer.status, await answer.text()]).to.deep.equal([200, `${inUse().join("\n")}\n`]);
  });
});

interface Rolled {
  readonly metadata: { readonly generation?: number };
  readonly status?: {
    readonly observedGeneration?: number;
    readonly replicas?: number;
    readonly updatedReplicas?: number;
    readonly readyReplicas?: number;
  };
}
