import { once } from "node:events";
import { mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import type { V1ServiceAccount } from "@kubernetes/client-node";
import { expect } from "chai";
import { CHART } from "../../chart/helms.ts";
import { type FakeAws, startFakeAws } from "../../support/fakeAws.ts";
import { type FakeAzure, fakeAzure } from "../../support/fakeAzure.ts";
import { type FakeGoogle, fakeGoogle } from "../../support/fakeGoogle.ts";
import { parseExposition } from "../../support/parseExposition.ts";
import { runClusterTool } from "../harness/clusterTool.ts";
import { createNamespace, createWorkload, dockerConfig, secretPath } from "../harness/objects.ts";
import { readVerdicts } from "../harness/readVerdicts.ts";
import { parts, scene } from "../harness/scene.ts";
import { type CloudRegistry, startCloudRegistry } from "../harness/startCloudRegistry.ts";
import { type ControlPlane, startControlPlane } from "../harness/startControlPlane.ts";
import { type PodNode, startPodNode } from "../harness/startPodNode.ts";
import { temporaryFolder } from "../harness/temporaryFolder.ts";
import { waitUntil } from "../harness/waitUntil.ts";
import { locateTool } from "../tools/locateTool.ts";

const ECR = "123456789012.dkr.ecr.eu-west-1.amazonaws.com";
const ACR = "team.azurecr.io";
const GAR = "europe-docker.pkg.dev";
const INTERNAL = "registry.internal.example.com";
const ROLE = "arn:aws:iam::123456789012:role/image-availability-exporter";
const own = "tools";

scene(
  "the chart's examples",
  [parts.cluster, parts.helm, parts.registry, ["ecr-credential-provider"]],
  () => {
    let cluster: ControlPlane;
    let node: PodNode;
    let cloud: CloudRegistry;
    let aws: FakeAws;
    const azure: FakeAzure = fakeAzure();
    const google: FakeGoogle = fakeGoogle();
    let folder: string;

    before(async () => {
      cluster = await startControlPlane({ controllers: true });
      node = await startPodNode(cluster);
      aws = await startFakeAws();
      folder = await temporaryFolder("examples");
      await writeFile(join(folder, "token"), "jwt");
      cloud = await startCloudRegistry(
        [ECR, ACR, GAR, INTERNAL, "login.microsoftonline.com", "sts.googleapis.com"],
        {
          scheme: "htpasswd",
          users: {
            AWS: "token-1",
            "00000000-0000-0000-0000-000000000000": String(azure.refreshToken),
            oauth2accesstoken: "token-1",
            node: "secret",
          },
        },
        [azure, google],
      );
      await cloud.registry.client.push("app", "1");
      await cloud.registry.client.push("docker-hub/library/nginx", "1");
      await createNamespace(cluster.client, own);
      await createNamespace(cluster.client, "shop");
      for (const [name, image] of Object.entries({
        here: `${ECR}/app:1`,
        gone: `${ECR}/app:2`,
        "at-azure": `${ACR}/app:1`,
        "gone-at-azure": `${ACR}/app:2`,
        "at-google": `${GAR}/app:1`,
        "gone-at-google": `${GAR}/app:2`,
        mirrored: "nginx:1",
        unmirrored: "nginx:2",
      })) {
        await createWorkload(cluster.client, ["shop", "Deployment", name], image);
      }
      const config = {
        stringData: { ".dockerconfigjson": dockerConfig({ [INTERNAL]: ["node", "secret"] }) },
      };
      await cluster.client.create(secretPath(own), { metadata: { name: "node-credentials" }, ...config });
      await cluster.client.create(`/api/v1/namespaces/${own}/configmaps`, {
        metadata: { name: "internal-authority" },
        data: { "ca.crt": await readFile(cloud.caFile, "utf8") },
      });
    });
    beforeEach(() => {
      aws.asked.splice(0);
    });
    afterEach(() => helm("uninstall", "iae", "--namespace", own, "--wait", "--timeout", "60s"));
    after(async () => {
      // Whatever a pod has to say at its end, nothing stays behind.
      try {
        await node?.stop();
      } finally {
        await cloud?.stop();
        await aws?.stop();
        await cluster?.stop();
      }
    });

    const helm = (...args: readonly string[]) =>
      runClusterTool("helm", args, { kubeconfig: cluster.kubeconfig });

    /** Installs an example, with what a cluster at AWS would add to its pods, and waits for verdicts. */
    async function says(
      example: string,
      env: Readonly<Record<string, string>>,
      values: object,
      expected: Readonly<Record<string, string>>,
    ): Promise<void> {
      const given = join(folder, `${example}.json`);
      const extraEnv = Object.entries(env).map(([name, value]) => ({ name, value }));
      const common = { proxy: { https: cloud.env.HTTPS_PROXY, noProxy: ["127.0.0.1"] }, extraEnv };
      await writeFile(given, JSON.stringify({ ...common, ...values }));
      const files = ["-f", join(CHART, "examples", `${example}.yaml`), "-f", given];
      await helm("install", "iae", CHART, "--namespace", own, ...files, "--wait", "--timeout", "60s");
      await waitUntil(`what ${example} says`, async () => {
        const page = await fetch(`${node.serving()[0]?.url}/metrics`);
        const verdicts = readVerdicts(parseExposition(await page.text()));
        for (const [name, verdict] of Object.entries(expected)) {
          expect(verdicts[`shop deployment/${name} main`], name).to.equal(verdict);
        }
        return true;
      });
    }
    const trusted = async () => ({ caBundle: { content: await readFile(cloud.caFile, "utf8") } });
    const atAws = () => ({
      AWS_ENDPOINT_URL: aws.url,
      AWS_ENDPOINT_URL_STS: aws.url,
      AWS_REGION: "eu-west-1",
      AWS_EC2_METADATA_DISABLED: "true",
    });
    /** What EKS adds to pods of an annotated ServiceAccount. */
    const irsa = () => ({ AWS_ROLE_ARN: ROLE, AWS_WEB_IDENTITY_TOKEN_FILE: join(folder, "token") });
    const opened = { here: "available", gone: "absent" };

    it("eks-irsa.yaml opens images of ECR with the role of its ServiceAccount", async () => {
      await says("eks-irsa", { ...atAws(), ...irsa() }, await trusted(), opened);
      const [account] = (
        await cluster.client.get<{ items: V1ServiceAccount[] }>(`/api/v1/namespaces/${own}/serviceaccounts`)
      ).items.filter(({ metadata }) => metadata?.labels?.["app.kubernetes.io/instance"] === "iae");
      expect(account?.metadata?.annotations?.["eks.amazonaws.com/role-arn"]).to.equal(ROLE);
      expect(new Set(aws.asked)).to.deep.equal(new Set([`sts ${ROLE} jwt`, "ecr eu-west-1"]));
    });

    it("eks-pod-identity.yaml opens them with what is associated with its ServiceAccount", async () => {
      const env = {
        AWS_CONTAINER_CREDENTIALS_FULL_URI: `${aws.url}/pod-identity`,
        AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: join(folder, "token"),
      };
      await says("eks-pod-identity", { ...atAws(), ...env }, await trusted(), opened);
      await cluster.client.get(`/api/v1/namespaces/${own}/serviceaccounts/image-availability-exporter`);
      expect(new Set(aws.asked)).to.deep.equal(new Set(["pod jwt", "ecr eu-west-1"]));
    });

    it("eks-credential-provider.yaml opens them by the nodes' own program and configuration", async () => {
      const onNode = join(folder, "image-credential-provider");
      await mkdir(onNode);
      await symlink(await locateTool("ecr-credential-provider"), join(onNode, "ecr-credential-provider"));
      // As nodes with Amazon Linux 2023 have it.
      await writeFile(
        join(onNode, "config.json"),
        JSON.stringify({
          apiVersion: "kubelet.config.k8s.io/v1",
          kind: "CredentialProviderConfig",
          providers: [
            {
              name: "ecr-credential-provider",
              matchImages: [
                "*.dkr.ecr.*.amazonaws.com",
                "*.dkr-ecr.*.on.aws",
                "*.dkr.ecr.*.amazonaws.com.cn",
              ],
              defaultCacheDuration: "12h",
              apiVersion: "credentialprovider.kubelet.k8s.io/v1",
            },
          ],
        }),
      );
      const paths = {
        nodes: {
          credentialProviders: { hostPath: join(onNode, "config.json"), programs: { hostPath: onNode } },
        },
      };
      await says(
        "eks-credential-provider",
        { ...atAws(), ...irsa() },
        { ...(await trusted()), ...paths },
        opened,
      );
      expect(new Set(aws.asked)).to.deep.equal(new Set([`sts ${ROLE} jwt`, "ecr eu-west-1"]));
    });

    it("aks-workload-identity.yaml opens images of Azure with the identity of its ServiceAccount", async () => {
      // What AKS adds to pods with the label, of an annotated ServiceAccount.
      const env = {
        AZURE_CLIENT_ID: "client",
        AZURE_TENANT_ID: "tenant",
        AZURE_FEDERATED_TOKEN_FILE: join(folder, "token"),
        AZURE_AUTHORITY_HOST: "https://login.microsoftonline.com/",
      };
      const expected = { "at-azure": "available", "gone-at-azure": "absent" };
      await says("aks-workload-identity", env, await trusted(), expected);
      const account = await cluster.client.get<V1ServiceAccount>(
        `/api/v1/namespaces/${own}/serviceaccounts/image-availability-exporter`,
      );
      expect(account.metadata?.annotations).to.have.property("azure.workload.identity/client-id");
      expect(azure.asked).to.deep.equal([
        "login tenant client https://containerregistry.azure.net/.default jwt",
        `exchange ${ACR} aad-token tenant`,
      ]);
    });

    it("gke-workload-identity.yaml opens images of Google with what the metadata server gives its ServiceAccount", async () => {
      const metadata = createServer((request, response) => void google.handle(request, response));
      metadata.listen(0, "127.0.0.1");
      await once(metadata, "listening");
      try {
        const env = { GCE_METADATA_HOST: `127.0.0.1:${(metadata.address() as AddressInfo).port}` };
        const expected = { "at-google": "available", "gone-at-google": "absent" };
        await says("gke-workload-identity", env, await trusted(), expected);
        expect(google.asked).to.deep.equal(["metadata"]);
      } finally {
        metadata.closeAllConnections();
        metadata.close();
      }
    });

    it("air-gapped.yaml finds images at the registry inside, as nodes would, and asks nobody else", async () => {
      const from = cloud.asked.length;
      await says("air-gapped", {}, {}, { mirrored: "available", unmirrored: "absent" });
      expect(cloud.asked.slice(from)).to.include(INTERNAL);
      expect(cloud.asked.slice(from)).not.to.include("registry-1.docker.io");
    });
  },
);
