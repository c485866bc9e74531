import { expect } from "chai";
import { until } from "../../support/until.ts";
import { type ClusterUnderTest, clusterUnderTest, spec } from "../support/clusterUnderTest.ts";

const PULL_SECRETS = { hygiene: { pullSecrets: true } };
const podWith = (secret: string) => ({
  spec: { containers: [{ name: "main", image: "nginx:1" }], imagePullSecrets: [{ name: secret }] },
});

describe("startClusterWatch, for unused pull secrets", () => {
  let cluster: ClusterUnderTest;
  beforeEach(async () => {
    cluster = await clusterUnderTest();
  });
  afterEach(() => cluster[Symbol.asyncDispose]());
  const use = (scope: string) => cluster.sink.readability.get(`secret use ${scope}`);

  it("startClusterWatch() watches Pods for their Secrets, and neither them nor anything said of it otherwise", async () => {
    cluster.create("Pod", "shop", "queue-0", podWith("regcred"));
    cluster.create("Pod", "shop", "plain", { spec: { containers: [{ name: "main", image: "nginx:1" }] } });
    const off = cluster.watch();
    await until(() => off.synced());
    expect(cluster.paths().filter((path) => path.endsWith("/pods"))).to.deep.equal([]);
    expect(use("*")).to.equal(undefined);
    const watch = cluster.watch(PULL_SECRETS);
    expect(use("*")).to.not.equal("known");
    await until(() => watch.synced() && use("*") === "known");
    expect(cluster.has("upsert user shop/queue-0 of regcred")).to.equal(true);
    expect(cluster.sink.calls.join("\n")).to.not.contain("plain");
    expect(cluster.states.get("pods")).to.equal("synced");
    cluster.api.delete({ kind: "Pod", namespace: "shop", name: "queue-0" });
    await until(() => cluster.has("delete user shop/queue-0"));
  });

  it("startClusterWatch() watches Pods once where they are workloads, and not at all without Secrets", async () => {
    const workloads = { kinds: ["Pod" as const], custom: [] };
    cluster.create("Pod", "shop", "queue-0", podWith("regcred"));
    const asWorkloads = cluster.watch({ ...PULL_SECRETS, workloads });
    await until(() => asWorkloads.synced() && use("*") === "known");
    expect(cluster.has("upsert Pod shop/queue-0")).to.equal(true);
    expect(cluster.has("upsert user shop/queue-0 of regcred")).to.equal(false);
    const withoutSecrets = cluster.watch({ ...PULL_SECRETS, secrets: { mode: "off" } });
    await until(() => withoutSecrets.synced());
    expect(use("*")).to.equal("unknown");
    expect(withoutSecrets.readiness().map(({ resource }) => resource)).to.not.include("pods");
  });

  for (const resource of ["secrets", "serviceaccounts", "deployments", "pods"]) {
    it(`startClusterWatch() takes the use of Secrets for unknown while ${resource} are forbidden`, async () => {
      cluster.api.forbid("*", resource);
      const watch = cluster.watch(PULL_SECRETS);
      await until(() => watch.synced());
      expect(use("*")).to.equal("unknown");
      cluster.api.allow("*", resource);
      await cluster.advanceUntil(() => use("*") === "known");
      cluster.api.forbid("*", resource);
      cluster.api.dropWatches();
      await cluster.advanceUntil(
        () => use("*") === "unknown" && cluster.states.get(resource) === "forbidden",
      );
    });
  }

  it("startClusterWatch() knows the use of Secrets by namespace, where it watches by namespace", async () => {
    cluster.api.forbid("*", "pods", "shop");
    const watch = cluster.watch({ ...PULL_SECRETS, namespaces: { include: ["own", "shop"], exclude: [] } });
    await until(() => watch.synced() && use("own") === "known");
    expect([use("*"), use("shop")]).to.deep.equal(["unknown", "unknown"]);
  });

  it("startClusterWatch() knows the use of Secrets in its own namespace alone where those are all it may read", async () => {
    const watch = cluster.watch({ ...PULL_SECRETS, secrets: { mode: "namespaced" } });
    await until(() => watch.synced() && use("own") === "known");
    expect(use("*")).to.equal("unknown");
  });

  it("startClusterWatch() knows the use of Secrets in its own namespace where it may look at no other, until it may", async () => {
    cluster.create("Deployment", "own", "web", spec("Deployment"));
    cluster.api.forbid("*", "*");
    cluster.api.allow("*", "*", "own");
    const watch = cluster.watch(PULL_SECRETS);
    await cluster.advanceUntil(() => watch.synced() && use("own") === "known");
    expect(use("*")).to.equal("unknown");
    cluster.api.allow("*", "*");
    await cluster.advanceUntil(() => use("*") === "known");
    cluster.api.forbid("*", "deployments");
    cluster.api.dropWatches();
    await cluster.advanceUntil(() => use("*") === "unknown" && use("own") === "unknown");
  });
});
