import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { until } from "../support/until.ts";
import { type ClusterUnderTest, clusterUnderTest, spec } from "./support/clusterUnderTest.ts";

const JSON_TYPE = "kubernetes.io/dockerconfigjson";
const CFG_TYPE = "kubernetes.io/dockercfg";
const rollout = { group: "argoproj.io", version: "v1alpha1", resource: "rollouts", kind: "Rollout" };

describe("startClusterWatch", () => {
  let cluster: ClusterUnderTest;
  beforeEach(async () => {
    cluster = await clusterUnderTest();
  });
  afterEach(() => cluster[Symbol.asyncDispose]());

  const secret = (type: string, payload: string) => ({
    type,
    data: { [type === JSON_TYPE ? ".dockerconfigjson" : ".dockercfg"]: payload },
  });
  const payloadOf = (word: string) => Buffer.from(JSON.stringify({ [word]: {} })).toString("base64");
  const paths = () => new Set(cluster.api.requests.map(({ path }) => path));
  const has = (call: string) => cluster.sink.calls.includes(call);

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
    await until(() => has("upsert Deployment shop/marker"));
    cluster.api.patch(web, { spec: { replicas: 0 } });
    cluster.api.delete({ ...web, name: "marker" });
    await until(() => has("delete Deployment shop/marker"));
    expect(cluster.sink.calls).to.deep.equal([
      "upsert Deployment shop/marker",
      "upsert Deployment shop/web",
      "delete Deployment shop/marker",
    ]);
    expect(cluster.sink.workloads.get("Deployment shop/web")?.disabled).to.equal(true);
  });

  it("startClusterWatch() watches the namespaces of the include list one by one", async () => {
    for (const namespace of ["own", "shop", "kube-system"]) {
      cluster.create("Deployment", namespace, "web", spec("Deployment"));
    }
    const watch = cluster.watch({ namespaces: { include: ["own", "shop"], exclude: [] } });
    await until(() => watch.synced());
    expect([...cluster.sink.workloads.keys()].sort()).to.deep.equal([
      "Deployment own/web",
      "Deployment shop/web",
    ]);
    expect(
      [...paths()].filter((path) => !/^\/api\/v1\/namespaces$|\/namespaces\/(own|shop)\//.test(path)),
    ).to.deep.equal([]);
    expect(Object.fromEntries(cluster.sink.readability)).to.deep.include({
      "secrets *": "unreadable",
      "secrets own": "readable",
      "secrets shop": "readable",
    });
    expect(cluster.sink.calls.filter((call) => call.startsWith("upsert namespace"))).to.have.length(2);
  });

  it("startClusterWatch() leaves out excluded namespaces", async () => {
    for (const namespace of ["shop", "kube-system"]) {
      cluster.create("Deployment", namespace, "web", spec("Deployment"));
      cluster.create("Secret", namespace, "regcred", secret(JSON_TYPE, "e30="));
    }
    const watch = cluster.watch({ namespaces: { include: [], exclude: ["kube-system"] } });
    await until(() => watch.synced());
    expect(cluster.sink.calls.join("\n")).to.not.contain("kube-system");
    expect(cluster.sink.calls).to.include.members([
      "upsert Deployment shop/web",
      "upsert secret shop/regcred e30=",
    ]);
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
    const watch = cluster.watch({ workloads: { kinds: ["Pod", "Job"], custom: [] } });
    await until(() => watch.synced());
    expect(cluster.sink.calls).to.include.members([
      "upsert owner ReplicaSet shop/web-1 of web",
      "upsert Pod shop/web-1-x",
    ]);
    const accepts = (path: string) =>
      cluster.api.requests.filter((request) => request.path === path).map(({ accept }) => accept ?? "");
    expect(accepts("/apis/apps/v1/replicasets")[0]).to.match(/as=PartialObjectMetadataList/);
    expect(accepts("/apis/batch/v1/jobs")[0]).to.equal("application/json");
    expect(watch.readiness().filter(({ resource }) => resource === "jobs")).to.have.length(1);
    cluster.api.delete({ kind: "ReplicaSet", namespace: "shop", name: "web-1" });
    await until(() => has("delete owner ReplicaSet shop/web-1"));
  });

  it("startClusterWatch() is ready without a resource that is not installed, and delivers it once it is", async () => {
    const workloads = {
      kinds: ["Deployment" as const],
      custom: [{ ...rollout, templatePaths: ["spec.template"] }],
    };
    const watch = cluster.watch({ workloads });
    await until(() => watch.synced());
    expect(watch.readiness().at(-1)).to.include({ resource: "rollouts.argoproj.io", state: "forbidden" });
    expect(cluster.states.get("rollouts.argoproj.io")).to.equal("forbidden");
    cluster.api.registerResource(rollout);
    cluster.create("Rollout", "shop", "web", spec("Rollout"));
    await cluster.advanceUntil(() => has("upsert Rollout shop/web"));
    await until(() => cluster.states.get("rollouts.argoproj.io") === "synced");
    expect(watch.readiness().at(-1)).to.deep.equal({ resource: "rollouts.argoproj.io", state: "synced" });
  });

  it("startClusterWatch() goes on without secrets that are forbidden, and takes them in once they are not", async () => {
    cluster.create("Secret", "shop", "regcred", secret(JSON_TYPE, "e30="));
    cluster.create("Deployment", "shop", "web", spec("Deployment"));
    cluster.api.forbid("*", "secrets");
    const watch = cluster.watch();
    await until(() => watch.synced());
    expect(has("upsert Deployment shop/web")).to.equal(true);
    expect(cluster.sink.readability.get("secrets *")).to.equal("unreadable");
    expect(watch.readiness().find(({ resource }) => resource === "secrets")).to.deep.include({
      state: "forbidden",
    });
    await cluster.advanceUntil(() => cluster.clock.monotonic() > 300_000);
    const warnings = cluster.log.lines.filter(({ level }) => level === "warn");
    expect(warnings.map(({ fields }) => fields.resource)).to.deep.equal(["secrets", "secrets"]);
    cluster.api.allow("*", "secrets");
    await cluster.advanceUntil(() => cluster.sink.readability.get("secrets *") === "readable");
    const { calls } = cluster.sink;
    expect(calls.indexOf("secrets * readable")).to.be.greaterThan(
      calls.indexOf("upsert secret shop/regcred e30="),
    );
    expect(cluster.states.get("secrets")).to.equal("synced");
  });

  it("startClusterWatch() keeps what it knows and stays ready when a permission is lost", async () => {
    cluster.create("Deployment", "shop", "web", spec("Deployment"));
    const watch = cluster.watch();
    await until(() => watch.synced() && cluster.api.openWatches() === 8);
    cluster.api.forbid("*", "deployments");
    cluster.api.dropWatches();
    await cluster.advanceUntil(() => cluster.states.get("deployments") === "forbidden");
    await cluster.advanceUntil(() => cluster.states.get("daemonsets") === "synced");
    expect(watch.synced()).to.equal(true);
    expect(watch.readiness()[3]).to.include({ resource: "deployments", state: "synced" });
    expect(watch.readiness()[3]?.error).to.contain("forbidden");
    expect(cluster.sink.workloads.has("Deployment shop/web")).to.equal(true);
    cluster.api.delete({ kind: "Deployment", namespace: "shop", name: "web" });
    cluster.api.allow("*", "deployments");
    await cluster.advanceUntil(() => has("delete Deployment shop/web"));
    await cluster.advanceUntil(() => cluster.states.get("deployments") === "synced");
  });

  it("startClusterWatch() watches its own namespace when no kind of workload may be listed cluster-wide, until one may", async () => {
    for (const namespace of ["own", "shop"]) {
      cluster.create("Deployment", namespace, "web", spec("Deployment"));
      cluster.create("Secret", namespace, "regcred", secret(JSON_TYPE, "e30="));
    }
    cluster.api.forbid("*", "*");
    cluster.api.allow("*", "*", "own");
    const watch = cluster.watch();
    let readyTooSoon = false;
    await until(() => {
      readyTooSoon ||= watch.synced() && !has("upsert Deployment own/web");
      return watch.synced();
    });
    expect(readyTooSoon).to.equal(false);
    expect([...cluster.sink.workloads.keys()]).to.deep.equal(["Deployment own/web"]);
    expect(Object.fromEntries(cluster.sink.readability)).to.deep.equal({
      "namespaces *": "unreadable",
      "serviceaccounts *": "unreadable",
      "serviceaccounts own": "readable",
      "secrets *": "unreadable",
      "secrets own": "readable",
    });
    const states = watch.readiness().map(({ resource, state }) => `${resource} ${state}`);
    expect(states).to.include.members(["namespaces forbidden", "deployments synced", "secrets synced"]);
    const said = cluster.log.lines.filter(({ message }) => message.startsWith("no workloads may be listed"));
    expect(said.map(({ fields }) => fields)).to.deep.equal([{ namespace: "own" }]);
    expect(cluster.states.get("deployments")).to.equal("synced");

    cluster.create("Deployment", "own", "late", spec("Deployment"));
    await until(() => has("upsert Deployment own/late"));
    cluster.api.allow("*", "*");
    await cluster.advanceUntil(() => has("upsert Deployment shop/web"));
    await cluster.advanceUntil(() => cluster.sink.readability.get("secrets *") === "readable");
    await cluster.advanceUntil(() => cluster.api.openWatches() === 8);
    expect(cluster.sink.calls.filter((call) => call.startsWith("delete"))).to.deep.equal([]);
    expect(cluster.sink.calls.filter((call) => call === "upsert Deployment own/web")).to.have.length(1);
    cluster.api.delete({ kind: "Deployment", namespace: "own", name: "web" });
    await until(() => has("delete Deployment own/web"));
    expect(cluster.sink.readability.get("secrets own")).to.equal("readable");
  });

  it("startClusterWatch() does not take one forbidden kind, or one that is not installed, for want of permission", async () => {
    cluster.api.forbid("*", "deployments");
    const kinds = { kinds: ["Deployment" as const, "StatefulSet" as const], custom: [] };
    const watch = cluster.watch({ workloads: kinds });
    await until(() => watch.synced());
    const rollouts = { kinds: [], custom: [{ ...rollout, templatePaths: ["spec.template"] }] };
    const other = cluster.watch({ workloads: rollouts });
    await until(() => other.synced());
    expect([...paths()].filter((path) => path.includes("/namespaces/"))).to.deep.equal([]);
  });

  it("startClusterWatch() watches no secrets when they are switched off", async () => {
    const watch = cluster.watch({ secrets: { mode: "off" } });
    await until(() => watch.synced());
    expect([...paths()].join()).to.not.contain("secrets");
    expect(cluster.sink.readability.get("secrets *")).to.equal("unreadable");
    expect(watch.readiness().map(({ resource }) => resource)).to.not.include("secrets");
    expect(cluster.states.has("secrets")).to.equal(false);
  });

  it("startClusterWatch() watches the secrets of its own namespace only, when told so", async () => {
    for (const namespace of ["own", "shop"]) {
      cluster.create("Secret", namespace, "regcred", secret(JSON_TYPE, "e30="));
    }
    const watch = cluster.watch({ secrets: { mode: "namespaced" } });
    await until(() => watch.synced());
    expect([...paths()].filter((path) => path.includes("secrets"))).to.deep.equal([
      "/api/v1/namespaces/own/secrets",
    ]);
    expect(cluster.sink.calls.join()).to.not.contain("shop/regcred");
    expect(Object.fromEntries(cluster.sink.readability)).to.deep.include({
      "secrets *": "unreadable",
      "secrets own": "readable",
    });
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
      for (const each of [JSON_TYPE, CFG_TYPE]) {
        const name = `${word}-${each === JSON_TYPE ? "new" : "old"}`;
        cluster.create("Secret", "shop", name, secret(each, "e30="));
        await until(() => has(`upsert secret shop/${name} e30=`));
      }
      const about = cluster.sink.calls.filter((call) => call.includes("shop/regcred"));
      expect(about.at(-1)).to.equal(`upsert secret shop/regcred ${payloadOf(word)}`);
    }
  });

  it("startClusterWatch() survives a restart of the API server with changes in between", async () => {
    for (const name of ["a", "b"]) cluster.create("Deployment", "shop", name, spec("Deployment"));
    const watch = cluster.watch();
    await until(() => watch.synced() && cluster.api.openWatches() === 8);
    await cluster.api.stop();
    cluster.api.delete({ kind: "Deployment", namespace: "shop", name: "a" });
    cluster.create("Deployment", "shop", "c", spec("Deployment"));
    await cluster.advanceUntil(() => [...cluster.states.values()].every((state) => state === "pending"));
    expect(watch.synced()).to.equal(true);
    await cluster.api.restart();
    await cluster.advanceUntil(() => [...cluster.states.values()].every((state) => state === "synced"));
    await cluster.advanceUntil(() => has("delete Deployment shop/a") && has("upsert Deployment shop/c"));
    expect(cluster.sink.calls.filter((call) => call === "upsert Deployment shop/b")).to.have.length(1);
    expect(new Set(cluster.restarts).size).to.equal(7);
  });

  it("startClusterWatch() goes on with the new token when the former is refused", async () => {
    const folder = mkdtempSync(join(tmpdir(), "token-test-"));
    const tokenFile = join(folder, "token");
    await using rotating = await clusterUnderTest({ tokenFile });
    writeFileSync(tokenFile, rotating.api.token);
    const watch = rotating.watch();
    await until(() => watch.synced() && rotating.api.openWatches() === 8);
    rotating.api.setToken("rotated");
    writeFileSync(tokenFile, "rotated");
    rotating.api.dropWatches();
    rotating.create("Deployment", "shop", "late", spec("Deployment"));
    await rotating.advanceUntil(() => rotating.sink.calls.includes("upsert Deployment shop/late"));
    await rotating.advanceUntil(() => rotating.api.openWatches() === 8);
    expect(rotating.log.lines.filter(({ level }) => level === "warn")).to.deep.equal([]);
    rmSync(folder, { recursive: true });
  });

  it("startClusterWatch() notices watches that are half open", async () => {
    const watch = cluster.watch();
    await until(() => watch.synced() && cluster.api.openWatches() === 8);
    cluster.api.stallWatches();
    cluster.create("Deployment", "shop", "unseen", spec("Deployment"));
    await cluster.advanceUntil(() => cluster.clock.monotonic() > 129_000);
    expect(has("upsert Deployment shop/unseen")).to.equal(false);
    await cluster.advanceUntil(() => has("upsert Deployment shop/unseen"));
  });

  it("stop() closes every watch and delivers nothing from then on", async () => {
    const watch = cluster.watch();
    await until(() => watch.synced() && cluster.api.openWatches() === 8);
    const stopped = watch.stop();
    cluster.sink.calls.length = 0;
    cluster.create("Deployment", "shop", "late", spec("Deployment"));
    await stopped;
    await until(() => cluster.api.openWatches() === 0);
    const { length } = cluster.api.requests;
    await cluster.clock.advance(600_000);
    expect(cluster.sink.calls).to.deep.equal([]);
    expect(cluster.api.requests).to.have.length(length);
    await watch.stop();
  });

  it("stop() right after the start leaves nothing behind", async () => {
    const watch = cluster.watch();
    cluster.sink.calls.length = 0;
    await watch.stop();
    await cluster.clock.advance(600_000);
    await until(() => cluster.api.openWatches() === 0);
    expect(watch.synced()).to.equal(false);
    expect(cluster.sink.calls).to.deep.equal([]);
  });
});
