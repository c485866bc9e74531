import { readFileSync } from "node:fs";
import type {
  V1ConfigMap,
  V1Container,
  V1Deployment,
  V1PodSpec,
  V1Service,
  V1StatefulSet,
} from "@kubernetes/client-node";
import { expect } from "chai";
import { parse } from "yaml";
import type { ConfigValues } from "../../src/config/config.generated.ts";
import { FIXTURES_TIMEOUT_MS, fixtureOf, renderFixtures, VALID_NAMES, validFile } from "./fixtures.ts";
import { CHART, findHelms, runHelm } from "./helms.ts";
import { type ChartObject, only, renderChart, templateArguments } from "./renderChart.ts";

const FOLDER = "/etc/k8s-image-availability-exporter";

const podOf = (objects: readonly ChartObject[]): V1PodSpec =>
  (objects.find(({ kind }) => kind === "Deployment" || kind === "StatefulSet") as unknown as V1Deployment)
    .spec!.template.spec!;
const containerOf = (objects: readonly ChartObject[]): V1Container => podOf(objects).containers[0]!;
const configOf = (objects: readonly ChartObject[]): ConfigValues => {
  const maps = objects.filter(({ kind }) => kind === "ConfigMap") as unknown as V1ConfigMap[];
  return parse(
    maps.find(({ data }) => data?.["config.yaml"] !== undefined)!.data!["config.yaml"]!,
  ) as ConfigValues;
};
const annotationsOf = (objects: readonly ChartObject[]) =>
  only<V1Deployment>(objects, "Deployment").spec!.template.metadata!.annotations!;

describe("the chart's workload", () => {
  before(async function () {
    this.timeout(FIXTURES_TIMEOUT_MS);
    if ((await renderFixtures()) === undefined) {
      this.skip();
    }
  });

  it("runs the exporter with the mounted configuration", async () => {
    const objects = await fixtureOf("defaults");
    const container = containerOf(objects);
    expect(container.args).to.deep.equal(["run", `--config=${FOLDER}/config/config.yaml`]);
    expect(container.volumeMounts).to.deep.equal([
      { name: "config", mountPath: `${FOLDER}/config`, readOnly: true },
    ]);
    expect(podOf(objects).volumes).to.deep.equal([{ name: "config", configMap: { name: "iae-defaults" } }]);
    expect(container.env!.map(({ name }) => name)).to.deep.equal(["POD_NAME", "POD_NAMESPACE"]);
    expect(podOf(objects)).to.include({ enableServiceLinks: false, terminationGracePeriodSeconds: 30 });
  });

  it("probes three pages, each for its own purpose", async () => {
    const container = containerOf(await fixtureOf("defaults"));
    const paths = [container.startupProbe, container.livenessProbe, container.readinessProbe].map(
      (probe) => probe!.httpGet,
    );
    expect(paths).to.deep.equal(
      ["/healthz", "/livez", "/readyz"].map((path) => ({ path, port: "metrics", scheme: "HTTP" })),
    );
  });

  it("takes probes of the user's own", async () => {
    const container = containerOf(await fixtureOf("probes"));
    expect(container.startupProbe).to.equal(undefined);
    expect(container.livenessProbe).to.deep.include({ exec: { command: ["true"] } });
    expect(container.livenessProbe).not.to.have.any.keys("httpGet", "enabled");
    expect(container.readinessProbe).to.deep.include({
      initialDelaySeconds: 3,
      periodSeconds: 7,
      failureThreshold: 3,
    });
    expect(container.readinessProbe!.httpGet!.path).to.equal("/readyz");
    expect(container.lifecycle).to.deep.equal({ preStop: { sleep: { seconds: 2 } } });
  });

  it("is rolled by a change of the configuration, and by nothing else", async () => {
    const checksum = async (name: string) => annotationsOf(await fixtureOf(name))["checksum/config"];
    expect(await checksum("metrics")).not.to.equal(await checksum("defaults"));
    expect(await checksum("config-nulls")).to.equal(await checksum("defaults"));
    expect(await checksum("service-node-port")).to.equal(await checksum("defaults"));
  });

  it("listens where the configuration says", async () => {
    const objects = await fixtureOf("prometheus-annotations");
    expect(containerOf(objects).ports).to.deep.equal([
      { name: "metrics", containerPort: 9100, protocol: "TCP" },
    ]);
    expect(only<V1Service>(objects, "Service").spec!.ports![0]).to.include({
      port: 8080,
      targetPort: "metrics",
    });
  });

  it("is a StatefulSet when sharded, whose pods tell their shard by their ordinal", async () => {
    const objects = await fixtureOf("sharding");
    expect(objects.filter(({ kind }) => kind === "Deployment")).to.deep.equal([]);
    const { spec } = only<V1StatefulSet>(objects, "StatefulSet");
    expect(spec).to.deep.include({
      replicas: 3,
      podManagementPolicy: "Parallel",
      serviceName: "iae-sharding",
      minReadySeconds: 30,
    });
    expect(spec!.updateStrategy).to.deep.equal({ type: "RollingUpdate", rollingUpdate: { partition: 1 } });
    expect(configOf(objects).sharding).to.deep.equal({ shards: 3, shard: -1 });
    expect(spec!.template.spec!.topologySpreadConstraints![0]!.labelSelector!.matchLabels).to.deep.equal(
      spec!.selector.matchLabels,
    );
  });

  it("mounts a docker config, given as a map, as text, or in a Secret", async () => {
    for (const name of ["docker-config", "docker-config-text"]) {
      const objects = await fixtureOf(name);
      const secret = only<{ data: Record<string, string>; type: string }>(objects, "Secret");
      expect(secret.type).to.equal("Opaque");
      expect(JSON.parse(Buffer.from(secret.data["config.json"]!, "base64").toString())).to.deep.equal({
        auths: { "registry.example.com": { auth: "dXNlcjpwYXNz" } },
      });
      expect(podOf(objects).volumes).to.deep.include({
        name: "docker-config",
        secret: {
          secretName: `iae-${name}-docker-config`,
          items: [{ key: "config.json", path: "config.json" }],
        },
      });
    }
    const objects = await fixtureOf("docker-config-existing");
    expect(objects.filter(({ kind }) => kind === "Secret")).to.deep.equal([]);
    expect(podOf(objects).volumes).to.deep.include({
      name: "docker-config",
      secret: { secretName: "node-credentials", items: [{ key: "config.json", path: "config.json" }] },
    });
    expect(configOf(objects).registries.dockerConfigFile).to.equal(`${FOLDER}/docker/config.json`);
    expect(containerOf(objects).volumeMounts).to.deep.include({
      name: "docker-config",
      mountPath: `${FOLDER}/docker`,
      readOnly: true,
    });
  });

  it("mounts certificate authorities beside those of the configuration", async () => {
    const own = await fixtureOf("ca-bundle");
    const maps = own.filter(({ kind }) => kind === "ConfigMap") as unknown as V1ConfigMap[];
    expect(maps.map(({ data }) => data!["ca.crt"] ?? "")).to.include(
      "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n",
    );
    expect(podOf(own).volumes![1]).to.deep.equal({
      name: "ca-bundle",
      configMap: { name: "iae-ca-bundle-ca-bundle" },
    });
    const existing = await fixtureOf("ca-bundle-config-map");
    expect(configOf(existing).registries.caFiles).to.deep.equal(["/etc/other/ca.pem", `${FOLDER}/ca/ca.crt`]);
    expect(podOf(existing).volumes![1]).to.deep.equal({
      name: "ca-bundle",
      configMap: { name: "authorities", items: [{ key: "bundle.pem", path: "ca.crt" }] },
    });
    expect(podOf(await fixtureOf("ca-bundle-secret")).volumes![1]!.secret!.secretName).to.equal(
      "authorities",
    );
  });

  it("sets the variables of a proxy", async () => {
    expect(containerOf(await fixtureOf("proxy")).env!.slice(2)).to.deep.equal([
      { name: "HTTP_PROXY", value: "http://proxy.example.com:3128" },
      { name: "HTTPS_PROXY", value: "http://proxy.example.com:3128" },
      { name: "NO_PROXY", value: ".example.com,10.0.0.0/8" },
    ]);
  });

  it("hands on what is Kubernetes' own", async () => {
    const scheduled = await fixtureOf("scheduling");
    expect(podOf(scheduled)).to.deep.include({
      nodeSelector: { "kubernetes.io/os": "linux", "example.com/pool": "tools" },
      tolerations: [{ key: "tools", operator: "Exists", effect: "NoSchedule" }],
      priorityClassName: "system-cluster-critical",
      schedulerName: "other",
      runtimeClassName: "gvisor",
      hostAliases: [{ ip: "10.0.0.5", hostnames: ["registry.example.com"] }],
      dnsPolicy: "None",
      dnsConfig: { nameservers: ["10.0.0.10"] },
    });
    const { spec } = only<V1Deployment>(scheduled, "Deployment");
    expect(spec).to.deep.include({ strategy: { type: "Recreate" }, revisionHistoryLimit: 0 });
    const extended = await fixtureOf("extras");
    const container = containerOf(extended);
    expect(container.args!.at(-1)).to.equal("--log-level=debug");
    expect(container.env).to.deep.include({
      name: "FROM_SECRET",
      valueFrom: { secretKeyRef: { name: "some", key: "thing" } },
    });
    expect(container.envFrom).to.deep.equal([{ configMapRef: { name: "environment" } }]);
    expect(container.resources).to.deep.equal({
      requests: { cpu: "100m", memory: "128Mi" },
      limits: { memory: "1Gi" },
    });
    expect(podOf(extended).initContainers![0]!.name).to.equal("wait");
    expect(podOf(extended).containers[1]!.name).to.equal("beside");
    expect(container.volumeMounts).to.deep.include({ name: "scratch", mountPath: "/tmp" });
    expect(podOf(extended).volumes).to.deep.include({ name: "scratch", emptyDir: {} });
  });

  it("knows which names its own volumes have, that no others may have", async () => {
    const names = new Set<string>();
    for (const file of VALID_NAMES) {
      const { extraVolumes = [] } = parse(readFileSync(validFile(file), "utf8")) ?? {};
      for (const { name } of podOf(await fixtureOf(file)).volumes ?? []) {
        if (!extraVolumes.some((extra: { name: string }) => extra.name === name)) {
          names.add(name);
        }
      }
    }
    const checks = readFileSync(`${CHART}/templates/_checks.tpl`, "utf8");
    const [, listed = ""] = /\$volumes := list (.*) -}}/.exec(checks) ?? [];
    expect([...names].sort()).to.deep.equal(listed.match(/[\w-]+/g)?.sort());
  });

  it("runs in the node's network, where names are resolved by the cluster all the same", async () => {
    const { helm4 } = (await findHelms())!;
    const rendered = await renderChart(helm4, { set: ["hostNetwork=true"] });
    const pod = podOf(rendered);
    expect(pod).to.include({ hostNetwork: true, dnsPolicy: "ClusterFirstWithHostNet" });
    expect(podOf(await fixtureOf("defaults"))).not.to.have.any.keys("hostNetwork", "dnsPolicy");
    // A node has one such port, and may be the only one: a new pod would wait for the old one for ever.
    expect(only<V1Deployment>(rendered, "Deployment").spec!.strategy).to.deep.equal({
      rollingUpdate: { maxSurge: 0, maxUnavailable: 1 },
    });
    expect(only<V1Deployment>(await fixtureOf("defaults"), "Deployment").spec).not.to.have.any.keys(
      "strategy",
    );
  });

  it("mounts the token itself where Kubernetes is not to", async () => {
    const objects = await fixtureOf("token-projected");
    const { automountServiceAccountToken, volumes } = podOf(objects);
    expect(automountServiceAccountToken).to.equal(false);
    const { projected } = volumes!.find(({ name }) => name === "kube-api-access")!;
    expect(projected!.sources!.map((source) => Object.keys(source)[0])).to.deep.equal([
      "serviceAccountToken",
      "configMap",
      "downwardAPI",
    ]);
    expect(containerOf(objects).volumeMounts).to.deep.include({
      name: "kube-api-access",
      mountPath: "/var/run/secrets/kubernetes.io/serviceaccount",
      readOnly: true,
    });
    expect(podOf(await fixtureOf("defaults")).automountServiceAccountToken).to.equal(true);
  });

  it("is made of maps where texts could stand, without a warning", async () => {
    const { helm3, helm4 } = (await findHelms())!;
    const files = [validFile("docker-config")];
    const providers = { content: { kind: "CredentialProviderConfig" }, programs: { hostPath: "/bin" } };
    const setJson = [`nodes.credentialProviders=${JSON.stringify(providers)}`];
    for (const helm of [helm3, helm4]) {
      const { ok, stderr } = await runHelm(helm, templateArguments({ files, setJson }));
      expect([ok, stderr], helm.name).to.deep.equal([true, ""]);
    }
  });

  it("leaves out what null takes away", async () => {
    const { securityContext } = podOf(await fixtureOf("openshift"));
    expect(securityContext).to.deep.equal({ runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } });
    const bare = await fixtureOf("nulls");
    expect(containerOf(bare)).not.to.have.any.keys("resources", "startupProbe");
    expect(podOf(bare)).not.to.have.any.keys("nodeSelector", "tolerations");
  });

  it("puts common labels and annotations on everything, without touching what selects", async () => {
    const objects = await fixtureOf("names");
    for (const { kind, metadata } of objects) {
      expect(metadata.name, kind).to.match(/availability/);
      expect(metadata.labels, kind).to.include({
        team: "platform",
        "app.kubernetes.io/part-of": "monitoring",
        "app.kubernetes.io/name": "names",
      });
      expect(metadata.annotations, kind).to.include({ "example.com/owner": "Somebody <some@example.com>" });
    }
    const { metadata, spec } = only<V1Deployment>(objects, "Deployment");
    expect(metadata!.annotations).to.include({ "example.com/of": "the workload" });
    expect(spec!.template.metadata!.labels).to.include({ team: "platform", tier: "back" });
    expect(spec!.template.metadata!.annotations).to.include({ "example.com/of": "the pod" });
    expect(spec!.template.metadata!.annotations).not.to.have.property("example.com/owner");
  });

  it("has names short enough for the labels that Kubernetes makes of them", async () => {
    for (const { kind, metadata } of await fixtureOf("name-override")) {
      if (!kind.includes("Role")) {
        expect(metadata.name.replace(/-test$/, "").length, kind).to.be.at.most(52);
      }
    }
  });

  it("renders the user's own objects, maps and text, with templates in them", async () => {
    const maps = (await fixtureOf("extra-objects")).filter(
      ({ kind }) => kind === "ConfigMap",
    ) as unknown as V1ConfigMap[];
    expect(maps.map(({ metadata, data }) => [metadata!.name, data])).to.deep.include.members([
      ["iae-map", { a: "b" }],
      ["iae-extra-objects-text", { port: "8080" }],
    ]);
  });
});
