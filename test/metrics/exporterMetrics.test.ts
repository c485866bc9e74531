import { expect } from "chai";
import { CATALOGUE } from "../../src/metrics/catalogue.ts";
import { ExporterMetrics, type MetricsOptions } from "../../src/metrics/exporterMetrics.ts";
import {
  type ExpositionFormat,
  OPENMETRICS_TEXT,
  PROMETHEUS_TEXT,
} from "../../src/metrics/expositionFormat.ts";
import { chunkText } from "../support/chunkText.ts";
import { fakeClock } from "../support/fakeClock.ts";
import { parseExposition } from "../support/parseExposition.ts";
import { recordingLogger } from "../support/recordingLogger.ts";
import { containerLabels } from "./containerLabels.ts";
import { checkedImages, gaugeSources, registryState } from "./gaugeSources.ts";

const P = "k8s_image_availability_exporter_";
const OPTIONS: MetricsOptions = {
  names: "both",
  zeros: false,
  imageLastCheck: true,
  ownerLabels: [],
  maxRegistries: 2,
};

function makeMetrics(options: Partial<MetricsOptions> = {}) {
  const log = recordingLogger();
  const metrics = new ExporterMetrics({ options: { ...OPTIONS, ...options }, clock: fakeClock(), log });
  metrics.attach(gaugeSources());
  return Object.assign(metrics, { log });
}

async function scrape(metrics: ExporterMetrics, format: ExpositionFormat = PROMETHEUS_TEXT): Promise<string> {
  let text = "";
  for await (const chunk of metrics.exposition(format)) {
    text += chunkText(chunk);
  }
  parseExposition(text, format);
  return text;
}

/** The samples of one family of the exporter's own. */
async function samples(metrics: ExporterMetrics, family: string): Promise<string[]> {
  const lines = (await scrape(metrics)).split("\n");
  return lines.filter((line) => line.startsWith(`${P}${family}{`) || line.startsWith(`${P}${family} `));
}

const WORKLOAD_FINDING = {
  namespace: "shop",
  kind: "deployment",
  name: "web",
  container: "app",
  finding: "no_pre_stop",
} as const;

describe("ExporterMetrics", () => {
  for (const format of [PROMETHEUS_TEXT, OPENMETRICS_TEXT]) {
    it(`exposition() has each family of the catalogue, as it says, in ${format.contentType}`, async () => {
      const families = parseExposition(await scrape(makeMetrics(), format), format);
      const found = [...families.values()].map(({ name, type, help }) => ({ name, type, help }));
      const expected = CATALOGUE.map(({ name, type, help }) => ({
        name: format.openMetrics ? name.replace(/_total$/, "") : name,
        type,
        help,
      }));
      expect(found).to.have.deep.members(expected);
    });
  }

  it("exposition() labels samples as the catalogue says", async () => {
    const metrics = makeMetrics({ zeros: true });
    for (const kind of ["deployment", "statefulset", "daemonset", "cronjob"]) {
      metrics.availability.setVerdict(metrics.availability.add(containerLabels({ kind })), "absent");
    }
    metrics.checkFinished({ registry: "ghcr.io", result: "absent", durationMs: 30 });
    metrics.requestFinished({ registry: "ghcr.io", method: "HEAD", code: 404 });
    metrics.informerChanged("deployments", "synced");
    metrics.attach(
      gaugeSources({
        inventory: {
          *disabledWorkloads() {
            yield { namespace: "shop", kind: "cronjob", name: "nightly" };
          },
          *pullSecretProblems() {
            yield { kind: "invalid", namespace: "shop", name: "a" };
            yield { kind: "missing", namespace: "shop", name: "b" };
          },
          unusedPullSecrets: () => [{ namespace: "shop", name: "c" }],
          workloadFindings: () => [WORKLOAD_FINDING],
          nodePlatforms: {
            *counts() {
              yield { platform: "linux/amd64", runtime: "containerd", value: 1 };
            },
          },
          recreation: {
            *movedImages() {
              const { finding: _, ...container } = WORKLOAD_FINDING;
              yield { ...container, image: "ghcr.io/shop/web:1.0" };
            },
            *imageNodes() {
              yield { image: "ghcr.io/shop/web:1.0", value: 1 };
            },
            *workloadReplicas() {
              yield { namespace: "shop", kind: "deployment", name: "web", value: 2 };
            },
          },
        },
        rollbacks: {
          *lost() {
            const { finding: _, ...container } = WORKLOAD_FINDING;
            const image = "ghcr.io/shop/web:0.9";
            yield { ...container, revision: "1", image, registry: "ghcr.io", reason: "absent", value: 1 };
          },
          *complete() {
            yield { namespace: "shop", kind: "deployment", name: "web", value: 0 };
          },
        },
        scheduler: {
          imageChecks: checkedImages({ "ghcr.io/shop/web:1.0": 1 }),
          oldestCheckMs: () => 1,
          originFailures: {
            rows: () => [{ image: "ghcr.io/shop/web:1.0", registry: "ghcr.io", reason: "absent" }],
          },
          *registries() {
            yield registryState("ghcr.io", { remaining: 5 });
          },
        },
      }),
    );
    metrics.credentialProviderFailed("ecr", 0);
    metrics.keptAlive({ registry: "ghcr.io", result: "fetched" });
    metrics.inspected({ registry: "ghcr.io", result: "available" });
    const families = parseExposition(await scrape(metrics));
    for (const { name, labels, type } of CATALOGUE) {
      const [sample] = families.get(name)?.samples ?? [];
      expect(Object.keys(sample?.labels ?? {}), name).to.deep.equal(
        type === "histogram" ? [...labels, "le"] : labels,
      );
    }
  });

  it("availability is where verdicts become samples, and are gone with the series", async () => {
    const metrics = makeMetrics();
    const series = metrics.availability.add(containerLabels());
    metrics.availability.setVerdict(series, "absent");
    expect(await samples(metrics, "unavailable")).to.have.length(1);
    metrics.availability.remove(series);
    expect(await samples(metrics, "unavailable")).to.have.length(0);
  });

  it("checkFinished() counts by registry and result, and measures in seconds", async () => {
    const metrics = makeMetrics();
    metrics.checkFinished({ registry: "ghcr.io", result: "available", durationMs: 300 });
    metrics.checkFinished({ registry: "ghcr.io", result: "rate_limited", durationMs: 200 });
    expect(await samples(metrics, "checks_total")).to.deep.equal([
      `${P}checks_total{registry="ghcr.io",result="available"} 1`,
      `${P}checks_total{registry="ghcr.io",result="rate_limited"} 1`,
    ]);
    expect(await samples(metrics, "check_duration_seconds_sum")).to.deep.equal([
      `${P}check_duration_seconds_sum{registry="ghcr.io"} 0.5`,
    ]);
    expect(await samples(metrics, "check_duration_seconds_bucket")).to.include(
      `${P}check_duration_seconds_bucket{registry="ghcr.io",le="0.25"} 1`,
    );
  });

  it("requestFinished() counts by registry, method and code", async () => {
    const metrics = makeMetrics();
    metrics.requestFinished({ registry: "ghcr.io", method: "HEAD", code: 200 });
    metrics.requestFinished({ registry: "ghcr.io", method: "GET", code: "connect" });
    metrics.requestFinished({ registry: "ghcr.io", method: "GET", code: "made up" });
    expect(await samples(metrics, "registry_requests_total")).to.deep.equal([
      `${P}registry_requests_total{registry="ghcr.io",method="HEAD",code="200"} 1`,
      `${P}registry_requests_total{registry="ghcr.io",method="GET",code="connect"} 1`,
      `${P}registry_requests_total{registry="ghcr.io",method="GET",code="other"} 1`,
    ]);
  });

  it("bounds the values of registry, and gives the place of a forgotten one to another", async () => {
    const metrics = makeMetrics({ maxRegistries: 2 });
    for (const registry of ["a", "b", "c", "d"]) {
      metrics.checkFinished({ registry, result: "absent", durationMs: 1 });
    }
    expect(await samples(metrics, "checks_total")).to.deep.equal([
      `${P}checks_total{registry="a",result="absent"} 1`,
      `${P}checks_total{registry="b",result="absent"} 1`,
      `${P}checks_total{registry="other",result="absent"} 2`,
    ]);
    metrics.requestFinished({ registry: "a", method: "HEAD", code: 404 });
    metrics.forgetRegistry("a");
    metrics.checkFinished({ registry: "c", result: "absent", durationMs: 1 });
    expect(await scrape(metrics)).to.not.include('registry="a"');
    expect(await samples(metrics, "checks_total")).to.include(
      `${P}checks_total{registry="c",result="absent"} 1`,
    );
  });

  it("lets no registries that never answer have the places of those that do", async () => {
    const metrics = makeMetrics({ maxRegistries: 2 });
    for (const registry of ["junk-1", "junk-2", "junk-3"]) {
      metrics.requestFinished({ registry, method: "HEAD", code: "connect" });
      metrics.checkFinished({ registry, result: "registry_unavailable", durationMs: 1 });
    }
    metrics.requestFinished({ registry: "real", method: "HEAD", code: 404 });
    metrics.checkFinished({ registry: "real", result: "absent", durationMs: 1 });
    expect(await samples(metrics, "checks_total")).to.have.members([
      `${P}checks_total{registry="junk-2",result="registry_unavailable"} 1`,
      `${P}checks_total{registry="other",result="registry_unavailable"} 1`,
      `${P}checks_total{registry="real",result="absent"} 1`,
    ]);
  });

  it("cycleCompleted() counts cycles", async () => {
    const metrics = makeMetrics();
    expect(await samples(metrics, "completed_rechecks_total")).to.deep.equal([
      `${P}completed_rechecks_total 0`,
    ]);
    metrics.cycleCompleted();
    expect(await samples(metrics, "completed_rechecks_total")).to.deep.equal([
      `${P}completed_rechecks_total 1`,
    ]);
  });

  it("credentialProviderFailed() tells of every provider, and counts its failures", async () => {
    const metrics = makeMetrics();
    metrics.credentialProviderFailed("ecr", 0);
    metrics.credentialProviderFailed("acr", 0);
    metrics.credentialProviderFailed("acr", 1);
    metrics.credentialProviderFailed("acr", 1);
    expect(await samples(metrics, "credential_provider_errors_total")).to.deep.equal([
      `${P}credential_provider_errors_total{provider="ecr"} 0`,
      `${P}credential_provider_errors_total{provider="acr"} 2`,
    ]);
  });

  it("keptAlive() counts by registry and result, until the registry is forgotten", async () => {
    const metrics = makeMetrics();
    expect(await samples(metrics, "kept_alive_total")).to.deep.equal([]);
    for (const result of ["fetched", "overdue", "fetched"]) {
      metrics.keptAlive({ registry: "reg.io", result });
    }
    expect(await samples(metrics, "kept_alive_total")).to.deep.equal([
      `${P}kept_alive_total{registry="reg.io",result="fetched"} 2`,
      `${P}kept_alive_total{registry="reg.io",result="overdue"} 1`,
    ]);
    metrics.forgetRegistry("reg.io");
    expect(await samples(metrics, "kept_alive_total")).to.deep.equal([]);
  });

  it("informerChanged() and informerRestarted() tell of informers", async () => {
    const metrics = makeMetrics();
    metrics.informerChanged("deployments", "synced");
    metrics.informerChanged("secrets", "forbidden");
    metrics.informerChanged("cronjobs", "pending");
    metrics.informerRestarted("deployments");
    expect(await samples(metrics, "informer_synced")).to.deep.equal([
      `${P}informer_synced{resource="deployments"} 1`,
      `${P}informer_synced{resource="secrets"} 0`,
      `${P}informer_synced{resource="cronjobs"} 0`,
    ]);
    expect(await samples(metrics, "informer_forbidden")).to.deep.equal([
      `${P}informer_forbidden{resource="deployments"} 0`,
      `${P}informer_forbidden{resource="secrets"} 1`,
      `${P}informer_forbidden{resource="cronjobs"} 0`,
    ]);
    expect(await samples(metrics, "informer_restarts_total")).to.deep.equal([
      `${P}informer_restarts_total{resource="deployments"} 1`,
      `${P}informer_restarts_total{resource="secrets"} 0`,
      `${P}informer_restarts_total{resource="cronjobs"} 0`,
    ]);
  });

  it("exposition() tells the version", async () => {
    expect(await samples(makeMetrics(), "build_info")).to.deep.equal([
      `${P}build_info{version="1.2.3",node_version="${process.version}"} 1`,
    ]);
  });

  it("exposition() logs a source that throws once, until it has worked again", async () => {
    const metrics = makeMetrics();
    let broken = true;
    metrics.attach(
      gaugeSources({
        readiness: {
          report() {
            if (broken) {
              throw new Error("no answer");
            }
            return { ready: true };
          },
        },
      }),
    );
    await scrape(metrics);
    await scrape(metrics);
    expect(metrics.log.lines).to.deep.equal([
      {
        level: "error",
        fields: { error: "Error: no answer" },
        message: "the metric family ready has no values at present",
      },
    ]);
    broken = false;
    await scrape(metrics);
    broken = true;
    await scrape(metrics);
    expect(metrics.log.lines).to.have.length(2);
  });
});
