import { expect } from "chai";
import { createNamespace, pullSecret, secretPath, workloadPath } from "../harness/objects.ts";
import {
  createServiceAccount,
  grant,
  hygieneResources,
  type ReadResource,
  readResources,
  regrant,
} from "../harness/roles.ts";
import { parts, scene } from "../harness/scene.ts";
import { type SharedCluster, sharedCluster } from "../harness/sharedCluster.ts";
import { noRechecks, prefix, type RunningExporter, startExporter } from "../harness/startExporter.ts";
import { type PassingProxy, startProxy } from "../harness/startProxy.ts";
import { type WaitOptions, waitUntil } from "../harness/waitUntil.ts";

const namespace = "hygiene";
const account = { namespace, name: "hygiene" };
const everything = [...readResources, ...hygieneResources].map(([, resource]) => resource);
const except = (...resources: readonly ReadResource[]) =>
  everything.filter((resource) => !resources.includes(resource));
/** Nobody has to answer for what this scene looks at. */
const image = "127.0.0.1:1/app:1";
const ready = { httpGet: { path: "/healthz", port: "http" } };
const ports = [{ name: "http", containerPort: 8080 }];

scene("hygiene", [parts.cluster], () => {
  let cluster: SharedCluster;
  let proxy: PassingProxy;
  let exporter: RunningExporter;

  before(async () => {
    cluster = await sharedCluster();
    proxy = await startProxy(cluster.url);
    await createNamespace(cluster.client, namespace, { scene: "hygiene" });
    await createServiceAccount(cluster.client, namespace, account.name);
    const token = await cluster.serviceAccountToken(namespace, account.name);
    await grant(cluster.client, { serviceAccount: account, resources: everything });
    for (const name of ["by-deployment", "by-account", "by-pod", "by-volume", "by-nobody"]) {
      await cluster.client.create(secretPath(namespace), pullSecret(name, { "reg.example.com": ["a", "b"] }));
    }
    await cluster.client.create(accountPath(), {
      metadata: { name: "idle" },
      imagePullSecrets: [{ name: "by-account" }],
    });
    await cluster.client.create(workloadPath(namespace, "Deployment"), deployment("web"));
    await cluster.client.create(podPath(), {
      metadata: { name: "builder" },
      spec: {
        containers: [{ name: "main", image }],
        imagePullSecrets: [{ name: "by-pod" }],
        volumes: [{ name: "push", secret: { secretName: "by-volume" } }],
      },
    });
    exporter = await startExporter({
      kubeconfig: await cluster.kubeconfigFor({ name: account.name, token, namespace }, proxy.url),
      args: [
        ...noRechecks,
        "--hygiene-pull-secrets",
        "--hygiene-workloads",
        // Other scenes' workloads may be in the middle of a roll-out, which would be looked up.
        "--workloads-live-revisions=false",
        "--namespaces-selector=scene=hygiene",
      ],
    });
  });
  after(async () => {
    await exporter?.stop();
    await proxy?.close();
  });

  const accountPath = (name?: string) =>
    `/api/v1/namespaces/${namespace}/serviceaccounts${name === undefined ? "" : `/${name}`}`;
  const podPath = (name?: string) =>
    `/api/v1/namespaces/${namespace}/pods${name === undefined ? "" : `/${name}`}`;
  const servicePath = (name?: string) =>
    `/api/v1/namespaces/${namespace}/services${name === undefined ? "" : `/${name}`}`;

  /** A Deployment whose container `main` lacks what it may, with a side-car that gets no traffic. */
  function deployment(name: string, main: object = {}): object {
    const labels = { app: name };
    const spec = {
      imagePullSecrets: [{ name: "by-deployment" }],
      containers: [
        { name: "main", image, ports, ...main },
        { name: "logger", image },
      ],
    };
    return {
      metadata: { name },
      spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec } },
    };
  }

  /** Waits until the samples of a family have these values of labels, and there are no others. */
  async function tells(family: string, expected: readonly string[], options?: WaitOptions): Promise<void> {
    let found: readonly string[] = [];
    await waitUntil(
      `${family}: ${expected.join(", ")}`,
      async () => {
        const samples = (await exporter.scrape()).get(prefix + family)?.samples ?? [];
        found = samples.map(({ labels }) => Object.values(labels).slice(1).join(" ")).sort();
        if (found.join() !== [...expected].sort().join()) {
          throw new Error(`there are ${found.join(", ")}`);
        }
        return true;
      },
      options,
    );
  }

  it("tells of the pull secret that nothing refers to, not of those in anybody's hands", async () => {
    await tells("unused_pull_secrets", ["by-nobody"]);
  });

  it("tells of pull secrets as their users go, and no more as they come", async () => {
    await cluster.client.remove(podPath("builder"));
    await tells("unused_pull_secrets", ["by-nobody", "by-pod", "by-volume"]);
    await cluster.client.patch(accountPath("idle"), { imagePullSecrets: [{ name: "by-pod" }] });
    await tells("unused_pull_secrets", ["by-account", "by-nobody", "by-volume"]);
    await cluster.client.remove(secretPath(namespace, "by-nobody"));
    await tells("unused_pull_secrets", ["by-account", "by-volume"]);
  });

  it("tells what a Service's pods lack from when it selects them", async () => {
    await tells("workload_hygiene", []);
    await cluster.client.create(servicePath(), {
      metadata: { name: "web" },
      spec: { selector: { app: "web" }, ports: [{ port: 80, targetPort: "http" }] },
    });
    await tells("workload_hygiene", [
      "deployment web main no_pre_stop",
      "deployment web main no_readiness_probe",
    ]);
  });

  it("compares probes with the API server's defaults, and times with each other", async () => {
    const main = {
      readinessProbe: ready,
      livenessProbe: { ...ready, timeoutSeconds: 1, failureThreshold: 3 },
      lifecycle: { preStop: { exec: { command: ["sh", "-c", "sleep 30"] } } },
    };
    await cluster.client.patch(workloadPath(namespace, "Deployment", "web"), deployment("web", main));
    await tells("workload_hygiene", [
      "deployment web main liveness_equals_readiness",
      "deployment web main short_grace_period",
    ]);
  });

  it("has nothing to say when all is well, or nothing runs", async () => {
    const path = workloadPath(namespace, "Deployment", "web");
    const main = {
      readinessProbe: ready,
      livenessProbe: { ...ready, failureThreshold: 10 },
      lifecycle: { preStop: { sleep: { seconds: 5 } } },
    };
    await cluster.client.patch(path, deployment("web", main));
    await tells("workload_hygiene", []);
    await cluster.client.patch(path, deployment("web"));
    await tells("workload_hygiene", [
      "deployment web main no_pre_stop",
      "deployment web main no_readiness_probe",
    ]);
    await cluster.client.patch(path, { spec: { replicas: 0 } });
    await tells("workload_hygiene", []);
    await cluster.client.patch(path, { spec: { replicas: 1 } });
    await tells("workload_hygiene", [
      "deployment web main no_pre_stop",
      "deployment web main no_readiness_probe",
    ]);
  });

  it("asks for nothing but to list and watch what it needs", async () => {
    const requests = await cluster.requestsOf(namespace, account.name);
    expect(new Set(requests.map(({ verb, resource }) => `${verb} ${resource}`))).to.deep.equal(
      new Set(everything.flatMap((resource) => [`list ${resource}`, `watch ${resource}`])),
    );
    expect(requests.filter(({ code }) => code !== 200)).to.deep.equal([]);
  });

  it("says nothing that rests on Services while they are forbidden, is ready, and goes on once they are not", async () => {
    await regrant(cluster.client, account.name, except("services"));
    proxy.breakConnections();
    await exporter.counts("informer_forbidden", { resource: "services" }, 1);
    await tells("workload_hygiene", []);
    expect(await exporter.value("ready")).to.equal(1);
    await tells("unused_pull_secrets", ["by-account", "by-volume"]);
    await regrant(cluster.client, account.name, everything);
    await tells("workload_hygiene", [
      "deployment web main no_pre_stop",
      "deployment web main no_readiness_probe",
    ]);
  });

  for (const resource of ["pods", "serviceaccounts", "deployments", "secrets"] as const) {
    it(`tells of no pull secret while ${resource} are forbidden`, async () => {
      await tells("unused_pull_secrets", ["by-account", "by-volume"]);
      await regrant(cluster.client, account.name, except(resource));
      proxy.breakConnections();
      await exporter.counts("informer_forbidden", { resource }, 1);
      await tells("unused_pull_secrets", []);
      expect(await exporter.value("ready")).to.equal(1);
      await regrant(cluster.client, account.name, everything);
      // Permission is asked for again with growing pauses.
      await tells("unused_pull_secrets", ["by-account", "by-volume"], { deadlineMs: 90_000 });
    });
  }
});
