import { expect } from "chai";
import { until } from "../../support/until.ts";
import { type ClusterUnderTest, clusterUnderTest, spec } from "../support/clusterUnderTest.ts";

const PLATFORM = { images: { verify: "platform", platforms: [] } };
const NODE = {
  apiVersion: "v1",
  kind: "Node",
  metadata: { name: "shop-1" },
  spec: { taints: [{ key: "a", value: "b", effect: "NoSchedule" }] },
  status: { nodeInfo: { operatingSystem: "linux", architecture: "arm64" } },
};

describe("startClusterWatch, for platforms of nodes", () => {
  let cluster: ClusterUnderTest;
  beforeEach(async () => {
    cluster = await clusterUnderTest();
    cluster.api.create(NODE);
    const placed = spec("Deployment") as { spec: { template: { spec: object } } };
    placed.spec.template.spec = { ...placed.spec.template.spec, nodeSelector: { pool: "x" } };
    cluster.create("Deployment", "shop", "web", placed);
  });
  afterEach(() => cluster[Symbol.asyncDispose]());
  const lists = () => cluster.paths().filter((path) => path.endsWith("/nodes")).length;
  const placement = () => cluster.sink.workloads.get("Deployment shop/web")?.templates[0]?.placement;

  it("startClusterWatch() watches Nodes, whatever namespaces are included, and not otherwise", async () => {
    const off = cluster.watch();
    await until(() => off.synced());
    expect([lists(), placement()]).to.deep.equal([0, undefined]);
    const watch = cluster.watch({ ...PLATFORM, namespaces: { include: ["shop"], exclude: [] } });
    await until(() => watch.synced());
    expect(cluster.has("upsert node shop-1 linux/arm64 a=b:NoSchedule")).to.equal(true);
    expect(placement()).to.equal('{"selector":{"pool":"x"}}');
    expect(cluster.paths().filter((path) => path.includes("/namespaces/shop/nodes"))).to.deep.equal([]);
    cluster.api.delete({ kind: "Node", name: "shop-1" });
    await until(() => cluster.has("delete node shop-1"));
  });

  it("startClusterWatch() watches none where platforms are named, and keeps where pods may run all the same", async () => {
    const watch = cluster.watch({ images: { verify: "platform", platforms: ["linux/amd64"] } });
    await until(() => watch.synced());
    expect([lists(), placement()]).to.deep.equal([0, '{"selector":{"pool":"x"}}']);
  });

  it("startClusterWatch() is ready without Nodes that are forbidden", async () => {
    cluster.api.forbid("*", "nodes");
    const watch = cluster.watch(PLATFORM);
    await until(() => watch.synced());
    expect(cluster.states.get("nodes")).to.equal("forbidden");
  });
});
