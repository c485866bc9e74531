import type { V1Deployment, V1Service } from "@kubernetes/client-node";
import { expect } from "chai";
import { FIXTURES_TIMEOUT_MS, fixtureOf, renderFixtures } from "./fixtures.ts";
import { type ChartObject, NAMESPACE, only } from "./renderChart.ts";

interface Monitor extends ChartObject {
  readonly spec: Readonly<Record<string, unknown>>;
}

const selector = (name: string) => ({
  "app.kubernetes.io/name": name,
  "app.kubernetes.io/instance": "iae",
  "app.kubernetes.io/component": "exporter",
});

describe("the chart's ways to be scraped", () => {
  before(async function () {
    this.timeout(FIXTURES_TIMEOUT_MS);
    if ((await renderFixtures()) === undefined) {
      this.skip();
    }
  });

  it("ServiceMonitor: finds the Service and keeps the workload's namespace", async () => {
    const objects = await fixtureOf("service-monitor");
    const { spec, apiVersion } = only<Monitor>(objects, "ServiceMonitor");
    expect(apiVersion).to.equal("monitoring.coreos.com/v1");
    expect(spec).to.deep.equal({
      jobLabel: "app.kubernetes.io/name",
      selector: { matchLabels: selector("service-monitor") },
      namespaceSelector: { matchNames: [NAMESPACE] },
      endpoints: [{ port: "metrics", path: "/metrics", honorLabels: true }],
    });
    const service = only<V1Service>(objects, "Service");
    expect(service.metadata!.labels).to.include(selector("service-monitor"));
    expect(service.spec!.ports![0]!.name).to.equal("metrics");
  });

  it("ServiceMonitor: takes everything that its options say", async () => {
    const { metadata, spec } = only<Monitor>(await fixtureOf("service-monitor-full"), "ServiceMonitor");
    expect(metadata.namespace).to.equal("monitoring");
    expect(metadata.labels).to.include({ release: "kube-prometheus-stack" });
    expect(metadata.annotations).to.deep.equal({ "example.com/a": "b" });
    expect(spec).to.deep.include({
      jobLabel: "app.kubernetes.io/instance",
      sampleLimit: 100_000,
      namespaceSelector: { matchNames: [NAMESPACE] },
      endpoints: [
        {
          port: "metrics",
          path: "/metrics",
          honorLabels: false,
          honorTimestamps: false,
          interval: "2m",
          scrapeTimeout: "1m30s",
          relabelings: [{ action: "replace", targetLabel: "cluster", replacement: "one" }],
          metricRelabelings: [{ action: "drop", sourceLabels: ["__name__"], regex: "nodejs_.*" }],
        },
      ],
    });
  });

  it("PodMonitor: finds the pods, without a Service", async () => {
    const objects = await fixtureOf("service-off");
    expect(objects.filter(({ kind }) => kind === "Service")).to.deep.equal([]);
    const { spec } = only<Monitor>(objects, "PodMonitor");
    expect(spec.podMetricsEndpoints).to.deep.equal([
      { port: "metrics", path: "/metrics", honorLabels: true },
    ]);
    const { metadata } = only<V1Deployment>(objects, "Deployment").spec!.template;
    expect(metadata!.labels).to.include((spec.selector as { matchLabels: object }).matchLabels);
  });

  it("ScrapeConfig: discovers the pods by their labels and gives targets the usual ones", async () => {
    const { apiVersion, spec } = only<Monitor>(await fixtureOf("scrape-config"), "ScrapeConfig");
    expect(apiVersion).to.equal("monitoring.coreos.com/v1alpha1");
    const [discovery] = spec.kubernetesSDConfigs as { selectors: { label: string }[] }[];
    expect(discovery!.selectors[0]!.label.split(",").sort()).to.deep.equal(
      Object.entries(selector("scrape-config"))
        .map(([key, value]) => `${key}=${value}`)
        .sort(),
    );
    expect(spec).to.deep.include({
      scheme: "HTTP",
      honorLabels: true,
      scrapeInterval: "1m",
      scrapeTimeout: "20s",
      sampleLimit: 5000,
    });
    const relabelings = spec.relabelings as { targetLabel?: string; replacement?: string }[];
    expect(relabelings.map(({ targetLabel }) => targetLabel)).to.deep.equal([
      undefined,
      "namespace",
      "pod",
      "container",
      "job",
      "cluster",
    ]);
    expect(relabelings[4]!.replacement).to.equal("scrape-config");
  });

  it("VMServiceScrape: in the words of its operator", async () => {
    const { apiVersion, spec } = only<Monitor>(await fixtureOf("vm-service-scrape"), "VMServiceScrape");
    expect(apiVersion).to.equal("operator.victoriametrics.com/v1beta1");
    expect(spec.endpoints).to.deep.equal([
      {
        port: "metrics",
        path: "/metrics",
        honorLabels: true,
        interval: "30s",
        relabelConfigs: [{ targetLabel: "cluster", replacement: "one" }],
        metricRelabelConfigs: [{ action: "drop", sourceLabels: ["__name__"], regex: "nodejs_.*" }],
      },
    ]);
  });

  it("annotations: on the pods or on the Service, with the port that the container listens on", async () => {
    const annotations = (port: string) => ({
      "prometheus.io/scrape": "true",
      "prometheus.io/path": "/metrics",
      "prometheus.io/port": port,
      "prometheus.io/scheme": "http",
    });
    const onPod = await fixtureOf("prometheus-annotations");
    expect(only<V1Deployment>(onPod, "Deployment").spec!.template.metadata!.annotations).to.include(
      annotations("9100"),
    );
    expect(only<V1Service>(onPod, "Service").metadata!.annotations).to.equal(undefined);
    const onService = await fixtureOf("prometheus-annotations-service");
    expect(only<V1Service>(onService, "Service").metadata!.annotations).to.deep.equal(annotations("8080"));
    expect(
      Object.keys(only<V1Deployment>(onService, "Deployment").spec!.template.metadata!.annotations!),
    ).to.deep.equal(["checksum/config"]);
  });
});
