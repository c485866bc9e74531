import { setTimeout as sleep } from "node:timers/promises";
import type { V1StatefulSet } from "@kubernetes/client-node";
import { expect } from "chai";
import { CHART } from "../../chart/helms.ts";
import { parseExposition } from "../../support/parseExposition.ts";
import { runClusterTool } from "../harness/clusterTool.ts";
import { createNamespace, createWorkload } from "../harness/objects.ts";
import { parts, scene } from "../harness/scene.ts";
import { type ControlPlane, startControlPlane } from "../harness/startControlPlane.ts";
import { type PodNode, startPodNode } from "../harness/startPodNode.ts";
import { type Registry, startRegistry } from "../harness/startRegistry.ts";
import { waitUntil } from "../harness/waitUntil.ts";

const own = "tools";
const fullname = "iae-k8s-image-availability-exporter";
const WORKLOADS = Array.from({ length: 24 }, (_, index) => `app-${index}`);
/** Long enough for no image's turn to come twice while the shards are replaced. */
const WINDOW_S = 60;

/** Which shards report each workload, at one time. */
interface Sample {
  readonly at: number;
  readonly reporters: ReadonlyMap<string, readonly number[]>;
}

scene("shards", [parts.cluster, parts.registry, parts.helm], () => {
  let cluster: ControlPlane;
  let registry: Registry;
  let node: PodNode;

  before(async () => {
    [cluster, registry] = await Promise.all([startControlPlane({ controllers: true }), startRegistry()]);
    node = await startPodNode(cluster);
    await createNamespace(cluster.client, own);
    await createNamespace(cluster.client, "apps");
    for (const name of WORKLOADS) {
      // One that is absent is reported no less than the others.
      if (name !== "app-7") {
        await registry.client.push(name, "1");
      }
      await createWorkload(cluster.client, ["apps", "Deployment", name], `${registry.host}/${name}:1`);
    }
  });
  after(async () => {
    await node?.stop();
    await registry?.stop();
    await cluster?.stop();
  });

  const helm = (command: string, shards: number) => {
    const config = {
      images: { ignored: ["^ghcr\\.io/"] },
      registries: { plainHttp: true },
      schedule: { recheckWindow: `${WINDOW_S}s` },
      server: { shutdownDelay: "1s" },
    };
    const values = {
      config,
      sharding: { enabled: true, shards },
      minReadySeconds: 2,
      readinessProbe: { periodSeconds: 1 },
    };
    const flags = Object.entries(values).flatMap(([key, value]) => [
      "--set-json",
      `${key}=${JSON.stringify(value)}`,
    ]);
    const args = [command, "iae", CHART, "--namespace", own, ...flags, "--wait", "--timeout", "80s"];
    return runClusterTool("helm", args, { kubeconfig: cluster.kubeconfig });
  };

  async function look(): Promise<Sample> {
    const reporters = new Map<string, number[]>(WORKLOADS.map((name) => [name, []]));
    for (const { name, url } of node.serving()) {
      const shard = Number(/-(\d+)$/.exec(name)?.[1]);
      const text = await fetch(`${url}/metrics`, { signal: AbortSignal.timeout(5_000) })
        .then((answer) => answer.text())
        // It went away just now.
        .catch(() => "");
      if (text === "") {
        continue;
      }
      const family = parseExposition(text).get("k8s_image_availability_exporter_available");
      for (const { labels } of family?.samples ?? []) {
        reporters.get(labels.name ?? "")?.push(shard);
      }
    }
    return { at: performance.now(), reporters };
  }

  /** Who reports what, once every workload has one shard that does. */
  const settled = async (): Promise<ReadonlyMap<string, number>> => {
    const { reporters } = await waitUntil("one shard for each workload", async () => {
      const sample = await look();
      return [...sample.reporters.values()].every(({ length }) => length === 1) && sample;
    });
    return new Map([...reporters].map(([name, shards]) => [name, shards[0]!]));
  };

  /** Looks again and again while the StatefulSet goes over to other shards, one pod after the other. */
  async function scaleTo(shards: number): Promise<readonly Sample[]> {
    const samples: Sample[] = [];
    const over = new AbortController();
    const watching = (async () => {
      while (!over.signal.aborted) {
        samples.push(await look());
        await sleep(50);
      }
    })();
    try {
      await helm("upgrade", shards);
      const path = `/apis/apps/v1/namespaces/${own}/statefulsets/${fullname}`;
      await waitUntil(
        "all pods replaced",
        async () => {
          const { status } = await cluster.client.get<V1StatefulSet>(path);
          return status?.currentRevision === status?.updateRevision && status?.availableReplicas === shards;
        },
        { deadlineMs: 80_000 },
      );
    } finally {
      over.abort();
      await watching;
    }
    return samples;
  }

  /** The longest time, in seconds, that what `holds` says of a workload goes on holding. */
  function longest(samples: readonly Sample[], name: string, holds: (count: number) => boolean): number {
    let since: number | undefined;
    let most = 0;
    for (const { at, reporters } of samples) {
      if (!holds(reporters.get(name)!.length)) {
        since = undefined;
      } else {
        since ??= at;
        most = Math.max(most, (at - since) / 1000);
      }
    }
    return most;
  }
  const unreported = (samples: readonly Sample[], name: string) =>
    longest(samples, name, (count) => count === 0);
  const twice = (samples: readonly Sample[], name: string) => longest(samples, name, (count) => count > 1);

  let earlier: ReadonlyMap<string, number>;

  it("share the workloads, each reported by one", async () => {
    await helm("install", 2);
    earlier = await settled();
    expect(new Set(earlier.values())).to.deep.equal(new Set([0, 1]));
  });

  it("become three from two without losing a workload or reporting one twice for a window", async () => {
    const samples = await scaleTo(3);
    const now = await settled();
    const moved = WORKLOADS.filter((name) => now.get(name) !== earlier.get(name));
    const stayed = WORKLOADS.filter((name) => now.get(name) === earlier.get(name));
    expect(moved).not.to.have.length(0);
    for (const name of moved) {
      expect(now.get(name), `the new shard of ${name}`).to.equal(2);
      expect(unreported(samples, name), `${name} without a series, in seconds`).to.equal(0);
      expect(twice(samples, name), `${name} twice, in seconds`).to.be.within(0.05, WINDOW_S - 1);
    }
    for (const name of stayed) {
      expect(twice(samples, name), `${name} twice, in seconds`).to.equal(0);
      // While its own shard is replaced: nobody else's.
      expect(unreported(samples, name), `${name} without a series, in seconds`).to.be.below(10);
    }
    for (const { reporters } of samples) {
      const away = new Set([...reporters].filter(([, by]) => by.length === 0).map(([name]) => now.get(name)));
      expect(away.size, "shards that are away at one time").to.be.most(1);
    }
    earlier = now;
  });

  it("become two again, and take over what the third had", async () => {
    const samples = await scaleTo(2);
    const now = await settled();
    for (const name of WORKLOADS) {
      if (earlier.get(name) !== 2) {
        expect(now.get(name), `the shard of ${name}`).to.equal(earlier.get(name));
      }
      expect(twice(samples, name), `${name} twice, in seconds`).to.be.below(WINDOW_S);
      expect(unreported(samples, name), `${name} without a series, in seconds`).to.be.below(WINDOW_S);
    }
  });
});
