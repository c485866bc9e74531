import { symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { type FakeAws, startFakeAws } from "../../support/fakeAws.ts";
import { createNamespace, createWorkload } from "../harness/objects.ts";
import { parts, scene } from "../harness/scene.ts";
import { sharedCluster } from "../harness/sharedCluster.ts";
import { type CloudRegistry, startCloudRegistry } from "../harness/startCloudRegistry.ts";
import type { ControlPlane } from "../harness/startControlPlane.ts";
import { quickChecks, type RunningExporter, startExporter } from "../harness/startExporter.ts";
import { temporaryFolder } from "../harness/temporaryFolder.ts";
import { locateTool } from "../tools/locateTool.ts";

const REGION = "eu-west-1";
const ECR = `123456789012.dkr.ecr.${REGION}.amazonaws.com`;
const OTHER = "210987654321.dkr.ecr.us-east-1.amazonaws.com";

scene(
  "Amazon ECR with an identity of the exporter's own",
  [parts.cluster, parts.registry, ["ecr-credential-provider"]],
  () => {
    const namespace = "ecr";
    let cluster: ControlPlane;
    let cloud: CloudRegistry;
    let aws: FakeAws;
    let folder: string;
    let exporter: RunningExporter | undefined;

    before(async () => {
      cluster = await sharedCluster();
      folder = await temporaryFolder("ecr");
      await writeFile(join(folder, "token"), "jwt");
      cloud = await startCloudRegistry([ECR, OTHER], {
        scheme: "htpasswd",
        users: { AWS: "token-1" },
      });
      await cloud.registry.client.push("app", "1");
      await createNamespace(cluster.client, namespace);
      for (const [name, image] of Object.entries({
        here: `${ECR}/app:1`,
        there: `${OTHER}/app:1`,
        gone: `${ECR}/app:2`,
      })) {
        await createWorkload(cluster.client, [namespace, "Deployment", name], image);
      }
    });
    beforeEach(async () => {
      aws = await startFakeAws();
    });
    afterEach(async () => {
      await aws.stop();
      await stop();
    });
    after(() => cloud?.stop());

    const stop = async () => {
      const running = exporter;
      exporter = undefined;
      await running?.stop();
    };
    const start = async (env: Readonly<Record<string, string>>, ...args: readonly string[]) => {
      exporter = await startExporter({
        kubeconfig: cluster.kubeconfig,
        args: [...quickChecks, `--namespaces-include=${namespace}`, `--capath=${cloud.caFile}`, ...args],
        env: {
          ...cloud.env,
          AWS_ENDPOINT_URL: aws.url,
          AWS_ENDPOINT_URL_STS: aws.url,
          AWS_REGION: REGION,
          AWS_EC2_METADATA_DISABLED: "true",
          ...env,
        },
      });
      return exporter;
    };
    const irsa = () => ({ AWS_ROLE_ARN: "role", AWS_WEB_IDENTITY_TOKEN_FILE: join(folder, "token") });
    const of = (name: string) => `${namespace} deployment/${name} main`;
    const opened = { [of("here")]: "available", [of("there")]: "available", [of("gone")]: "absent" } as const;
    const unknown = { reason: "node_credentials_unknown" };

    it("opens every account and region with the tokens that a web identity gets, one for each region", async () => {
      const running = await start(irsa());
      await running.says(opened);
      await running.counts("skipped_containers", unknown, 0);
      expect([...new Set(aws.asked)].sort()).to.deep.equal([
        `ecr ${REGION}`,
        "ecr us-east-1",
        "sts role jwt",
      ]);
      expect(aws.asked.filter((asked) => asked.startsWith("ecr"))).to.have.length(2);
      expect(await running.text("/metrics")).not.to.include("token-1");
      expect(JSON.stringify(await running.log())).not.to.include("token-1");
    });

    it("opens them with Pod Identity, and with the role of the instance", async () => {
      for (const env of [
        {
          AWS_CONTAINER_CREDENTIALS_FULL_URI: `${aws.url}/pod-identity`,
          AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: join(folder, "token"),
        },
        { AWS_EC2_METADATA_DISABLED: "false", AWS_EC2_METADATA_SERVICE_ENDPOINT: aws.url },
      ]) {
        const running = await start(env as Record<string, string>);
        await running.says(opened);
        await stop();
      }
      expect(aws.asked).to.include("pod jwt").and.to.include("metadata");
    });

    it("has no verdict where its identity is refused, unless that is the nodes' own; the flag of the original asks AWS too", async () => {
      aws.ecr = { password: "of-another-role", lifetimeMs: 3_600_000 };
      const running = await start(irsa(), "--ecr-images-exists");
      await running.counts("skipped_containers", unknown, 3);
      await running.says({});
      await stop();
      const refused = "authentication_failure";
      const same = await start(irsa(), "--nodes-cloud-aws-same-as-nodes");
      await same.says({ [of("here")]: refused, [of("there")]: refused, [of("gone")]: refused });
      await same.counts("skipped_containers", unknown, 0);
    });

    it("has no verdict where AWS hands out no token, and counts that", async () => {
      aws.ecr = { status: 400, type: "AccessDeniedException" };
      const running = await start(irsa());
      await running.counts("skipped_containers", unknown, 3);
      await running.counts("credential_provider_errors_total", { provider: "aws" }, (count) => count >= 2);
      const lines = (await running.log()).filter(({ msg }) => msg.startsWith("cannot get a token of"));
      expect(lines.map(({ msg }) => msg)).to.include(`cannot get a token of Amazon ECR in ${REGION}`);
    });

    it("opens them by AWS' own credential provider of nodes", async () => {
      const bin = join(folder, "ecr-credential-provider");
      await symlink(await locateTool("ecr-credential-provider"), bin);
      const config = join(folder, "config.yaml");
      await writeFile(
        config,
        `kind: CredentialProviderConfig
apiVersion: kubelet.config.k8s.io/v1
providers:
  - name: ecr-credential-provider
    matchImages: ["*.dkr.ecr.*.amazonaws.com"]
    defaultCacheDuration: 12h
    apiVersion: credentialprovider.kubelet.k8s.io/v1
`,
      );
      const running = await start(
        irsa(),
        "--nodes-cloud-aws-mode=off",
        `--nodes-credential-providers-config=${config}`,
        `--nodes-credential-providers-bin-dir=${folder}`,
      );
      await running.says(opened);
      await running.counts("credential_provider_errors_total", { provider: "ecr-credential-provider" }, 0);
      expect(new Set(aws.asked)).to.deep.equal(new Set([`ecr ${REGION}`, "ecr us-east-1", "sts role jwt"]));
    });
  },
);
