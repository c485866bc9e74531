import type { V1PodList } from "@kubernetes/client-node";
import { expect } from "chai";
import { createNamespace, createWorkload, workloadPath } from "../harness/objects.ts";
import { parts, scene } from "../harness/scene.ts";
import { sharedCluster } from "../harness/sharedCluster.ts";
import { nodeResources } from "../harness/startControllers.ts";
import type { ControlPlane } from "../harness/startControlPlane.ts";
import { quickChecks, type RunningExporter, startExporter } from "../harness/startExporter.ts";
import { type Registry, startRegistry } from "../harness/startRegistry.ts";
import { waitUntil } from "../harness/waitUntil.ts";

const NAMESPACE = "recreation";
const PODS = `/api/v1/namespaces/${NAMESPACE}/pods`;

scene("what a re-creation would bring", [parts.cluster, parts.registry], () => {
  let cluster: ControlPlane;
  let registry: Registry;
  let exporter: RunningExporter;

  const image = (repository: string) => `${registry.host}/recreation/${repository}:1`;
  const labels = (name: string) => ({ namespace: NAMESPACE, kind: "deployment", name });
  const podsOf = async (name: string) =>
    (await cluster.client.get<V1PodList>(`${PODS}?labelSelector=app%3D${name}`)).items.filter(
      ({ metadata }) => metadata?.deletionTimestamp === undefined,
    );
  /** Lets the kubelet say, as soon as a pod runs, which image it is: kwok's does not. */
  const runs = async (name: string, imageID: string, replicas = 1) => {
    const pods = await waitUntil(`${name}'s pods`, async () => {
      const all = await podsOf(name);
      return all.length === replicas && all.every(({ status }) => status?.phase === "Running") && all;
    });
    for (const { metadata, status } of pods) {
      const containerStatuses = status?.containerStatuses?.map((each) => ({ ...each, imageID }));
      await cluster.client.patch(`${PODS}/${metadata?.name}/status`, { status: { containerStatuses } });
    }
  };

  before(async () => {
    [cluster, registry] = await Promise.all([sharedCluster(), startRegistry()]);
    await createNamespace(cluster.client, NAMESPACE, { scene: NAMESPACE });
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

  describe("of moved tags", () => {
    /** What kubelets say that run the image, by runtime. */
    let forms: Readonly<Record<string, string>>;
    let index: string;

    // Those that moved come first: when they are known, the others have been compared, too.
    const moved = async (names: readonly string[]) => {
      const others = [...Object.keys(forms), "stale"].filter((name) => !names.includes(name));
      for (const name of [...names, ...others]) {
        await exporter.counts(
          "image_moved",
          { ...labels(name), container: "main", image: image("app") },
          names.includes(name) ? 1 : undefined,
        );
      }
    };

    before(async () => {
      const { host, url, client } = registry;
      const manifest = async <T>(digest: string): Promise<T> => {
        const accept = "application/vnd.oci.image.index.v1+json, application/vnd.oci.image.manifest.v1+json";
        const answer = await fetch(`${url}/v2/recreation/app/manifests/${digest}`, { headers: { accept } });
        return (await answer.json()) as T;
      };
      const before = await client.push("recreation/app", "1", "oci-index");
      index = await client.push("recreation/app", "1", "oci-index");
      const { manifests } = await manifest<{ manifests: { digest: string }[] }>(index);
      const child = manifests[0]!.digest;
      const { config } = await manifest<{ config: { digest: string } }>(child);
      forms = {
        containerd: `${host}/recreation/app@${index}`,
        "containerd-elsewhere": config.digest,
        crio: `${host}/recreation/app@${child}`,
        "crio-bare": config.digest.slice("sha256:".length),
        dockershim: `docker-pullable://${host}/recreation/app@${index}`,
        "dockershim-loaded": `docker://${config.digest}`,
      };
      const stale = { stale: `${host}/recreation/app@${before}` };
      for (const [name, imageID] of Object.entries({ ...forms, ...stale })) {
        await createWorkload(cluster.client, [NAMESPACE, "Deployment", name], image("app"));
        await runs(name, imageID);
      }
    });

    it("takes what each runtime calls the image for the image", async () => {
      await moved(["stale"]);
    });

    it("tells of all that run what was there before the tag was pushed once more", async () => {
      const leads = await registry.client.push("recreation/app", "1", "oci-index");
      await moved([...Object.keys(forms), "stale"]);
      const lines = (await exporter.log()).filter(({ msg }) => msg.startsWith("the tag was moved"));
      expect(lines.map((line) => [line.image, line.leads, line.ran])).to.deep.include([
        image("app"),
        leads,
        forms.containerd,
      ]);
    });

    it("is over for a pod that was created anew, and for all when the tag leads back", async () => {
      const { digest } = await registry.client.head("recreation/app", "1");
      await cluster.client.remove(`${PODS}/${(await podsOf("containerd"))[0]?.metadata?.name}`);
      await runs("containerd", `${registry.host}/recreation/app@${digest}`);
      await moved([...Object.keys(forms).filter((name) => name !== "containerd"), "stale"]);
      await registry.client.tag("recreation/app", index, "1");
      await moved(["containerd", "stale"]);
    });

    it("goes with the owner of pods, and comes with the one that adopts them", async () => {
      const path = `${workloadPath(NAMESPACE, "Deployment")}/stale`;
      await cluster.client.exchange("DELETE", path, {
        apiVersion: "v1",
        kind: "DeleteOptions",
        propagationPolicy: "Orphan",
      });
      await waitUntil("no owner", async () => (await cluster.client.exchange("GET", path)).status === 404);
      await moved(["containerd"]);
      expect(await podsOf("stale")).to.have.length(1);
      await createWorkload(cluster.client, [NAMESPACE, "Deployment", "stale"], image("app"));
      await moved(["containerd", "stale"]);
      await cluster.client.remove(path);
      await moved(["containerd"]);
    });
  });

  describe("of last copies", () => {
    const NODES = ["copy-a", "copy-b"];
    const copies = labels("copies");
    const path = `${workloadPath(NAMESPACE, "Deployment")}/copies`;

    const nodes = (count: number | undefined) =>
      exporter.counts("image_nodes", { image: image("copies") }, count);
    const replicas = (count: number | undefined) => exporter.counts("workload_replicas", copies, count);

    before(async () => {
      const { client } = cluster;
      // Nodes that no other scene's pods go to.
      for (const name of NODES) {
        await client.create("/api/v1/nodes", {
          apiVersion: "v1",
          kind: "Node",
          metadata: { name, labels: { scene: NAMESPACE, "kubernetes.io/hostname": name } },
          spec: { taints: [{ key: "scene", value: NAMESPACE, effect: "NoSchedule" }] },
          status: { allocatable: nodeResources, capacity: nodeResources },
        });
      }
      const digest = await registry.client.push("recreation/copies", "1");
      const app = { app: "copies" };
      await client.create(workloadPath(NAMESPACE, "Deployment"), {
        apiVersion: "apps/v1",
        kind: "Deployment",
        metadata: { name: "copies" },
        spec: {
          replicas: 2,
          selector: { matchLabels: app },
          template: {
            metadata: { labels: app },
            spec: {
              nodeSelector: { scene: NAMESPACE },
              tolerations: [{ operator: "Exists" }],
              affinity: {
                podAntiAffinity: {
                  requiredDuringSchedulingIgnoredDuringExecution: [
                    { topologyKey: "kubernetes.io/hostname", labelSelector: { matchLabels: app } },
                  ],
                },
              },
              containers: [{ name: "main", image: image("copies") }],
            },
          },
        },
      });
      await runs("copies", `${registry.host}/recreation/copies@${digest}`, 2);
      await exporter.counts("available", { ...copies, container: "main", image: image("copies") }, 1);
    });
    after(async () => {
      for (const name of NODES) {
        await cluster?.client.remove(`/api/v1/nodes/${name}`);
      }
    });

    it("are none as long as the image can be pulled", async () => {
      await nodes(undefined);
      await replicas(undefined);
    });

    it("are counted by nodes when it is gone, and told beside what stands on them", async () => {
      await registry.client.remove("recreation/copies", "1");
      await nodes(2);
      await replicas(2);
      const line = (await exporter.log()).find(
        ({ msg, name }) => msg === "image is unavailable" && name === "copies",
      );
      expect(String(line?.nodes).split(", ").sort()).to.deep.equal(NODES);
    });

    it("get fewer with each node that goes, however many pods are wanted", async () => {
      const remaining = await podsOf("copies");
      for (const [left, { metadata, spec }] of [...remaining.entries()].reverse()) {
        await cluster.client.patch(`/api/v1/nodes/${spec?.nodeName}`, { spec: { unschedulable: true } });
        await cluster.client.remove(`${PODS}/${metadata?.name}`);
        await nodes(left);
        await replicas(2);
      }
      await cluster.client.patch(path, { spec: { replicas: 1 } });
      await replicas(1);
    });

    it("are none any more when the image is back", async () => {
      await registry.client.push("recreation/copies", "1");
      await nodes(undefined);
      await replicas(undefined);
    });
  });
});
