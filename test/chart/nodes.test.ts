import { spawnSync } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type {
  V1ConfigMap,
  V1Deployment,
  V1PodSpec,
  V1Secret,
  V1ServiceAccount,
} from "@kubernetes/client-node";
import { expect } from "chai";
import { parse } from "yaml";
import type { ConfigValues } from "../../src/config/config.generated.ts";
import { findHelms } from "./helms.ts";
import { type ChartObject, only, type RenderOptions, renderChart } from "./renderChart.ts";

const FOLDER = "/etc/k8s-image-availability-exporter";
const CONTENT = {
  kind: "CredentialProviderConfig",
  apiVersion: "kubelet.config.k8s.io/v1",
  providers: [{ name: "a" }],
};

const podOf = (objects: readonly ChartObject[]): V1PodSpec =>
  only<V1Deployment>(objects, "Deployment").spec!.template.spec!;
const dataOf = (objects: readonly ChartObject[], suffix = "") =>
  (objects as unknown as readonly V1ConfigMap[]).find(
    ({ kind, metadata }) => kind === "ConfigMap" && metadata?.name?.endsWith(`exporter${suffix}`),
  )?.data?.["config.yaml"] ?? "";
const configOf = (objects: readonly ChartObject[]) => parse(dataOf(objects)) as ConfigValues;

describe("the chart's nodes", () => {
  /** What the newest Helm makes of it; the test is left out without one. */
  async function render(context: Mocha.Context, options: RenderOptions): Promise<readonly ChartObject[]> {
    const helms = await findHelms();
    return helms === undefined ? context.skip() : await renderChart(helms.helm4, options);
  }

  it("mounts a configuration of credential providers, and the programs of an image that an init container copies", async function () {
    const objects = await render(this, {
      setJson: [`nodes.credentialProviders.content=${JSON.stringify(CONTENT)}`],
      set: [
        "nodes.credentialProviders.programs.image.reference=registry.example.com/providers:1",
        "nodes.credentialProviders.programs.image.path=/bin",
        "initContainers[0].name=mine",
        "initContainers[0].image=busybox",
      ],
    });
    expect(configOf(objects).nodes.credentialProviders).to.deep.equal({
      config: `${FOLDER}/credential-providers`,
      binDir: `${FOLDER}/programs`,
    });
    expect(parse(dataOf(objects, "-credential-providers"))).to.deep.equal(CONTENT);
    const pod = podOf(objects);
    const [copy, mine] = pod.initContainers!;
    const [exporter] = pod.containers;
    expect(mine).to.deep.equal({ name: "mine", image: "busybox" });
    expect(copy).to.include({ image: exporter!.image, imagePullPolicy: exporter!.imagePullPolicy });
    expect(copy!.securityContext).to.deep.equal(exporter!.securityContext);
    expect(copy!.command!.slice(-2)).to.deep.equal(["/image/bin", `${FOLDER}/programs`]);
    expect(copy!.volumeMounts).to.deep.equal([
      { name: "program-image", mountPath: "/image", readOnly: true },
      { name: "programs", mountPath: `${FOLDER}/programs` },
    ]);
    expect(pod.volumes).to.deep.include({ name: "programs", emptyDir: {} });
    expect(pod.volumes).to.deep.include({
      name: "program-image",
      image: { reference: "registry.example.com/providers:1", pullPolicy: "IfNotPresent" },
    });
    expect(exporter!.volumeMounts).to.deep.include({
      name: "programs",
      mountPath: `${FOLDER}/programs`,
      readOnly: true,
    });
  });

  it("copies programs so that they can be run", async function () {
    const objects = await render(this, {
      set: [
        "nodes.credentialProviders.existingConfigMap=a",
        "nodes.credentialProviders.programs.image.reference=registry.example.com/providers:1",
      ],
    });
    const [, ...args] = podOf(objects).initContainers![0]!.command!;
    const folder = await mkdtemp(join(tmpdir(), "programs-"));
    await mkdir(join(folder, "from"));
    await writeFile(join(folder, "from", "program"), "#!/bin/sh\necho ran\n", { mode: 0o755 });
    const fit = args.map((text) =>
      text === "/image/" ? join(folder, "from") : text.replace(`${FOLDER}/programs`, join(folder, "to")),
    );
    expect(spawnSync(process.execPath, fit).status).to.equal(0);
    expect(String(spawnSync(join(folder, "to", "program")).stdout)).to.equal("ran\n");
    await rm(folder, { recursive: true });
  });

  it("starts anew with another configuration of credential providers", async function () {
    const checksums = [];
    for (const name of ["a", "b"]) {
      const content = { ...CONTENT, providers: [{ name }] };
      const objects = await render(this, {
        setJson: [`nodes.credentialProviders.content=${JSON.stringify(content)}`],
        set: ["nodes.credentialProviders.programs.hostPath=/opt/bin"],
      });
      const { annotations } = only<V1Deployment>(objects, "Deployment").spec!.template.metadata!;
      checksums.push(annotations?.["checksum/credential-providers"]);
    }
    expect(checksums[0])
      .to.match(/^[0-9a-f]{64}$/)
      .and.not.to.equal(checksums[1]);
  });

  it("mounts what a node has, where that is asked for, and nothing of a node otherwise", async function () {
    const objects = await render(this, {
      set: [
        "nodes.credentialProviders.hostPath=/etc/kubernetes/providers.yaml",
        "nodes.credentialProviders.programs.hostPath=/opt/bin",
      ],
    });
    const pod = podOf(objects);
    expect(pod.initContainers).to.equal(undefined);
    expect(pod.volumes!.filter(({ hostPath }) => hostPath !== undefined)).to.deep.equal([
      { name: "credential-providers", hostPath: { path: "/etc/kubernetes/providers.yaml", type: "File" } },
      { name: "programs", hostPath: { path: "/opt/bin", type: "Directory" } },
    ]);
    expect(podOf(await render(this, {})).volumes!.map(({ name }) => name)).to.deep.equal(["config"]);
  });

  it("lays containerd's files out as nodes have them", async function () {
    const content = { "docker.io": "a", "b.io_5000_": { "hosts.toml": "c", "ca.crt": "d" } };
    const objects = await render(this, { setJson: [`nodes.hosts.content=${JSON.stringify(content)}`] });
    expect(configOf(objects).nodes).to.include({ hostsDir: `${FOLDER}/hosts`, root: "" });
    const { data } = (objects as unknown as readonly V1ConfigMap[]).find(({ metadata }) =>
      metadata?.name?.endsWith("-hosts"),
    )!;
    const pod = podOf(objects);
    const volume = pod.volumes!.find(({ name }) => name === "node-hosts")!;
    const laidOut = volume.configMap!.items!.map(({ key, path }) => [path, data![key]]);
    expect(Object.fromEntries(laidOut)).to.deep.equal({
      "docker.io/hosts.toml": "a",
      "b.io_5000_/hosts.toml": "c",
      "b.io_5000_/ca.crt": "d",
    });
    expect(pod.containers[0]!.volumeMounts).to.deep.include({
      name: "node-hosts",
      mountPath: `${FOLDER}/hosts`,
      readOnly: true,
    });
  });

  it("lays CRI-O's files out as nodes have them, and its auth file beside", async function () {
    const cri = "config.nodes.runtime=cri-o";
    const written = await render(this, {
      set: [cri, "nodes.registries.content=a", "nodes.runtimeAuth.existingSecret=pull-secret"],
    });
    expect(configOf(written).nodes).to.include({
      registriesConf: `${FOLDER}/registries/registries.conf`,
      certsDir: "",
      runtimeAuthFile: `${FOLDER}/runtime-auth/config.json`,
    });
    const { data } = (written as unknown as readonly V1ConfigMap[]).find(({ metadata }) =>
      metadata?.name?.endsWith("-registries"),
    )!;
    expect(data).to.deep.equal({ "registries.conf": "a" });
    expect(podOf(written).volumes).to.deep.include({
      name: "runtime-auth",
      secret: { secretName: "pull-secret", items: [{ key: ".dockerconfigjson", path: "config.json" }] },
    });
    const node = await render(this, { set: [cri, "nodes.registries.hostPath=/etc/containers"] });
    expect(configOf(node).nodes).to.include({
      registriesConf: `${FOLDER}/registries/registries.conf`,
      certsDir: `${FOLDER}/registries/certs.d`,
    });
    expect(podOf(node).volumes).to.deep.include({
      name: "node-registries",
      hostPath: { path: "/etc/containers", type: "Directory" },
    });
    expect(podOf(node).containers[0]!.volumeMounts).to.deep.include({
      name: "node-registries",
      mountPath: `${FOLDER}/registries`,
      readOnly: true,
    });
  });

  it("keeps k3s' file in a Secret, with the certificates that it names below a root", async function () {
    const content = { mirrors: { "docker.io": { endpoint: ["m.test"] } } };
    const files = { "/etc/b.crt": "b", "/etc/a.crt": "a" };
    const objects = await render(this, {
      setJson: [
        `nodes.registriesYaml.content=${JSON.stringify(content)}`,
        `nodes.registriesYaml.files=${JSON.stringify(files)}`,
      ],
    });
    const path = `${FOLDER}/registries-yaml/registries.yaml`;
    expect(configOf(objects).nodes).to.include({ registriesYaml: path, root: `${FOLDER}/node` });
    const { data } = only<V1Secret>(objects, "Secret");
    const decoded = (key: string) => Buffer.from(data![key]!, "base64").toString();
    expect(parse(decoded("registries.yaml"))).to.deep.equal(content);
    const pod = podOf(objects);
    const named = pod.volumes!.find(({ name }) => name === "registries-yaml-files")!.secret!;
    expect(named.items!.map(({ key, path }) => [path, decoded(key)])).to.deep.equal([
      ["etc/a.crt", "a"],
      ["etc/b.crt", "b"],
    ]);
    expect(pod.containers[0]!.volumeMounts).to.deep.include({
      name: "registries-yaml-files",
      mountPath: `${FOLDER}/node`,
      readOnly: true,
    });
  });

  it("takes k3s' file from a Secret, or from the node, the file alone", async function () {
    const secret = await render(this, {
      set: ["nodes.registriesYaml.existingSecret=registries", "nodes.registriesYaml.key=a"],
    });
    expect(podOf(secret).volumes).to.deep.include({
      name: "registries-yaml",
      secret: { secretName: "registries", items: [{ key: "a", path: "registries.yaml" }] },
    });
    const node = await render(this, {
      set: [
        "nodes.registriesYaml.hostPath=/etc/rancher/rke2/registries.yaml",
        "nodes.registriesYaml.certificates={/etc/pki/a}",
      ],
    });
    const path = `${FOLDER}/registries-yaml/registries.yaml`;
    expect(configOf(node).nodes).to.include({ registriesYaml: path, root: `${FOLDER}/node` });
    expect(podOf(node).volumes!.filter(({ hostPath }) => hostPath !== undefined)).to.deep.equal([
      {
        name: "registries-yaml",
        hostPath: { path: "/etc/rancher/rke2/registries.yaml", type: "File" },
      },
      { name: "node-certificates-0", hostPath: { path: "/etc/pki/a", type: "Directory" } },
    ]);
    expect(podOf(node).containers[0]!.volumeMounts).to.deep.include({
      name: "registries-yaml",
      mountPath: path,
      readOnly: true,
    });
  });

  it("takes containerd's files from an image, or from the node with certificates below a root", async function () {
    const image = await render(this, {
      set: ["nodes.hosts.image.reference=registry.example.com/hosts:1", "nodes.hosts.image.path=/certs.d/"],
    });
    expect(configOf(image).nodes.hostsDir).to.equal(`${FOLDER}/hosts/certs.d`);
    expect(podOf(image).volumes).to.deep.include({
      name: "node-hosts",
      image: { reference: "registry.example.com/hosts:1", pullPolicy: "IfNotPresent" },
    });
    const node = await render(this, {
      set: ["nodes.hosts.hostPath=/etc/containerd/certs.d", "nodes.hosts.certificates={/etc/pki/a}"],
    });
    expect(configOf(node).nodes).to.include({ hostsDir: `${FOLDER}/hosts`, root: `${FOLDER}/node` });
    expect(podOf(node).volumes!.filter(({ hostPath }) => hostPath !== undefined)).to.deep.equal([
      { name: "node-hosts", hostPath: { path: "/etc/containerd/certs.d", type: "Directory" } },
      { name: "node-certificates-0", hostPath: { path: "/etc/pki/a", type: "Directory" } },
    ]);
    expect(podOf(node).containers[0]!.volumeMounts).to.deep.include({
      name: "node-certificates-0",
      mountPath: `${FOLDER}/node/etc/pki/a`,
      readOnly: true,
    });
  });

  it("gives the ServiceAccount its role at AWS", async function () {
    const role = "arn:aws-cn:iam::123456789012:role/team/exporter";
    const objects = await render(this, {
      set: [`nodes.aws.roleArn=${role}`, "serviceAccount.annotations.own=annotation"],
    });
    expect(only<V1ServiceAccount>(objects, "ServiceAccount").metadata!.annotations).to.deep.include({
      "eks.amazonaws.com/role-arn": role,
      own: "annotation",
    });
  });

  it("gives the ServiceAccount its identities at Azure and Google, and the pod the label that Azure wants", async function () {
    const [client, account] = ["01234567-89ab-cdef-0123-456789abcdef", "puller@p.iam.gserviceaccount.com"];
    const objects = await render(this, {
      set: [`nodes.azure.clientId=${client}`, `nodes.google.serviceAccount=${account}`],
    });
    expect(only<V1ServiceAccount>(objects, "ServiceAccount").metadata!.annotations).to.deep.equal({
      "azure.workload.identity/client-id": client,
      "iam.gke.io/gcp-service-account": account,
    });
    const labelsOf = (of: readonly ChartObject[]) =>
      only<V1Deployment>(of, "Deployment").spec!.template.metadata!.labels;
    expect(labelsOf(objects)).to.deep.include({ "azure.workload.identity/use": "true" });
    const plain = await render(this, {});
    expect(labelsOf(plain)).not.to.have.property("azure.workload.identity/use");
    expect(only<V1ServiceAccount>(plain, "ServiceAccount").metadata!.annotations).to.equal(undefined);
  });
});
