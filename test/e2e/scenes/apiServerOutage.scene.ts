import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { type ApiClient, createApiClient } from "../harness/apiClient.ts";
import { createNamespace, createWorkload, secretPath, workloadPath } from "../harness/objects.ts";
import { createServiceAccount, grant, readResources } from "../harness/roles.ts";
import { parts, scene } from "../harness/scene.ts";
import { type ApiServer, startApiServer } from "../harness/startApiServer.ts";
import { type ControlPlane, startControlPlane } from "../harness/startControlPlane.ts";
import { noRechecks, type RunningExporter, startExporter } from "../harness/startExporter.ts";
import { type Registry, startRegistry } from "../harness/startRegistry.ts";
import { temporaryFolder } from "../harness/temporaryFolder.ts";

scene("the API server killed and restarted", [parts.apiServer, parts.registry], () => {
  let cluster: ControlPlane;
  let registry: Registry;
  let exporter: RunningExporter;
  let folder: string;
  let tokenFile: string;
  let firstToken: string;
  /** A second API server on the same data, by which things change while the first is away. */
  let deputyServer: ApiServer;
  let deputy: ApiClient;

  const image = (tag: string) => `${registry.host}/app:${tag}`;
  const inform = { resource: "deployments" };

  before(async () => {
    [cluster, registry, folder] = await Promise.all([
      startControlPlane(),
      startRegistry(),
      temporaryFolder("outage"),
    ]);
    const { client } = cluster;
    const token = "token-of-deputy";
    const deputyFolder = join(folder, "deputy");
    await mkdir(deputyFolder);
    deputyServer = await startApiServer({
      folder: deputyFolder,
      etcdUrl: cluster.etcd.url,
      users: [{ name: "deputy", token, groups: ["system:masters"] }],
      serviceAccountAdmission: false,
    });
    deputy = createApiClient({ ...deputyServer, token });

    await registry.client.push("app", "1");
    await createNamespace(client, "shop");
    for (const [name, tag] of [
      ["stays", "1"],
      ["stays-absent", "2"],
      ["goes", "1"],
      ["changes", "1"],
      ["sleeps", "1"],
    ] as const) {
      await createWorkload(client, ["shop", "Deployment", name], image(tag));
    }

    const serviceAccount = { namespace: "shop", name: "exporter" };
    await createServiceAccount(client, "shop", "exporter");
    await grant(client, { serviceAccount, resources: readResources.map(([, resource]) => resource) });
    tokenFile = join(folder, "token");
    // Such a token ends with the Secret that it is bound to, as a pod's does with its pod: sooner than any expiry.
    for (const name of ["first-token", "second-token"]) {
      await client.create(secretPath("shop"), { metadata: { name } });
    }
    firstToken = await cluster.serviceAccountToken("shop", "exporter", { boundTo: "first-token" });
    await writeFile(tokenFile, firstToken);

    exporter = await startExporter({
      kubeconfig: await cluster.kubeconfigFor({ name: "exporter", tokenFile }),
      args: [...noRechecks, "--allow-plain-http"],
    });
  });
  after(async () => {
    await exporter?.stop();
    await deputy?.close();
    await deputyServer?.stop("SIGKILL");
    await registry?.stop();
    await cluster?.stop();
    if (folder) {
      await rm(folder, { recursive: true });
    }
  });

  const atFirst = {
    "shop deployment/stays main": "available",
    "shop deployment/stays-absent main": "absent",
    "shop deployment/goes main": "available",
    "shop deployment/changes main": "available",
    "shop deployment/sleeps main": "available",
  } as const;

  it("watches with the token of its file", async () => {
    await exporter.says(atFirst);
    await exporter.counts("informer_synced", inform, 1);
  });

  it("keeps what it knows while the API server is away, and stays ready", async () => {
    await cluster.apiServer.stop("SIGKILL");
    await exporter.counts("informer_synced", inform, 0);
    expect(await exporter.verdicts()).to.deep.equal(atFirst);
    expect(await exporter.value("ready")).to.equal(1);
  });

  it("is right again afterwards, whatever has changed meanwhile", async () => {
    await deputy.remove(workloadPath("shop", "Deployment", "goes"));
    await createWorkload(deputy, ["shop", "Deployment", "comes"], image("1"));
    await createWorkload(deputy, ["shop", "StatefulSet", "comes-absent"], image("3"));
    await deputy.patch(workloadPath("shop", "Deployment", "sleeps"), { spec: { replicas: 0 } });
    await deputy.patch(workloadPath("shop", "Deployment", "changes"), {
      spec: { template: { spec: { containers: [{ name: "main", image: image("4") }] } } },
    });
    await deputy.remove(secretPath("shop", "first-token"));
    await cluster.apiServer.start();
    await writeFile(
      tokenFile,
      await cluster.serviceAccountToken("shop", "exporter", { boundTo: "second-token" }),
    );
    await exporter.says({
      "shop deployment/stays main": "available",
      "shop deployment/stays-absent main": "absent",
      "shop deployment/comes main": "available",
      "shop statefulset/comes-absent main": "absent",
      "shop deployment/changes main": "absent",
    });
  });

  it("had to use the new token of its file: the old one is worth nothing", async () => {
    const client = cluster.clientFor(firstToken);
    const { status } = await client.exchange("GET", "/apis/apps/v1/deployments");
    await client.close();
    expect(status).to.equal(401);
  });

  it("tells how often it began anew, and that all is well", async () => {
    for (const [, resource] of readResources) {
      await exporter.counts("informer_restarts_total", { resource }, (restarts) => restarts >= 1);
      await exporter.counts("informer_synced", { resource }, 1);
      await exporter.counts("informer_forbidden", { resource }, 0);
    }
  });

  it("follows what happens from then on", async () => {
    await cluster.client.remove(workloadPath("shop", "Deployment", "stays"));
    await exporter.says({
      "shop deployment/stays-absent main": "absent",
      "shop deployment/comes main": "available",
      "shop statefulset/comes-absent main": "absent",
      "shop deployment/changes main": "absent",
    });
  });
});
