import { expect } from "chai";
import type { Verdict } from "../../../src/image/outcome.ts";
import { createNamespace, createWorkload, pullSecret, secretPath, workloadPath } from "../harness/objects.ts";
import { createServiceAccount, grant, type ReadResource, readResources, regrant } from "../harness/roles.ts";
import { parts, scene } from "../harness/scene.ts";
import { type SharedCluster, sharedCluster } from "../harness/sharedCluster.ts";
import { noRechecks, type RunningExporter, startExporter } from "../harness/startExporter.ts";
import { type PassingProxy, startProxy } from "../harness/startProxy.ts";
import { type Registry, startRegistry } from "../harness/startRegistry.ts";

const everything = readResources.map(([, resource]) => resource);
const except = (...resources: readonly ReadResource[]) =>
  everything.filter((resource) => !resources.includes(resource));
// Other scenes' workloads may be in the middle of a roll-out, which would be looked up.
const sceneArgs = [...noRechecks, "--allow-plain-http", "--workloads-live-revisions=false"];
const selector = "--namespaces-selector=scene=permissions";

scene("permissions", [parts.cluster, parts.registry], () => {
  let cluster: SharedCluster;
  /** Asks for a password. */
  let registry: Registry;
  let openRegistry: Registry;

  before(async () => {
    [cluster, registry, openRegistry] = await Promise.all([
      sharedCluster(),
      startRegistry({ auth: { scheme: "htpasswd", users: { puller: "secret" } } }),
      startRegistry(),
    ]);
    for (const { client } of [registry, openRegistry]) {
      await client.push("app", "1");
    }
    for (const namespace of ["rights-a", "rights-b", "rights-c"]) {
      await createNamespace(cluster.client, namespace, { scene: "permissions" });
      await cluster.client.create(
        secretPath(namespace),
        pullSecret("regcred", { [registry.host]: ["puller", "secret"] }),
      );
      await deploy(namespace, "private", registry);
      await deploy(namespace, "public", openRegistry);
    }
  });
  after(async () => {
    await registry?.stop();
    await openRegistry?.stop();
  });

  const deploy = (namespace: string, name: string, from: Registry, tag = "1") =>
    createWorkload(cluster.client, [namespace, "Deployment", name], `${from.host}/app:${tag}`, {
      pullSecrets: ["regcred"],
    });
  const verdictsOf = (namespaces: readonly string[], names: Readonly<Record<string, Verdict>>) =>
    Object.fromEntries(
      namespaces.flatMap((namespace) =>
        Object.entries(names).map(([name, verdict]) => [`${namespace} deployment/${name} main`, verdict]),
      ),
    );

  /** A kubeconfig of a new ServiceAccount in rights-a. */
  async function kubeconfigOf(name: string, url?: string): Promise<string> {
    await createServiceAccount(cluster.client, "rights-a", name);
    const token = await cluster.serviceAccountToken("rights-a", name);
    return await cluster.kubeconfigFor({ name, token, namespace: "rights-a" }, url);
  }

  describe("a ClusterRole that says list and watch on seven resources", () => {
    let proxy: PassingProxy;
    let exporter: RunningExporter;
    const name = "least";
    const all = ["rights-a", "rights-b", "rights-c"];

    before(async () => {
      proxy = await startProxy(cluster.url);
      const kubeconfig = await kubeconfigOf(name, proxy.url);
      const serviceAccount = { namespace: "rights-a", name };
      await grant(cluster.client, { serviceAccount, resources: everything });
      exporter = await startExporter({ kubeconfig, args: [...sceneArgs, selector] });
    });
    after(async () => {
      await exporter?.stop();
      await proxy?.close();
    });

    it("is enough", async () => {
      await exporter.says(verdictsOf(all, { private: "available", public: "available" }));
      for (const resource of everything) {
        expect(await exporter.value("informer_synced", { resource })).to.equal(1);
        expect(await exporter.value("informer_forbidden", { resource })).to.equal(0);
      }
    });

    it("is of use in every part: each verb on each resource is asked for, and nothing else", async () => {
      const requests = await cluster.requestsOf("rights-a", name);
      const used = new Set(requests.map(({ verb, resource }) => `${verb} ${resource}`));
      expect([...used]).to.have.members(
        everything.flatMap((resource) => [`list ${resource}`, `watch ${resource}`]),
      );
      expect(requests.filter(({ code }) => code !== 200)).to.deep.equal([]);
    });

    it("brings no Secrets but those of the two docker types", async () => {
      const requests = (await cluster.requestsOf("rights-a", name)).filter(
        ({ resource }) => resource === "secrets",
      );
      const selectors = requests.map(({ uri }) =>
        new URL(uri, cluster.url).searchParams.get("fieldSelector"),
      );
      expect([...new Set(selectors)]).to.have.members([
        "type=kubernetes.io/dockerconfigjson",
        "type=kubernetes.io/dockercfg",
      ]);
    });

    it("may lose one kind: the others go on, and what was known stays", async () => {
      await regrant(cluster.client, name, except("deployments"));
      proxy.breakConnections();
      await exporter.counts("informer_forbidden", { resource: "deployments" }, 1);
      await exporter.counts("informer_synced", { resource: "deployments" }, 0);
      const absent = `${openRegistry.host}/app:none`;
      await createWorkload(cluster.client, ["rights-a", "StatefulSet", "new"], absent);
      await cluster.client.remove(workloadPath("rights-c", "Deployment", "public"));
      await exporter.says({
        ...verdictsOf(all, { private: "available", public: "available" }),
        "rights-a statefulset/new main": "absent",
      });
      expect(await exporter.value("ready")).to.equal(1);
      const warnings = (await exporter.log()).filter(
        ({ level, resource }) => level === "warn" && resource === "deployments",
      );
      expect(warnings.map(({ msg }) => msg)).to.deep.equal([
        "the resource may not be read or is not there: it is left out until it is",
      ]);
    });

    it("may get it back, and what was missed is made up for", async () => {
      await regrant(cluster.client, name, everything);
      await exporter.counts("informer_forbidden", { resource: "deployments" }, 0);
      await exporter.counts("informer_synced", { resource: "deployments" }, 1);
      await cluster.client.remove(workloadPath("rights-a", "StatefulSet", "new"));
      await exporter.says({
        ...verdictsOf(["rights-a", "rights-b"], { private: "available", public: "available" }),
        ...verdictsOf(["rights-c"], { private: "available" }),
      });
      await deploy("rights-c", "public", openRegistry);
      await exporter.says(verdictsOf(all, { private: "available", public: "available" }));
    });
  });

  describe("secrets that may not be read", () => {
    let proxy: PassingProxy;
    let exporter: RunningExporter;
    const name = "no-secrets";
    const all = ["rights-a", "rights-b"];

    before(async () => {
      proxy = await startProxy(cluster.url);
      const kubeconfig = await kubeconfigOf(name, proxy.url);
      const serviceAccount = { namespace: "rights-a", name };
      await grant(cluster.client, { serviceAccount, resources: except("secrets") });
      exporter = await startExporter({
        kubeconfig,
        args: [...sceneArgs, selector, "--namespaces-exclude=rights-c"],
      });
    });
    after(async () => {
      await exporter?.stop();
      await proxy?.close();
    });

    it("keep nothing but their own images from a verdict", async () => {
      await exporter.says({
        ...verdictsOf(all, { public: "available" }),
      });
      await exporter.counts("skipped_containers", { reason: "secret_unreadable" }, 2);
      expect(await exporter.value("informer_forbidden", { resource: "secrets" })).to.equal(1);
      // An absence that a secret might turn into a presence is none.
      await deploy("rights-a", "absent", openRegistry, "none");
      await exporter.counts("skipped_containers", { reason: "secret_unreadable" }, 3);
    });

    it("are used as soon as they may be read", async () => {
      await regrant(cluster.client, name, everything);
      await exporter.says({
        ...verdictsOf(all, { private: "available", public: "available" }),
        "rights-a deployment/absent main": "absent",
      });
      await exporter.counts("skipped_containers", { reason: "secret_unreadable" }, 0);
      await exporter.counts("informer_forbidden", { resource: "secrets" }, 0);
    });

    it("are made no verdict of when they are lost again", async () => {
      await regrant(cluster.client, name, except("secrets"));
      proxy.breakConnections();
      await exporter.counts("informer_forbidden", { resource: "secrets" }, 1);
      // What was known of them goes on to open doors. Where it does not, nobody can tell what another would do.
      await exporter.counts("skipped_containers", { reason: "secret_unreadable" }, 1);
      await exporter.says(verdictsOf(all, { private: "available", public: "available" }));
      await cluster.client.remove(workloadPath("rights-a", "Deployment", "absent"));
    });
  });

  describe("other grants", () => {
    let exporter: RunningExporter | undefined;
    afterEach(async () => {
      await exporter?.stop();
      exporter = undefined;
    });

    it("a Role in one namespace is enough to look at that one: the exporter's own", async () => {
      const name = "own-namespace";
      const kubeconfig = await kubeconfigOf(name);
      const serviceAccount = { namespace: "rights-a", name };
      await grant(cluster.client, { serviceAccount, namespace: "rights-a", resources: except("namespaces") });
      exporter = await startExporter({ kubeconfig, args: sceneArgs });
      await exporter.says(verdictsOf(["rights-a"], { private: "available", public: "available" }));
    });

    it("Roles in several namespaces are enough to look at those, and no more is asked for", async () => {
      const name = "two-namespaces";
      const kubeconfig = await kubeconfigOf(name);
      const serviceAccount = { namespace: "rights-a", name };
      for (const namespace of ["rights-b", "rights-c"]) {
        await grant(cluster.client, { serviceAccount, namespace, resources: except("namespaces") });
      }
      exporter = await startExporter({
        kubeconfig,
        args: [...sceneArgs, "--namespaces-include=rights-b,rights-c"],
      });
      await exporter.says(
        verdictsOf(["rights-b", "rights-c"], { private: "available", public: "available" }),
      );
      for (const resource of except("namespaces")) {
        expect(await exporter.value("informer_synced", { resource })).to.equal(1);
      }
      const refused = (await cluster.requestsOf("rights-a", name)).filter(({ code }) => code !== 200);
      expect(refused).to.deep.equal([]);
    });

    it("secrets are left alone, though they may be read, where that is switched off", async () => {
      const name = "secrets-off";
      const kubeconfig = await kubeconfigOf(name);
      await grant(cluster.client, { serviceAccount: { namespace: "rights-a", name }, resources: everything });
      exporter = await startExporter({
        kubeconfig,
        args: [...sceneArgs, selector, "--secrets-mode=off"],
      });
      await exporter.says(verdictsOf(["rights-a", "rights-b", "rights-c"], { public: "available" }));
      await exporter.counts("skipped_containers", { reason: "secret_unreadable" }, 3);
      const resources = (await cluster.requestsOf("rights-a", name)).map(({ resource }) => resource);
      expect(resources).to.include("deployments").and.not.include("secrets");
    });

    it("nothing at all leaves an exporter that is ready, and says why it sees nothing", async () => {
      exporter = await startExporter({ kubeconfig: await kubeconfigOf("nobody"), args: sceneArgs });
      await exporter.counts("informer_forbidden", { resource: "deployments" }, 1);
      expect(await exporter.verdicts()).to.deep.equal({});
      expect(await exporter.text("/readyz?verbose")).to.match(/deployments.*forbidden/);
    });
  });
});
