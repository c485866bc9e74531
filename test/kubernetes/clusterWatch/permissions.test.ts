import { expect } from "chai";
import { until } from "../../support/until.ts";
import { type ClusterUnderTest, clusterUnderTest, spec } from "../support/clusterUnderTest.ts";
import { JSON_TYPE, secret } from "../support/pullSecrets.ts";

const rollout = { group: "argoproj.io", version: "v1alpha1", resource: "rollouts", kind: "Rollout" };

describe("startClusterWatch, without permissions", () => {
  let cluster: ClusterUnderTest;
  beforeEach(async () => {
    cluster = await clusterUnderTest();
  });
  afterEach(() => cluster[Symbol.asyncDispose]());

  it("startClusterWatch() is ready without a resource that is not installed, and delivers it once it is", async () => {
    const workloads = {
      kinds: ["Deployment" as const],
      custom: [{ ...rollout, templatePaths: ["spec.template"] }],
      liveRevisions: false,
    };
    const watch = cluster.watch({ workloads });
    await until(() => watch.synced());
    expect(watch.readiness().at(-1)).to.include({ resource: "rollouts.argoproj.io", state: "forbidden" });
    expect(cluster.states.get("rollouts.argoproj.io")).to.equal("forbidden");
    cluster.api.registerResource(rollout);
    cluster.create("Rollout", "shop", "web", spec("Rollout"));
    await cluster.advanceUntil(() => cluster.has("upsert Rollout shop/web"));
    await until(() => cluster.states.get("rollouts.argoproj.io") === "synced");
    expect(watch.readiness().at(-1)).to.deep.equal({ resource: "rollouts.argoproj.io", state: "synced" });
  });

  it("startClusterWatch() goes on without secrets that are forbidden, and takes them in once they are not", async () => {
    cluster.create("Secret", "shop", "regcred", secret(JSON_TYPE, "e30="));
    cluster.create("Deployment", "shop", "web", spec("Deployment"));
    cluster.api.forbid("*", "secrets");
    const watch = cluster.watch();
    await until(() => watch.synced());
    expect(cluster.has("upsert Deployment shop/web")).to.equal(true);
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
    await cluster.advanceUntil(() => cluster.has("delete Deployment shop/web"));
    await cluster.advanceUntil(() => cluster.states.get("deployments") === "synced");
  });
});
