import type { V1PodList } from "@kubernetes/client-node";
import { expect } from "chai";
import { type JudgeAnswer, RegistryJudge } from "../differential/registryJudge.ts";
import { runClusterTool } from "../harness/clusterTool.ts";
import { createNamespace, createWorkload, workloadPath } from "../harness/objects.ts";
import { parts, scene } from "../harness/scene.ts";
import { sharedCluster } from "../harness/sharedCluster.ts";
import type { ControlPlane } from "../harness/startControlPlane.ts";
import { prefix, quickChecks, type RunningExporter, startExporter } from "../harness/startExporter.ts";
import { type Registry, startRegistry } from "../harness/startRegistry.ts";
import { waitUntil } from "../harness/waitUntil.ts";
import { locateTool } from "../tools/locateTool.ts";

const KINDS = ["Deployment", "StatefulSet", "DaemonSet"] as const;
type Kind = (typeof KINDS)[number];
const NAMESPACE = "rollback-judge";
/** Each is a revision of its number. */
const TAGS = ["1", "2", "3", "4", "5"];
const OLDER = TAGS.slice(0, -1);
/** What the clean-up takes: a manifest, and a tag alone. */
const [REMOVED, UNTAGGED] = ["2", "4"] as const;

scene(
  "roll-backs, beside containerd's own code",
  [parts.cluster, parts.registry, parts.registryJudge, ["kubectl"]],
  () => {
    let cluster: ControlPlane;
    let registry: Registry;
    let exporter: RunningExporter;
    let judge: RegistryJudge;

    const path = (kind: Kind) => `${workloadPath(NAMESPACE, kind)}/${name(kind)}`;
    // Pods are told apart by it.
    const name = (kind: Kind) => `web-${kind.toLowerCase()}`;
    const labels = (kind: Kind) => ({ namespace: NAMESPACE, kind: kind.toLowerCase(), name: name(kind) });
    const image = (tag: string) => `${registry.host}/rollbacks/judged:${tag}`;
    /** The image of the pods that a workload has, once all are of one image. */
    const podImage = async (kind: Kind, tag: string) =>
      await waitUntil(`${kind}'s pods of ${tag}`, async () => {
        const { items } = await cluster.client.get<V1PodList>(
          `/api/v1/namespaces/${NAMESPACE}/pods?labelSelector=app%3D${name(kind)}`,
        );
        const images = new Set(items.map(({ spec }) => spec?.containers[0]?.image));
        return items.length > 0 && images.size === 1 && images.has(image(tag)) && image(tag);
      });
    const ask = async (reference: string): Promise<JudgeAnswer> =>
      await judge.ask({
        reference,
        credentials: [],
        hostsDir: "",
        names: {},
        authorities: "",
        timeoutMs: 10_000,
      });

    before(async () => {
      [cluster, registry] = await Promise.all([sharedCluster(), startRegistry()]);
      judge = new RegistryJudge(await locateTool("registry-judge"));
      const { client } = cluster;
      await createNamespace(client, NAMESPACE, { scene: NAMESPACE });
      for (const tag of TAGS) {
        await registry.client.push("rollbacks/judged", tag);
      }
      await Promise.all(
        KINDS.map(async (kind) => {
          await createWorkload(client, [NAMESPACE, kind, name(kind)], image("1"));
          await podImage(kind, "1");
          for (const tag of TAGS.slice(1)) {
            const containers = [{ name: "main", image: image(tag) }];
            await client.patch(path(kind), { spec: { template: { spec: { containers } } } });
            await podImage(kind, tag);
          }
        }),
      );
      exporter = await startExporter({
        kubeconfig: cluster.kubeconfig,
        args: [
          ...quickChecks,
          "--allow-plain-http",
          `--namespaces-selector=scene=${NAMESPACE}`,
          `--workloads-revisions=${OLDER.length}`,
          "--schedule-revision-window=2s",
        ],
      });
      await registry.client.remove("rollbacks/judged", REMOVED);
      await registry.client.untag("rollbacks/judged", UNTAGGED);
    });
    after(async () => {
      await exporter?.stop();
      await judge?.close();
      await registry?.stop();
    });

    /** Whether the image of a revision could be had, by kind and revision, as the exporter says before any roll-back. */
    const said = new Map<string, boolean>();

    it("are foretold for every revision", async () => {
      for (const kind of KINDS) {
        await exporter.counts("rollback_revisions", labels(kind), OLDER.length - 2);
      }
      const family = (await exporter.scrape()).get(`${prefix}rollback_unavailable`);
      const lost = new Set(
        family?.samples
          .filter(({ value }) => Number(value) > 0)
          .map(({ labels: { kind, revision } }) => `${kind}/${revision}`),
      );
      for (const kind of KINDS) {
        for (const revision of OLDER) {
          const key = `${kind.toLowerCase()}/${revision}`;
          said.set(key, !lost.has(key));
        }
        expect([...lost].filter((key) => key.startsWith(kind.toLowerCase()))).to.have.members(
          [REMOVED, UNTAGGED].map((revision) => `${kind.toLowerCase()}/${revision}`),
        );
      }
    });

    for (const kind of KINDS) {
      it(`of a ${kind} by kubectl rollout undo bring pods whose images containerd gets, or not, as was said`, async () => {
        for (const revision of OLDER) {
          await runClusterTool(
            "kubectl",
            [
              "-n",
              NAMESPACE,
              "rollout",
              "undo",
              `${kind.toLowerCase()}/${name(kind)}`,
              `--to-revision=${revision}`,
            ],
            cluster,
          );
          const reference = await podImage(kind, revision);
          const { available, error } = await ask(reference);
          expect(available, `${reference}: ${error}`).to.equal(said.get(`${kind.toLowerCase()}/${revision}`));
          // What runs now is told as such, and of it the same.
          const labelled = { ...labels(kind), container: "main", image: reference };
          await exporter.counts("available", labelled, available ? 1 : 0);
        }
      });
    }
  },
);
