import { expect } from "chai";
import { createNamespace, createWorkload } from "../harness/objects.ts";
import { parts, scene } from "../harness/scene.ts";
import { sharedCluster } from "../harness/sharedCluster.ts";
import type { ControlPlane } from "../harness/startControlPlane.ts";
import { quickChecks, type RunningExporter, startExporter } from "../harness/startExporter.ts";
import { type Registry, startRegistry } from "../harness/startRegistry.ts";

const NAMESPACE = "platforms";
/** Nodes of the scene's own, which no pod of another gets onto. */
const POOL = { nodeSelector: { pool: NAMESPACE } };
const OURS = { key: "scene", operator: "Equal", value: NAMESPACE, effect: "NoSchedule" };
const ARM = { key: "arm", operator: "Exists" };

const arch = (operator: string, ...values: readonly string[]) => ({
  affinity: {
    nodeAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: {
        nodeSelectorTerms: [{ matchExpressions: [{ key: "kubernetes.io/arch", operator, values }] }],
      },
    },
  },
});

scene("images for nodes of several architectures", [parts.cluster, parts.registry], () => {
  let cluster: ControlPlane;
  let registry: Registry;
  let exporter: RunningExporter;
  const verdicts: Parameters<RunningExporter["says"]>[0] = {};
  const image = (name: string) => `${registry.host}/${NAMESPACE}/${name}:1`;
  const of = (name: string) => `${NAMESPACE} deployment/${name} main`;

  /** Waits for verdicts, besides those that there are already. */
  const says = async (more: typeof verdicts) => {
    Object.assign(verdicts, more);
    await exporter.says(verdicts);
  };

  const createNode = async (name: string, architecture: string, taints: readonly object[] = []) => {
    await cluster.client.create("/api/v1/nodes", {
      apiVersion: "v1",
      kind: "Node",
      metadata: {
        name,
        labels: { pool: NAMESPACE, "kubernetes.io/os": "linux", "kubernetes.io/arch": architecture },
      },
      spec: { taints: [{ key: OURS.key, value: OURS.value, effect: OURS.effect }, ...taints] },
      status: {
        nodeInfo: { operatingSystem: "linux", architecture, containerRuntimeVersion: "containerd://2.4.2" },
      },
    });
  };
  const create = (name: string, of: string, more: object) =>
    createWorkload(cluster.client, [NAMESPACE, "Deployment", name], image(of), { more });

  before(async () => {
    [cluster, registry] = await Promise.all([sharedCluster(), startRegistry()]);
    await createNamespace(cluster.client, NAMESPACE, { scene: NAMESPACE });
    await createNode("platforms-amd64", "amd64");
    await createNode("platforms-s390x", "s390x");
    await createNode("platforms-arm64", "arm64", [{ key: "arm", effect: "NoExecute" }]);
    const { client } = registry;
    await client.pushIndex(`${NAMESPACE}/both`, "1", ["linux/amd64", "linux/arm64/v8"]);
    await client.push(`${NAMESPACE}/alone`, "1");
    const { images } = await client.pushIndex(`${NAMESPACE}/torn`, "1", ["linux/amd64", "linux/arm64"]);
    await client.remove(`${NAMESPACE}/torn`, images["linux/arm64"]!.digest);
    const hollow = await client.pushIndex(`${NAMESPACE}/hollow`, "1", ["linux/amd64", "linux/arm64"]);
    await client.removeBlob(`${NAMESPACE}/hollow`, hollow.images["linux/arm64"]!.layer);
    const tolerations = [OURS];
    await create("anywhere", "both", { ...POOL, tolerations });
    await create("without-s390x", "both", { ...POOL, tolerations, ...arch("NotIn", "s390x") });
    await create("on-arm", "both", { ...POOL, tolerations: [OURS, ARM], ...arch("In", "arm64") });
    await create("intolerant", "both", { ...POOL, ...arch("In", "s390x") });
    await create("alone", "alone", { ...POOL, tolerations });
    await create("torn-on-amd64", "torn", { ...POOL, tolerations, ...arch("In", "amd64") });
    await create("torn-on-arm", "torn", {
      ...POOL,
      tolerations: [{ operator: "Exists" }],
      ...arch("In", "arm64"),
    });
    await create("hollow-on-amd64", "hollow", { ...POOL, tolerations, ...arch("In", "amd64") });
    await create("hollow-on-arm", "hollow", {
      ...POOL,
      tolerations: [{ operator: "Exists" }],
      ...arch("In", "arm64"),
    });
    exporter = await startExporter({
      kubeconfig: cluster.kubeconfig,
      args: [
        ...quickChecks,
        "--allow-plain-http",
        `--namespaces-selector=scene=${NAMESPACE}`,
        "--verify=content",
      ],
    });
  });
  after(async () => {
    await exporter?.stop();
    await registry?.stop();
    for (const name of ["amd64", "s390x", "arm64"]) {
      await cluster?.client.remove(`/api/v1/nodes/platforms-${name}`).catch(() => {});
    }
  });

  it("are told to be missing where a workload may run and nothing is there for it, and nowhere else", async () => {
    await says({
      [of("anywhere")]: "platform_missing",
      [of("without-s390x")]: "available",
      [of("on-arm")]: "available",
      // It tolerates no node of the pool: nothing is known of where it may run.
      [of("intolerant")]: "available",
      // Nodes pull what is no index, whatever they are.
      [of("alone")]: "available",
      [of("torn-on-amd64")]: "available",
      [of("torn-on-arm")]: "platform_missing",
      [of("hollow-on-amd64")]: "available",
      [of("hollow-on-arm")]: "content_missing",
    });
    await exporter.counts("nodes", { platform: "linux/s390x", runtime: "containerd" }, 1);
    const lines = (await exporter.log()).filter(({ msg }) => msg === "image is unavailable");
    const said = Object.fromEntries(lines.map(({ name, error }) => [name, String(error)]));
    expect(said.anywhere).to.match(
      /^sha256:\w+ has no image for linux\/s390x, only for linux\/amd64, linux\/arm64\/v8$/,
    );
    expect(said["hollow-on-arm"]).to.match(
      /^sha256:\w+ has sha256:\w+ for a layer, and GET .*\/blobs\/sha256:\w+: 404 \(BLOB_UNKNOWN/,
    );
    expect(said["torn-on-arm"]).to.match(
      / leads to sha256:\w+ for linux\/arm64, and .*: 404 \(MANIFEST_UNKNOWN/,
    );
  });

  it("are well again once nodes, or the image, are others", async () => {
    await cluster.client.remove("/api/v1/nodes/platforms-s390x");
    await says({ [of("anywhere")]: "available" });
    await exporter.counts("nodes", { platform: "linux/s390x", runtime: "containerd" }, undefined);
    await registry.client.pushIndex(`${NAMESPACE}/torn`, "1", ["linux/arm64"]);
    await says({ [of("torn-on-arm")]: "available", [of("torn-on-amd64")]: "platform_missing" });
    await createNode("platforms-s390x", "s390x");
    await says({ [of("anywhere")]: "platform_missing" });
  });
});
