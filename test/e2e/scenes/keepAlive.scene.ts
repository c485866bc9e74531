import { expect } from "chai";
import { createNamespace, createWorkload } from "../harness/objects.ts";
import { parts, scene } from "../harness/scene.ts";
import { sharedCluster } from "../harness/sharedCluster.ts";
import type { ControlPlane } from "../harness/startControlPlane.ts";
import { quickChecks, type RunningExporter, startExporter } from "../harness/startExporter.ts";
import { type Registry, startRegistry } from "../harness/startRegistry.ts";

const NAMESPACE = "keep-alive";

scene("images that are kept alive", [parts.cluster, parts.registry], () => {
  let cluster: ControlPlane;
  let [registry, other]: (Registry | undefined)[] = [];
  let exporter: RunningExporter;

  before(async () => {
    [cluster, registry, other] = await Promise.all([sharedCluster(), startRegistry(), startRegistry()]);
    await createNamespace(cluster.client, NAMESPACE, { scene: NAMESPACE });
    for (const { client, host } of [registry, other]) {
      const name = host === registry.host ? "app" : "other";
      await client.push("keep/app", "1", "oci-index");
      await createWorkload(cluster.client, [NAMESPACE, "Deployment", name], `${host}/keep/app:1`);
    }
    exporter = await startExporter({
      kubeconfig: cluster.kubeconfig,
      args: [
        ...quickChecks,
        "--allow-plain-http",
        // As HEAD does for checks: what is fetched by GET is then kept-alive's alone.
        "--verify=reference",
        `--namespaces-selector=scene=${NAMESPACE}`,
        "--images-keep-alive-enabled",
        "--images-keep-alive-period=10s",
        `--images-keep-alive-registries=${registry.host}`,
      ],
    });
  });
  after(async () => {
    await exporter?.stop();
    await registry?.stop();
    await other?.stop();
  });

  const gets = async (from: Registry) =>
    (await from.asked()).filter((line) => line.startsWith("GET /v2/keep"));

  it("are fetched by GET and digest, the index and what it has, once in each period", async () => {
    const at = { registry: registry!.host, result: "fetched" };
    await exporter.counts("kept_alive_total", at, 2, { deadlineMs: 40_000 });
    const { digest } = await registry!.client.head("keep/app", "1");
    const asked = await gets(registry!);
    expect(asked).to.have.length(4);
    expect(asked[0]).to.equal(`GET /v2/keep/app/manifests/${digest} 200`);
    expect(asked[1]).to.match(/^GET \/v2\/keep\/app\/manifests\/sha256:[0-9a-f]{64} 200$/);
    expect(asked[1]).to.not.equal(asked[0]);
    expect(asked.slice(2)).to.deep.equal(asked.slice(0, 2));
  });

  it("are those of the registries that are named, and of no others, which only checks ask by HEAD", async () => {
    expect(await gets(other!)).to.deep.equal([]);
    expect(
      (await other!.asked()).some((line) => line.startsWith("HEAD /v2/keep/app/manifests/1 200")),
    ).to.equal(true);
    expect(await exporter.value("kept_alive_total", { registry: other!.host, result: "fetched" })).to.equal(
      undefined,
    );
  });

  it("move no verdict and no check, whatever becomes of them", async () => {
    await registry!.client.untag("keep/app", "1");
    await exporter.counts(
      "kept_alive_total",
      { registry: registry!.host, result: "absent" },
      (value) => value > 0,
      {
        deadlineMs: 40_000,
      },
    );
    await exporter.says({
      [`${NAMESPACE} deployment/app main`]: "absent",
      [`${NAMESPACE} deployment/other main`]: "available",
    });
  });
});
