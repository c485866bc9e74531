import { chmod, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { createNamespace, createWorkload, pullSecret, secretPath } from "../harness/objects.ts";
import { parts, scene } from "../harness/scene.ts";
import { sharedCluster } from "../harness/sharedCluster.ts";
import { type CloudRegistry, startCloudRegistry } from "../harness/startCloudRegistry.ts";
import type { ControlPlane } from "../harness/startControlPlane.ts";
import { prefix, quickChecks, type RunningExporter, startExporter } from "../harness/startExporter.ts";
import { temporaryFolder } from "../harness/temporaryFolder.ts";

const ECR = "123456789012.dkr.ecr.eu-west-1.amazonaws.com";
const CLOUDS = { ecr: ECR, acr: "team.azurecr.io", gar: "europe-docker.pkg.dev", gcr: "eu.gcr.io" };
const PRIVATE = "registry.example.com";

scene("registries that nodes have credentials for", [parts.cluster, parts.registry], () => {
  let cluster: ControlPlane;
  let cloud: CloudRegistry;
  let exporter: RunningExporter | undefined;
  const namespace = "cloud";
  const unknown = { reason: "node_credentials_unknown" };

  before(async () => {
    cluster = await sharedCluster();
    cloud = await startCloudRegistry([...Object.values(CLOUDS), PRIVATE], {
      scheme: "htpasswd",
      users: { AWS: "token", alice: "secret" },
    });
    await cloud.registry.client.push("app", "1");
    await createNamespace(cluster.client, namespace);
    for (const [name, host] of Object.entries(CLOUDS)) {
      await createWorkload(cluster.client, [namespace, "Deployment", name], `${host}/app:1`);
    }
    await createWorkload(cluster.client, [namespace, "Deployment", "private"], `${PRIVATE}/app:1`);
    for (const [name, password] of [
      ["good", "secret"],
      ["bad", "wrong"],
    ] as const) {
      await cluster.client.create(secretPath(namespace), pullSecret(name, { [ECR]: ["alice", password] }));
      await createWorkload(cluster.client, [namespace, "Deployment", name], `${ECR}/app:1`, {
        pullSecrets: [name],
      });
    }
  });
  afterEach(async () => {
    await exporter?.stop();
    exporter = undefined;
  });
  after(() => cloud?.stop());

  const start = async (...args: readonly string[]) => {
    exporter = await startExporter({
      kubeconfig: cluster.kubeconfig,
      args: [...quickChecks, `--namespaces-include=${namespace}`, `--capath=${cloud.caFile}`, ...args],
      env: cloud.env,
    });
    return exporter;
  };
  const of = (name: string) => `${namespace} deployment/${name} main`;
  /** What needs nothing of nodes. */
  const judged = {
    [of("good")]: "available",
    [of("bad")]: "authentication_failure",
    [of("private")]: "authentication_failure",
  } as const;

  it("a fresh install on any cloud has no verdict of what nodes might open, and judges the rest", async () => {
    const fresh = await start();
    await fresh.says(judged);
    await fresh.counts("skipped_containers", unknown, 4);
    const warnings = (await fresh.log()).filter(({ msg }) => msg.includes("get no verdict"));
    expect(warnings.map(({ registry }) => registry)).to.have.members(Object.values(CLOUDS));
    for (const { msg } of warnings) {
      expect(msg).to.match(/config\.nodes\.credentialProviders.*config\.nodes\.cloud\.\w+\.mode/);
    }
    const page = await fresh.text("/metrics");
    for (const host of Object.values(CLOUDS).slice(1)) {
      expect(page).not.to.match(new RegExp(`^${prefix}unavailable\\{[^}]*registry="${host}"`, "m"));
    }
  });

  it("judges them where the configuration says that nodes have no identity", async () => {
    const fresh = await start("--nodes-cloud-aws-mode=off", "--nodes-cloud-google-mode=off");
    const refused = "authentication_failure";
    await fresh.says({ ...judged, [of("ecr")]: refused, [of("gar")]: refused, [of("gcr")]: refused });
    await fresh.counts("skipped_containers", unknown, 1);
  });

  it("takes what a credential provider of nodes gives, and has no verdict again when it fails", async () => {
    const folder = await temporaryFolder("bin");
    const program = join(folder, "bin", "provider");
    const answer = {
      kind: "CredentialProviderResponse",
      apiVersion: "credentialprovider.kubelet.k8s.io/v1",
      cacheKeyType: "Registry",
      cacheDuration: "0s",
      auth: { "*.dkr.ecr.*.amazonaws.com": { username: "AWS", password: "token" } },
    };
    await mkdir(join(folder, "bin"));
    await writeFile(join(folder, "answer"), JSON.stringify(answer));
    await writeFile(program, `#!/bin/sh\ncat ${join(folder, "answer")}\n`);
    await chmod(program, 0o755);
    const config = join(folder, "config.yaml");
    await writeFile(
      config,
      `kind: CredentialProviderConfig
apiVersion: kubelet.config.k8s.io/v1
providers:
  - name: provider
    matchImages: ["*.dkr.ecr.*.amazonaws.com"]
    defaultCacheDuration: 10m
    apiVersion: credentialprovider.kubelet.k8s.io/v1
`,
    );
    const running = await start(
      `--nodes-credential-providers-config=${config}`,
      `--nodes-credential-providers-bin-dir=${join(folder, "bin")}`,
    );
    // The kubelet tries what a provider gives after a pull secret that is refused.
    const opened = { ...judged, [of("ecr")]: "available", [of("bad")]: "available" } as const;
    await running.says(opened);
    await running.counts("skipped_containers", unknown, 3);
    await running.counts("credential_provider_errors_total", { provider: "provider" }, 0);

    await writeFile(join(folder, "answer"), "nonsense");
    await running.says(judged);
    await running.counts("skipped_containers", unknown, 4);
    await running.counts("credential_provider_errors_total", { provider: "provider" }, (count) => count > 0);

    await writeFile(join(folder, "answer"), JSON.stringify(answer));
    await running.says(opened);
  });
});
