import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { expect } from "chai";
import { type FakeAzure, fakeAzure, refreshTokenUntil } from "../../support/fakeAzure.ts";
import { type FakeGoogle, fakeGoogle } from "../../support/fakeGoogle.ts";
import { createNamespace, createWorkload } from "../harness/objects.ts";
import { parts, scene } from "../harness/scene.ts";
import { sharedCluster } from "../harness/sharedCluster.ts";
import { type CloudRegistry, startCloudRegistry } from "../harness/startCloudRegistry.ts";
import type { ControlPlane } from "../harness/startControlPlane.ts";
import { quickChecks, type RunningExporter, startExporter } from "../harness/startExporter.ts";
import { temporaryFolder } from "../harness/temporaryFolder.ts";

const ACR = "team.azurecr.io";
const GAR = "europe-docker.pkg.dev";
const REFRESH = refreshTokenUntil(Date.now() + 3 * 3_600_000);

scene("identities at Azure and Google", [parts.cluster, parts.registry], () => {
  const namespace = "azure-google";
  let cluster: ControlPlane;
  let cloud: CloudRegistry;
  let azure: FakeAzure;
  let google: FakeGoogle;
  let metadata: Server;
  let folder: string;
  let exporter: RunningExporter | undefined;

  before(async () => {
    cluster = await sharedCluster();
    folder = await temporaryFolder("azure-google");
    await writeFile(join(folder, "token"), "jwt");
    azure = fakeAzure();
    google = fakeGoogle();
    metadata = createServer(async (request, response) => {
      const taken = (await azure.handle(request, response)) || (await google.handle(request, response));
      if (!taken) {
        response.writeHead(404).end();
      }
    });
    metadata.listen(0, "127.0.0.1");
    await once(metadata, "listening");
    cloud = await startCloudRegistry(
      [ACR, GAR, "login.microsoftonline.com", "sts.googleapis.com"],
      {
        scheme: "htpasswd",
        users: { "00000000-0000-0000-0000-000000000000": REFRESH, oauth2accesstoken: "token-1" },
      },
      [{ handle: (...both) => azure.handle(...both) }, { handle: (...both) => google.handle(...both) }],
    );
    await cloud.registry.client.push("app", "1");
    await createNamespace(cluster.client, namespace);
    for (const [name, image] of Object.entries({
      acr: `${ACR}/app:1`,
      "acr-gone": `${ACR}/app:2`,
      gar: `${GAR}/app:1`,
      "gar-gone": `${GAR}/app:2`,
    })) {
      await createWorkload(cluster.client, [namespace, "Deployment", name], image);
    }
  });
  beforeEach(() => {
    azure.asked.splice(0);
    google.asked.splice(0);
    azure.refreshToken = REFRESH;
    google.token = { text: "token-1", seconds: 3_600 };
  });
  afterEach(async () => {
    const running = exporter;
    exporter = undefined;
    await running?.stop();
  });
  after(async () => {
    metadata?.close();
    await cloud?.stop();
  });

  const machine = () => `127.0.0.1:${(metadata.address() as AddressInfo).port}`;
  const start = async (env: Readonly<Record<string, string>>, ...args: readonly string[]) => {
    exporter = await startExporter({
      kubeconfig: cluster.kubeconfig,
      args: [...quickChecks, `--namespaces-include=${namespace}`, `--capath=${cloud.caFile}`, ...args],
      env: { ...cloud.env, ...env },
    });
    return exporter;
  };
  const ofMachine = () => ({
    AZURE_POD_IDENTITY_AUTHORITY_HOST: `http://${machine()}`,
    GCE_METADATA_HOST: machine(),
  });
  /** What clusters add to pods of a ServiceAccount that has an identity. */
  const ofWorkload = async () => {
    const credentials = join(folder, "credentials.json");
    await writeFile(
      credentials,
      JSON.stringify({
        type: "external_account",
        audience: "pool",
        subject_token_type: "urn:ietf:params:oauth:token-type:jwt",
        token_url: "https://sts.googleapis.com/v1/token",
        credential_source: { file: join(folder, "token") },
      }),
    );
    return {
      AZURE_CLIENT_ID: "client",
      AZURE_TENANT_ID: "tenant",
      AZURE_FEDERATED_TOKEN_FILE: join(folder, "token"),
      AZURE_AUTHORITY_HOST: "https://login.microsoftonline.com/",
      GOOGLE_APPLICATION_CREDENTIALS: credentials,
    };
  };
  const of = (name: string) => `${namespace} deployment/${name} main`;
  const opened = {
    [of("acr")]: "available",
    [of("acr-gone")]: "absent",
    [of("gar")]: "available",
    [of("gar-gone")]: "absent",
  } as const;
  const unknown = { reason: "node_credentials_unknown" };

  it("open their registries for workloads, over TLS alone, each asked once", async () => {
    const running = await start(await ofWorkload());
    await running.says(opened);
    await running.counts("skipped_containers", unknown, 0);
    expect(azure.asked).to.deep.equal([
      "login tenant client https://containerregistry.azure.net/.default jwt",
      `exchange ${ACR} aad-token tenant`,
    ]);
    expect(google.asked).to.deep.equal(["sts pool jwt"]);
    const told = `${await running.text("/metrics")} ${JSON.stringify(await running.log())}`;
    for (const secret of [REFRESH, "token-1", "aad-token"]) {
      expect(told).not.to.include(secret);
    }
  });

  it("are those of the machine where a workload has none", async () => {
    const running = await start(ofMachine());
    await running.says(opened);
    expect(azure.asked).to.include(`exchange ${ACR} managed-token null`);
    expect(new Set(google.asked)).to.deep.equal(new Set(["metadata"]));
  });

  it("leave no verdict where they are refused, unless they are the nodes' own", async () => {
    azure.refreshToken = "of-another-identity";
    google.token = { text: "of-another-identity", seconds: 3_600 };
    const running = await start(ofMachine());
    await running.counts("skipped_containers", unknown, 4);
    await running.says({});
    await running.stop();
    exporter = undefined;
    const same = await start(
      ofMachine(),
      "--nodes-cloud-azure-same-as-nodes",
      "--nodes-cloud-google-same-as-nodes",
    );
    const refused = "authentication_failure";
    await same.says(Object.fromEntries(Object.keys(opened).map((name) => [name, refused])));
  });

  it("are counted where they hand out no token", async () => {
    azure.refreshToken = { status: 403, error: "denied" };
    google.token = { error: "invalid_grant" };
    const running = await start(await ofWorkload());
    await running.counts("skipped_containers", unknown, 4);
    for (const provider of ["azure", "google"]) {
      await running.counts("credential_provider_errors_total", { provider }, (count) => count >= 1);
    }
  });
});
