import { readFile } from "node:fs/promises";
import { expect } from "chai";
import { installCustomResources } from "../harness/installCustomResources.ts";
import { dockerConfig, secretPath } from "../harness/objects.ts";
import { parts, scene } from "../harness/scene.ts";
import { EXAMPLES_NAMESPACE, type Examples, startExamples } from "../harness/startExamples.ts";

const INTERNAL = "registry.internal.example.com";
const OUTSIDE = "registry.example.com";
const MIRROR = "mirror.internal.example.com";

interface Policy {
  readonly spec: {
    readonly ingress: readonly { readonly from?: readonly unknown[] }[];
    readonly egress: readonly { readonly ports: readonly { readonly port: number }[] }[];
  };
}

scene(
  "the chart's examples without a cloud",
  [parts.cluster, parts.helm, parts.registry, parts.customResources],
  () => {
    let examples: Examples;

    before(async () => {
      examples = await startExamples({
        names: [INTERNAL, OUTSIDE, MIRROR],
        users: { node: "secret" },
        pushed: ["app", "docker-hub/library/nginx"],
        workloads: {
          here: `${OUTSIDE}/app:1`,
          gone: `${OUTSIDE}/app:2`,
          mirrored: "nginx:1",
          unmirrored: "nginx:2",
        },
      });
      const { client } = examples.cluster;
      await installCustomResources(examples.cluster.kubeconfig);
      const config = {
        stringData: { ".dockerconfigjson": dockerConfig({ [INTERNAL]: ["node", "secret"] }) },
      };
      await client.create(secretPath(EXAMPLES_NAMESPACE), {
        metadata: { name: "node-credentials" },
        ...config,
      });
      await client.create(`/api/v1/namespaces/${EXAMPLES_NAMESPACE}/configmaps`, {
        metadata: { name: "internal-authority" },
        data: { "ca.crt": await readFile(examples.cloud.caFile, "utf8") },
      });
    });
    afterEach(() => examples.uninstall());
    after(() => examples?.stop());

    it("air-gapped.yaml finds images at the registry inside, as nodes would, and asks nobody else", async () => {
      const from = examples.cloud.asked.length;
      await examples.says("air-gapped.yaml", {}, {}, { mirrored: "available", unmirrored: "absent" });
      expect(examples.cloud.asked.slice(from)).to.include(INTERNAL);
      expect(examples.cloud.asked.slice(from)).not.to.include("registry-1.docker.io");
    });

    it("air-gapped.yaml finds them where the nodes' own hosts.toml says, instead of mirrors of its own", async () => {
      const from = examples.cloud.asked.length;
      const toml = [
        `server = "https://${INTERNAL}"`,
        'ca = "ca.crt"',
        `[host."https://${INTERNAL}/v2/docker-hub"]`,
        'capabilities = ["pull", "resolve"]',
        "override_path = true",
        'ca = "ca.crt"',
      ].join("\n");
      const files = { "hosts.toml": toml, "ca.crt": await readFile(examples.cloud.caFile, "utf8") };
      const login = dockerConfig({ "https://index.docker.io/v1/": ["node", "secret"] });
      await examples.says(
        "air-gapped.yaml",
        {},
        {
          config: { images: { mirrors: [] } },
          nodes: { hosts: { content: { "docker.io": files } } },
          dockerConfig: { existingSecret: "", content: login },
          caBundle: { existingConfigMap: "" },
        },
        { mirrored: "available", unmirrored: "absent" },
      );
      expect(examples.cloud.asked.slice(from)).to.include(INTERNAL);
      expect(examples.cloud.asked.slice(from)).not.to.include("registry-1.docker.io");
    });

    it("k3s.yaml finds images at the mirror, under the names that rewrites make, else asks their registries", async () => {
      const from = examples.cloud.asked.length;
      const authority = await readFile(examples.cloud.caFile, "utf8");
      const auth = { username: "node", password: "secret" };
      await examples.says(
        "k3s.yaml",
        {},
        {
          nodes: {
            registriesYaml: {
              content: { configs: { [MIRROR]: { auth } } },
              files: { "/etc/rancher/k3s/internal-authority.crt": authority },
            },
          },
        },
        { mirrored: "available", unmirrored: "registry_unavailable", here: "available" },
      );
      expect(examples.cloud.asked.slice(from)).to.include.members([MIRROR, "registry-1.docker.io"]);
    });

    it("rke2.yaml finds images at the mirror, and asks nobody else", async () => {
      const from = examples.cloud.asked.length;
      const file = [
        `mirrors: {docker.io: {endpoint: ["https://${MIRROR}/v2/docker-hub"]}}`,
        `configs: {${MIRROR}: {auth: {username: node, password: secret}}}`,
      ].join("\n");
      await examples.cluster.client.create(secretPath(EXAMPLES_NAMESPACE), {
        metadata: { name: "registries" },
        stringData: { "registries.yaml": file },
      });
      await examples.says("rke2.yaml", {}, {}, { mirrored: "available", unmirrored: "absent" });
      expect(examples.cloud.asked.slice(from)).to.include(MIRROR);
      expect(examples.cloud.asked.slice(from)).not.to.include("registry-1.docker.io");
    });

    for (const path of ["minimal.yaml", "umbrella", "gitops/argo-cd.yaml", "gitops/flux.yaml"]) {
      it(`${path} gives verdicts, a ServiceMonitor and rules`, async () => {
        const values = {
          caBundle: { content: await readFile(examples.cloud.caFile, "utf8") },
          dockerConfig: { content: dockerConfig({ [OUTSIDE]: ["node", "secret"] }) },
        };
        await examples.says(path, {}, values, { here: "available", gone: "absent" });
        for (const plural of ["servicemonitors", "prometheusrules"]) {
          const { items } = await examples.cluster.client.get<{ items: readonly unknown[] }>(
            `/apis/monitoring.coreos.com/v1/namespaces/${EXAMPLES_NAMESPACE}/${plural}`,
          );
          expect(items, plural).to.have.length(1);
        }
      });
    }

    it("production.yaml lets its Prometheus and helm test in, and itself out to DNS, the API server and registries", async () => {
      const login = dockerConfig({ [OUTSIDE]: ["node", "secret"] });
      const values = {
        caBundle: { content: await readFile(examples.cloud.caFile, "utf8") },
        dockerConfig: { content: login },
      };
      await examples.says("production.yaml", {}, values, { here: "available", gone: "absent" });
      const { items } = await examples.cluster.client.get<{ items: readonly Policy[] }>(
        `/apis/networking.k8s.io/v1/namespaces/${EXAMPLES_NAMESPACE}/networkpolicies`,
      );
      const [{ spec }] = items as readonly [Policy];
      expect(spec.ingress.map(({ from = [] }) => from.length)).to.deep.equal([2]);
      const ports = spec.egress.map((rule) => new Set(rule.ports.map(({ port }) => port)));
      // The third has the port of the proxy too.
      expect(ports.slice(0, 2)).to.deep.equal([new Set([53]), new Set([6443])]);
      expect([...(ports[2] ?? [])]).to.include(443);
      expect(ports).to.have.length(3);
    });
  },
);
