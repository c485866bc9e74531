import { expect } from "chai";
import { until } from "../../support/until.ts";
import { type ClusterUnderTest, clusterUnderTest, spec } from "../support/clusterUnderTest.ts";

const PULL_SECRETS = { hygiene: { pullSecrets: true, workloads: false } };
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
    const workloads = { kinds: ["Pod" as const], custom: [], liveRevisions: false };
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

describe("startClusterWatch, for how workloads stand a roll-out", () => {
  const WORKLOADS = { hygiene: { pullSecrets: false, workloads: true } };
  const SERVICE = { spec: { selector: { app: "x" }, ports: [{ port: 80, targetPort: "http" }] } };
  let cluster: ClusterUnderTest;
  beforeEach(async () => {
    cluster = await clusterUnderTest();
    cluster.create("Service", "shop", "web", SERVICE);
    cluster.create("Deployment", "shop", "web", spec("Deployment"));
  });
  afterEach(() => cluster[Symbol.asyncDispose]());
  const services = () => cluster.sink.readability.get("services *");
  const serving = () => cluster.sink.workloads.get("Deployment shop/web")?.templates[0]?.serving;

  it("startClusterWatch() watches Services, and does not otherwise, nor keeps more of templates", async () => {
    const off = cluster.watch();
    await until(() => off.synced());
    expect(cluster.paths().filter((path) => path.endsWith("/services"))).to.deep.equal([]);
    expect([services(), serving()]).to.deep.equal([undefined, undefined]);
    const watch = cluster.watch(WORKLOADS);
    await until(() => watch.synced());
    expect(cluster.has("upsert service shop/web to app=x at TCP/http")).to.equal(true);
    expect(services()).to.equal("readable");
    expect(serving()?.labels).to.deep.equal(["app=x"]);
    expect(cluster.states.get("services")).to.equal("synced");
    cluster.api.delete({ kind: "Service", namespace: "shop", name: "web" });
    await until(() => cluster.has("delete service shop/web"));
  });

  it("startClusterWatch() is ready without Services that are forbidden, and takes them in once they are not", async () => {
    cluster.api.forbid("*", "services");
    const watch = cluster.watch(WORKLOADS);
    await until(() => watch.synced());
    expect([services(), cluster.states.get("services")]).to.deep.equal(["unreadable", "forbidden"]);
    expect(watch.readiness().at(-1)).to.include({ resource: "services", state: "forbidden" });
    cluster.api.allow("*", "services");
    await cluster.advanceUntil(() => services() === "readable");
    expect(cluster.has("upsert service shop/web to app=x at TCP/http")).to.equal(true);
  });
});
