import { expect } from "chai";
import { until } from "../../support/until.ts";
import { type ClusterUnderTest, clusterUnderTest, spec } from "../support/clusterUnderTest.ts";
import { JSON_TYPE, secret } from "../support/pullSecrets.ts";

const rollout = { group: "argoproj.io", version: "v1alpha1", resource: "rollouts", kind: "Rollout" };

describe("startClusterWatch, by namespaces", () => {
  let cluster: ClusterUnderTest;
  beforeEach(async () => {
    cluster = await clusterUnderTest();
  });
  afterEach(() => cluster[Symbol.asyncDispose]());

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
      cluster.paths().filter((path) => !/\/namespaces\/(own|shop)\//.test(path)),
      "what a Role in each allows",
    ).to.deep.equal([]);
    expect(Object.fromEntries(cluster.sink.readability)).to.deep.include({
      "secrets *": "unreadable",
      "secrets own": "readable",
      "secrets shop": "readable",
    });
    expect(watch.readiness().map(({ state }) => state)).to.deep.equal(watch.readiness().map(() => "synced"));
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
      readyTooSoon ||= watch.synced() && !cluster.has("upsert Deployment own/web");
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
    await until(() => cluster.has("upsert Deployment own/late"));
    cluster.api.allow("*", "*");
    await cluster.advanceUntil(() => cluster.has("upsert Deployment shop/web"));
    await cluster.advanceUntil(() => cluster.sink.readability.get("secrets *") === "readable");
    await cluster.advanceUntil(() => cluster.api.openWatches() === 8);
    expect(cluster.sink.calls.filter((call) => call.startsWith("delete"))).to.deep.equal([]);
    expect(cluster.sink.calls.filter((call) => call === "upsert Deployment own/web")).to.have.length(1);
    cluster.api.delete({ kind: "Deployment", namespace: "own", name: "web" });
    await until(() => cluster.has("delete Deployment own/web"));
    expect(cluster.sink.readability.get("secrets own")).to.equal("readable");
  });

  it("startClusterWatch() does not take one forbidden kind, or one that is not installed, for want of permission", async () => {
    cluster.api.forbid("*", "deployments");
    const kinds = {
      kinds: ["Deployment" as const, "StatefulSet" as const],
      custom: [],
      liveRevisions: false,
    };
    const watch = cluster.watch({ workloads: kinds });
    await until(() => watch.synced());
    const rollouts = {
      kinds: [],
      custom: [{ ...rollout, templatePaths: ["spec.template"] }],
      liveRevisions: false,
    };
    const other = cluster.watch({ workloads: rollouts });
    await until(() => other.synced());
    expect(cluster.paths().filter((path) => path.includes("/namespaces/"))).to.deep.equal([]);
  });

  it("startClusterWatch() watches no secrets when they are switched off", async () => {
    const watch = cluster.watch({ secrets: { mode: "off" } });
    await until(() => watch.synced());
    expect(cluster.paths().join()).to.not.contain("secrets");
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
    expect(cluster.paths().filter((path) => path.includes("secrets"))).to.deep.equal([
      "/api/v1/namespaces/own/secrets",
    ]);
    expect(cluster.sink.calls.join()).to.not.contain("shop/regcred");
    expect(Object.fromEntries(cluster.sink.readability)).to.deep.include({
      "secrets *": "unreadable",
      "secrets own": "readable",
    });
  });
});
