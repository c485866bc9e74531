import { expect } from "chai";
import { until } from "../../support/until.ts";
import { type ClusterUnderTest, clusterUnderTest, spec } from "../support/clusterUnderTest.ts";
import { CFG_TYPE, JSON_TYPE, payloadOf, secret } from "../support/pullSecrets.ts";

describe("startClusterWatch", () => {
  let cluster: ClusterUnderTest;
  beforeEach(async () => {
    cluster = await clusterUnderTest();
  });
  afterEach(() => cluster[Symbol.asyncDispose]());

  it("startClusterWatch() delivers workloads, accounts, pull secrets and namespaces, and is ready then", async () => {
    for (const kind of ["Deployment", "StatefulSet", "DaemonSet", "CronJob"]) {
      cluster.create(kind, "shop", "web", spec(kind));
    }
    cluster.create("ServiceAccount", "shop", "builder", { imagePullSecrets: [{ name: "regcred" }] });
    cluster.create("Secret", "shop", "regcred", secret(JSON_TYPE, "e30="));
    cluster.create("Secret", "shop", "old", secret(CFG_TYPE, "e30="));
    cluster.create("Secret", "shop", "other", { type: "Opaque", data: { password: "aHVudGVyMg==" } });
    const watch = cluster.watch();
    expect(watch.synced()).to.equal(false);
    expect(new Set(cluster.states.values())).to.deep.equal(new Set(["pending"]));
    await until(() => watch.synced());
    const { calls, readability } = cluster.sink;
    expect(calls).to.include.members([
      "upsert Deployment shop/web",
      "upsert StatefulSet shop/web",
      "upsert DaemonSet shop/web",
      "upsert CronJob shop/web",
      "upsert account shop/builder regcred",
      "upsert secret shop/regcred e30=",
      "upsert secret shop/old e30=",
      "upsert namespace shop of shop",
    ]);
    expect(calls.join()).to.not.contain("other");
    expect(Object.fromEntries(readability)).to.deep.equal({
      "namespaces *": "readable",
      "serviceaccounts *": "readable",
      "secrets *": "readable",
    });
    expect(calls.indexOf("secrets * readable")).to.be.greaterThan(
      calls.indexOf("upsert secret shop/old e30="),
    );
    expect(watch.readiness()).to.deep.equal(
      [
        "namespaces",
        "serviceaccounts",
        "secrets",
        "deployments",
        "statefulsets",
        "daemonsets",
        "cronjobs",
      ].map((resource) => ({ resource, state: "synced" })),
    );
    expect(new Set(cluster.states.values())).to.deep.equal(new Set(["synced"]));
    const secrets = cluster.api.requests.filter(({ path }) => path === "/api/v1/secrets");
    expect(new Set(secrets.map(({ query }) => query.get("fieldSelector")))).to.deep.equal(
      new Set([`type=${JSON_TYPE}`, `type=${CFG_TYPE}`]),
    );
    const namespaces = cluster.api.requests.filter(({ path }) => path === "/api/v1/namespaces");
    expect(namespaces.every(({ accept }) => accept?.includes("as=PartialObjectMetadata"))).to.equal(true);
  });

  it("startClusterWatch() delivers changes, drops those of a status, and tells of deletions", async () => {
    cluster.create("Deployment", "shop", "web", spec("Deployment"));
    const watch = cluster.watch();
    await until(() => watch.synced() && cluster.api.openWatches() === 8);
    cluster.sink.calls.length = 0;
    const web = { kind: "Deployment", namespace: "shop", name: "web" };
    cluster.api.patch(web, { status: { replicas: 7 } });
    cluster.api.patch(web, { metadata: { labels: { other: "label" } } });
    cluster.create("Deployment", "shop", "marker", spec("Deployment"));
    await until(() => cluster.has("upsert Deployment shop/marker"));
    cluster.api.patch(web, { spec: { replicas: 0 } });
    cluster.api.delete({ ...web, name: "marker" });
    await until(() => cluster.has("delete Deployment shop/marker"));
    expect(cluster.sink.calls).to.deep.equal([
      "upsert Deployment shop/marker",
      "upsert Deployment shop/web",
      "delete Deployment shop/marker",
    ]);
    expect(cluster.sink.workloads.get("Deployment shop/web")?.disabled).to.equal(true);
  });

  it("startClusterWatch() watches the owners of Pods by their metadata, unless they are watched themselves", async () => {
    const ownerReferences = [
      { apiVersion: "apps/v1", kind: "Deployment", name: "web", uid: "u", controller: true },
    ];
    cluster.create("ReplicaSet", "shop", "web-1", {
      ...spec("ReplicaSet"),
      metadata: { name: "web-1", namespace: "shop", ownerReferences },
    });
    cluster.create("Pod", "shop", "web-1-x", spec("Pod"));
    const watch = cluster.watch({ workloads: { kinds: ["Pod", "Job"], custom: [], liveRevisions: false } });
    await until(() => watch.synced());
    expect(cluster.sink.calls).to.include.members([
      "upsert owner ReplicaSet shop/web-1 of web",
      "upsert Pod shop/web-1-x",
    ]);
    const accepts = (path: string) =>
      cluster.api.requests.filter((request) => request.path === path).map(({ accept }) => accept ?? "");
    expect(accepts("/apis/apps/v1/replicasets")[0]).to.match(/as=PartialObjectMetadataList/);
    expect(accepts("/apis/batch/v1/jobs")[0]).to.equal(
      "application/vnd.kubernetes.protobuf,application/json",
    );
    expect(watch.readiness().filter(({ resource }) => resource === "jobs")).to.have.length(1);
    cluster.api.delete({ kind: "ReplicaSet", namespace: "shop", name: "web-1" });
    await until(() => cluster.has("delete owner ReplicaSet shop/web-1"));
  });

  it("startClusterWatch() reads a secret again that was left out, as it is now, once there is room for it", async () => {
    for (const name of ["small", "large", "other"]) {
      cluster.create("Secret", "shop", name, secret(JSON_TYPE, payloadOf(name)));
    }
    const watch = cluster.watch();
    const read = (name: string) =>
      cluster.sink.calls.filter((call) => call.startsWith(`upsert secret shop/${name}`));
    let wanted: { namespace: string; name: string; type: typeof JSON_TYPE }[] = [];
    cluster.sink.secretsToReadAgain = () => wanted;
    await until(() => watch.synced() && cluster.api.openWatches("secrets") === 2);
    wanted = ["large", "gone", "other"].map((name) => ({ namespace: "shop", name, type: JSON_TYPE }));
    void cluster.clock.advance(60_000);
    await cluster.advanceUntil(() => read("other").length > 1);
    expect(read("large").slice(0, 2)).to.deep.equal(
      Array(2).fill(`upsert secret shop/large ${payloadOf("large")}`),
    );
    expect([read("small").length, read("gone").length]).to.deep.equal([1, 0]);
    expect(cluster.paths()).to.include("/api/v1/namespaces/shop/secrets");
  });

  it("startClusterWatch() keeps a secret that is made again with the other type", async () => {
    cluster.create("Secret", "shop", "regcred", secret(JSON_TYPE, payloadOf("one")));
    const watch = cluster.watch();
    await until(() => watch.synced() && cluster.api.openWatches("secrets") === 2);
    for (const [type, word] of [
      [CFG_TYPE, "two"],
      [JSON_TYPE, "three"],
      [CFG_TYPE, "four"],
    ] as const) {
      cluster.api.delete({ kind: "Secret", namespace: "shop", name: "regcred" });
      cluster.create("Secret", "shop", "regcred", secret(type, payloadOf(word)));
      for (const each of [JSON_TYPE, CFG_TYPE] as const) {
        const name = `${word}-${each === JSON_TYPE ? "new" : "old"}`;
        cluster.create("Secret", "shop", name, secret(each, "e30="));
        await until(() => cluster.has(`upsert secret shop/${name} e30=`));
      }
      const left = [...cluster.sink.secrets].filter(([name]) => name.startsWith("shop/regcred "));
      expect(left).to.deep.equal([[`shop/regcred ${type}`, payloadOf(word)]]);
    }
  });
});
