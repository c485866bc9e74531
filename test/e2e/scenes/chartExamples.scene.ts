import { once } from "node:events";
import { copyFile, mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import type { V1ServiceAccount } from "@kubernetes/client-node";
import { expect } from "chai";
import { type FakeAws, startFakeAws } from "../../support/fakeAws.ts";
import { type FakeAzure, fakeAzure } from "../../support/fakeAzure.ts";
import { type FakeGoogle, fakeGoogle } from "../../support/fakeGoogle.ts";
import { parts, scene } from "../harness/scene.ts";
import { EXAMPLES_NAMESPACE, type Examples, startExamples } from "../harness/startExamples.ts";
import { locateTool } from "../tools/locateTool.ts";

const ECR = "123456789012.dkr.ecr.eu-west-1.amazonaws.com";
const ACR = "team.azurecr.io";
const GAR = "europe-docker.pkg.dev";
const PROGRAMS = "registry.example.com/credential-providers:1";
const ROLE = "arn:aws:iam::123456789012:role/image-availability-exporter";

scene(
  "the chart's examples on clouds",
  [parts.cluster, parts.helm, parts.registry, ["ecr-credential-provider"]],
  () => {
    let examples: Examples;
    let aws: FakeAws;
    const azure: FakeAzure = fakeAzure();
    const google: FakeGoogle = fakeGoogle();

    before(async () => {
      aws = await startFakeAws();
      examples = await startExamples({
        names: [ECR, ACR, GAR, "login.microsoftonline.com", "sts.googleapis.com"],
        users: {
          AWS: "token-1",
          "00000000-0000-0000-0000-000000000000": String(azure.refreshToken),
          oauth2accesstoken: "token-1",
        },
        apis: [azure, google],
        pushed: ["app"],
        workloads: {
          here: `${ECR}/app:1`,
          gone: `${ECR}/app:2`,
          "at-azure": `${ACR}/app:1`,
          "gone-at-azure": `${ACR}/app:2`,
          "at-google": `${GAR}/app:1`,
          "gone-at-google": `${GAR}/app:2`,
        },
        mounted: [PROGRAMS],
      });
      await writeFile(join(examples.folder, "token"), "jwt");
    });
    beforeEach(() => {
      aws.asked.splice(0);
    });
    afterEach(() => examples.uninstall());
    after(async () => {
      try {
        await examples?.stop();
      } finally {
        await aws?.stop();
      }
    });

    const trusted = async () => ({ caBundle: { content: await readFile(examples.cloud.caFile, "utf8") } });
    const atAws = () => ({
      AWS_ENDPOINT_URL: aws.url,
      AWS_ENDPOINT_URL_STS: aws.url,
      AWS_REGION: "eu-west-1",
      AWS_EC2_METADATA_DISABLED: "true",
    });
    /** What EKS adds to pods of an annotated ServiceAccount. */
    const irsa = () => ({ AWS_ROLE_ARN: ROLE, AWS_WEB_IDENTITY_TOKEN_FILE: join(examples.folder, "token") });
    const opened = { here: "available", gone: "absent" };

    it("eks-irsa.yaml opens images of ECR with the role of its ServiceAccount", async () => {
      await examples.says("eks-irsa.yaml", { ...atAws(), ...irsa() }, await trusted(), opened);
      const [account] = (
        await examples.cluster.client.get<{ items: V1ServiceAccount[] }>(
          `/api/v1/namespaces/${EXAMPLES_NAMESPACE}/serviceaccounts`,
        )
      ).items.filter(({ metadata }) => metadata?.labels?.["app.kubernetes.io/instance"] === "iae");
      expect(account?.metadata?.annotations?.["eks.amazonaws.com/role-arn"]).to.equal(ROLE);
      expect(new Set(aws.asked)).to.deep.equal(new Set([`sts ${ROLE} jwt`, "ecr eu-west-1"]));
    });

    it("eks-pod-identity.yaml opens them with what is associated with its ServiceAccount", async () => {
      const env = {
        AWS_CONTAINER_CREDENTIALS_FULL_URI: `${aws.url}/pod-identity`,
        AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: join(examples.folder, "token"),
      };
      await examples.says("eks-pod-identity.yaml", { ...atAws(), ...env }, await trusted(), opened);
      await examples.cluster.client.get(
        `/api/v1/namespaces/${EXAMPLES_NAMESPACE}/serviceaccounts/image-availability-exporter`,
      );
      expect(new Set(aws.asked)).to.deep.equal(new Set(["pod jwt", "ecr eu-west-1"]));
    });

    /** As nodes with Amazon Linux 2023 have it. */
    const providers = {
      apiVersion: "kubelet.config.k8s.io/v1",
      kind: "CredentialProviderConfig",
      providers: [
        {
          name: "ecr-credential-provider",
          matchImages: ["*.dkr.ecr.*.amazonaws.com", "*.dkr-ecr.*.on.aws", "*.dkr.ecr.*.amazonaws.com.cn"],
          defaultCacheDuration: "12h",
          apiVersion: "credentialprovider.kubelet.k8s.io/v1",
        },
      ],
    };
    const byProgram = async (credentialProviders: object) => {
      const values = { ...(await trusted()), nodes: { credentialProviders } };
      await examples.says("eks-credential-provider.yaml", { ...atAws(), ...irsa() }, values, opened);
      expect(new Set(aws.asked)).to.deep.equal(new Set([`sts ${ROLE} jwt`, "ecr eu-west-1"]));
    };

    it("eks-credential-provider.yaml opens them by the nodes' own program and configuration", async () => {
      const onNode = join(examples.folder, "image-credential-provider");
      await mkdir(onNode);
      await symlink(await locateTool("ecr-credential-provider"), join(onNode, "ecr-credential-provider"));
      await writeFile(join(onNode, "config.json"), JSON.stringify(providers));
      await byProgram({ hostPath: join(onNode, "config.json"), programs: { hostPath: onNode } });
    });

    it("eks-credential-provider.yaml opens them by the program that an init container copies out of an image", async () => {
      await mkdir(join(examples.folder, "image", "bin"), { recursive: true });
      const program = join(examples.folder, "image", "bin", "ecr-credential-provider");
      await copyFile(await locateTool("ecr-credential-provider"), program);
      const image = { reference: PROGRAMS, path: "/bin" };
      await byProgram({ content: providers, hostPath: "", programs: { image, hostPath: "" } });
    });

    it("aks-workload-identity.yaml opens images of Azure with the identity of its ServiceAccount", async () => {
      // What AKS adds to pods with the label, of an annotated ServiceAccount.
      const env = {
        AZURE_CLIENT_ID: "client",
        AZURE_TENANT_ID: "tenant",
        AZURE_FEDERATED_TOKEN_FILE: join(examples.folder, "token"),
        AZURE_AUTHORITY_HOST: "https://login.microsoftonline.com/",
      };
      const expected = { "at-azure": "available", "gone-at-azure": "absent" };
      await examples.says("aks-workload-identity.yaml", env, await trusted(), expected);
      const account = await examples.cluster.client.get<V1ServiceAccount>(
        `/api/v1/namespaces/${EXAMPLES_NAMESPACE}/serviceaccounts/image-availability-exporter`,
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
        await examples.says("gke-workload-identity.yaml", env, await trusted(), expected);
        expect(google.asked).to.deep.equal(["metadata"]);
      } finally {
        metadata.closeAllConnections();
        metadata.close();
      }
    });
  },
);
