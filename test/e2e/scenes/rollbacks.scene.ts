import { createNamespace, createWorkload, workloadPath } from "../harness/objects.ts";
import { parts, scene } from "../harness/scene.ts";
import { sharedCluster } from "../harness/sharedCluster.ts";
import type { ControlPlane } from "../harness/startControlPlane.ts";
import { quickChecks, type RunningExporter, startExporter } from "../harness/startExporter.ts";
import { type Registry, startRegistry } from "../harness/startRegistry.ts";
import { waitUntil } from "../harness/waitUntil.ts";

const KINDS = ["Deployment", "StatefulSet", "DaemonSet"] as const;
const NAMESPACE = "rollbacks";
const TAGS = ["1", "2", "3", "4", "5"];

scene("what a workload could be rolled back to", [parts.cluster, parts.registry], () => {
  let cluster: ControlPlane;
  let registry: Registry;
  let exporter: RunningExporter;

  const path = (kind: (typeof KINDS)[number]) => `${workloadPath(NAMESPACE, kind)}/web`;
  const image = (tag: string) => `${registry.host}/rollbacks/app:${tag}`;
  const labels = (kind: string) => ({ namespace: NAMESPACE, kind: kind.toLowerCase(), name: "web" });
  const lost = (kind: string, revision: string, tag: string) => ({
    ...labels(kind),
    revision,
    container: "main",
    image: image(tag),
    registry: registry.host,
    reason: "absent",
  });
  const rollOut = async (kind: (typeof KINDS)[number], tag: string) => {
    const containers = [{ name: "main", image: image(tag) }];
    await cluster.client.patch(path(kind), { spec: { template: { spec: { containers } } } });
    await takenIn(kind, tag);
  };
  /** A controller that has not seen a template makes no revision of it. */
  const takenIn = (kind: (typeof KINDS)[number], tag: string) =>
    waitUntil(`${kind} at ${tag}`, async () => {
      const { metadata, status } = await cluster.client.get<Observed>(path(kind));
      return status.observedGeneration === metadata.generation && "so";
    });

  before(async () => {
    [cluster, registry] = await Promise.all([sharedCluster(), startRegistry()]);
    await createNamespace(cluster.client, NAMESPACE, { scene: NAMESPACE });
    for (const tag of TAGS) {
      await registry.client.push("rollbacks/app", tag);
    }
    for (const kind of KINDS) {
      await createWorkload(cluster.client, [NAMESPACE, kind, "web"], image("1"));
      await takenIn(kind, "1");
    }
    for (const tag of TAGS.slice(1)) {
      await Promise.all(KINDS.map((kind) => rollOut(kind, tag)));
    }
    exporter = await startExporter({
      kubeconfig: cluster.kubeconfig,
      args: [
        ...quickChecks,
        "--allow-plain-http",
        `--namespaces-selector=scene=${NAMESPACE}`,
        "--workloads-revisions=3",
        "--schedule-revision-window=2s",
      ],
    });
  });
  after(async () => {
    await exporter?.stop();
    await registry?.stop();
  });

  it("is told of the newest older revisions, of all kinds that have any", async () => {
    for (const kind of KINDS) {
      await exporter.counts("rollback_revisions", labels(kind), 3);
    }
  });

  it("says which of them a clean-up of the registry has taken away, and nothing else", async () => {
    for (const tag of ["3", "4"]) {
      await registry.client.untag("rollbacks/app", tag);
    }
    for (const kind of KINDS) {
      await exporter.counts("rollback_unavailable", lost(kind, "4", "4"), 1);
      await exporter.counts("rollback_unavailable", lost(kind, "3", "3"), 2);
      await exporter.counts("rollback_revisions", labels(kind), 1);
      await exporter.counts("available", { ...labels(kind), container: "main", image: image("5") }, 1);
    }
  });

  it("knows what a roll-back has left behind, which is then the newest of the older ones", async () => {
    for (const kind of KINDS) {
      await rollOut(kind, "2");
    }
    for (const kind of KINDS) {
      await exporter.counts("available", { ...labels(kind), container: "main", image: image("2") }, 1);
      // Of the revisions 5, 4 and 3, the first is there.
      await exporter.counts("rollback_unavailable", lost(kind, "4", "4"), 2);
      await exporter.counts("rollback_unavailable", lost(kind, "3", "3"), 3);
      await exporter.counts("rollback_revisions", labels(kind), 1);
    }
  });
});

interface Observed {
  readonly metadata: { readonly generation: number };
  readonly status: { readonly observedGeneration?: number };
}
