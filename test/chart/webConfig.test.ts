import type { V1Deployment, V1Pod, V1Secret } from "@kubernetes/client-node";
import { expect } from "chai";
import { parse } from "yaml";
import { readWebConfig } from "../../src/server/webConfig.ts";
import { FIXTURES_TIMEOUT_MS, fixtureOf, renderFixtures } from "./fixtures.ts";
import { findHelms } from "./helms.ts";
import { type ChartObject, NAMESPACE, only, renderChart } from "./renderChart.ts";

const FOLDER = "/etc/k8s-image-availability-exporter";

interface Monitor extends ChartObject {
  readonly spec: Readonly<Record<string, unknown>>;
}

const fileOf = (objects: readonly ChartObject[]): unknown =>
  parse(
    Buffer.from(only<V1Secret>(objects, "Secret").data!["web-config.yaml"]!, "base64").toString(),
  ) as unknown;
const podOf = (objects: readonly ChartObject[]) =>
  only<V1Deployment>(objects, "Deployment").spec!.template.spec!;

describe("the chart's web configuration", () => {
  before(async function () {
    this.timeout(FIXTURES_TIMEOUT_MS);
    if ((await renderFixtures()) === undefined) {
      this.skip();
    }
  });

  it("is a file that the exporter takes", async () => {
    const file = fileOf(await fixtureOf("web-config-tls"));
    expect(file).to.deep.include({
      tls_server_config: {
        cert_file: `${FOLDER}/web-tls/tls.crt`,
        key_file: `${FOLDER}/web-tls/tls.key`,
        client_auth_type: "RequireAndVerifyClientCert",
        client_ca_file: `${FOLDER}/web-tls/ca.crt`,
      },
      http_server_config: { headers: { "X-Frame-Options": "deny" } },
    });
    const read = readWebConfig(file);
    expect([...read.users.keys()]).to.deep.equal(["prometheus"]);
    expect(read.tls).not.to.equal(undefined);
    expect(readWebConfig(fileOf(await fixtureOf("web-config-basic"))).tls).to.equal(undefined);
  });

  it("is mounted with its certificate, from the chart's Secret or the user's own", async () => {
    const volumes = podOf(await fixtureOf("web-config-tls")).volumes;
    expect(volumes).to.deep.include({ name: "web-tls", secret: { secretName: "exporter-tls" } });
    expect(volumes).to.deep.include({
      name: "web-config",
      secret: {
        secretName: "iae-web-config-tls-web-config",
        items: [{ key: "web-config.yaml", path: "web-config.yaml" }],
      },
    });
    const own = await fixtureOf("web-config-existing");
    expect(own.filter(({ kind }) => kind === "Secret")).to.deep.equal([]);
    expect(podOf(own).volumes).to.deep.include({
      name: "web-config",
      secret: { secretName: "web", items: [{ key: "file.yml", path: "web-config.yaml" }] },
    });
    const map = own.find(({ kind }) => kind === "ConfigMap") as unknown as { data: Record<string, string> };
    expect(parse(map.data["config.yaml"]!)).to.have.nested.property(
      "server.webConfigFile",
      `${FOLDER}/web/web-config.yaml`,
    );
  });

  it("is followed by probes, annotations, monitors and the test", async () => {
    const objects = await fixtureOf("web-config-tls");
    const container = podOf(objects).containers[0]!;
    for (const probe of [container.startupProbe, container.livenessProbe, container.readinessProbe]) {
      expect(probe!.httpGet!.scheme).to.equal("HTTPS");
    }
    expect(only<V1Deployment>(objects, "Deployment").spec!.template.metadata!.annotations).to.include({
      "prometheus.io/scheme": "https",
    });
    const [endpoint] = only<Monitor>(objects, "ServiceMonitor").spec.endpoints as object[];
    expect(endpoint).to.deep.include({
      scheme: "https",
      tlsConfig: {
        serverName: `iae-web-config-tls.${NAMESPACE}.svc`,
        ca: { secret: { name: "exporter-tls", key: "ca.crt" } },
      },
      basicAuth: {
        username: { name: "scrape", key: "username" },
        password: { name: "scrape", key: "password" },
      },
    });
    expect(only<Monitor>(await fixtureOf("web-config-existing"), "ScrapeConfig").spec).to.deep.include({
      scheme: "HTTPS",
      tlsConfig: { serverName: `iae-web-config-existing.${NAMESPACE}.svc` },
    });
    const test = objects.find(({ kind, metadata }) => kind === "Pod" && metadata.name.endsWith("-test"));
    const [url] = (test as unknown as V1Pod).spec!.containers[0]!.env!;
    expect(url!.value).to.match(/^https:/);
  });

  it("rolls the pods where the exporter would not follow a change by itself, and nowhere else", async () => {
    const helms = await findHelms();
    const checksum = async (...set: readonly string[]) => {
      const objects = await renderChart(helms!.helm4, { set: ["webConfig.tls.existingSecret=tls", ...set] });
      return JSON.stringify(only<V1Deployment>(objects, "Deployment").spec!.template.metadata!.annotations);
    };
    const asking = "webConfig.tls.clientAuth=RequireAndVerifyClientCert";
    expect(await checksum(asking)).not.to.equal(await checksum());
    const user = (letter: string) => `webConfig.basicAuthUsers.somebody=$2y$10$${letter.repeat(53)}`;
    expect(await checksum(user("a"))).to.equal(await checksum());
    expect(await checksum(asking, user("a"))).to.equal(await checksum(asking, user("b")));
  });

  it("leaves plain HTTP where only passwords are asked for", async () => {
    const objects = await fixtureOf("web-config-basic");
    expect(podOf(objects).containers[0]!.readinessProbe!.httpGet!.scheme).to.equal("HTTP");
    const [endpoint] = only<Monitor>(objects, "PodMonitor").spec.podMetricsEndpoints as object[];
    expect(endpoint).to.deep.equal({ port: "metrics", path: "/metrics", honorLabels: true });
  });
});
