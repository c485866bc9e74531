import { expect } from "chai";
import { loadConfig } from "../../../src/config/loadConfig.ts";
import { type DemoCluster, startDemoCluster } from "../../../src/demo/cluster/demoCluster.ts";
import { playStory, ROUND_SECONDS, STORY } from "../../../src/demo/cluster/story.ts";
import { demoConfig } from "../../../src/demo/demoConfig.ts";
import { awaitVerdicts, scrapeFindings } from "../../../src/demo/verdicts.ts";
import { type Exporter, startExporter } from "../../../src/exporter.ts";
import { ClusterClient } from "../../../src/kubernetes/client.ts";
import { METRIC_PREFIX } from "../../../src/metrics/metricFamily.ts";
import { systemClock } from "../../../src/time/clock.ts";
import { delay } from "../../../src/time/delay.ts";
import { fakeClock } from "../../support/fakeClock.ts";
import { parseExposition } from "../../support/parseExposition.ts";
import { recordingLogger } from "../../support/recordingLogger.ts";

describe("playStory()", () => {
  it("plays each step at its time, round after round, until it is ended", async () => {
    const clock = fakeClock();
    const world = await startDemoCluster({ clock });
    try {
      const told: [seconds: number, text: string][] = [];
      const end = playStory(world, { clock, tell: (text) => told.push([clock.monotonic() / 1000, text]) });
      await clock.advance(2 * ROUND_SECONDS * 1000);
      const round = (start: number) => STORY.map(({ at, text }) => [start + at, text]);
      expect(told).to.deep.equal([...round(0), ...round(ROUND_SECONDS)]);
      end();
      await clock.advance(ROUND_SECONDS * 1000);
      expect(told).to.have.length(2 * STORY.length);
    } finally {
      await world.stop();
    }
  });

  it("goes on without what somebody deleted", async () => {
    const clock = fakeClock();
    const world = await startDemoCluster({ clock });
    try {
      const told: string[] = [];
      const end = playStory(world, { clock, tell: (text) => told.push(text) });
      world.server.delete({ kind: "Deployment", namespace: "shop", name: "frontend" });
      await clock.advance((ROUND_SECONDS - 1) * 1000);
      const name = { kind: "Secret", namespace: "payments", name: "regcred" };
      const before = world.server.get(name)?.metadata.resourceVersion;
      await clock.advance(1_000);
      end();
      expect(told).to.have.length(STORY.length);
      expect(told[0]).to.match(/absent \(not this time: deployments\.apps "frontend" not found\)$/);
      expect(told[1]).to.equal(STORY[1]?.text);
      // The last step fails for the Deployment, and puts back the rest all the same.
      expect(told.at(-1)).to.match(/not this time/);
      expect(world.server.get(name)?.metadata.resourceVersion).to.not.equal(before);
    } finally {
      await world.stop();
    }
  });
});

describe("The demo's story", () => {
  let world: DemoCluster;
  let exporter: Exporter;
  const { signal } = new AbortController();

  before(async () => {
    world = await startDemoCluster({ clock: systemClock });
    const { config } = await loadConfig({ environment: {}, flags: [], baseDirectory: "/" }, { signal });
    const base = await demoConfig(config, { signal });
    const client = new ClusterClient({
      clock: systemClock,
      tokenFiles: new Map(),
    });
    client.loadFromString(JSON.stringify(world.server.kubeconfig()));
    exporter = await startExporter({
      config: {
        ...base,
        server: { ...base.server, bindAddress: "127.0.0.1:0" },
        schedule: { checkPeriod: 50, recheckWindow: 250, revisionWindow: 1_000, failedRecheckPeriod: 100 },
      },
      client,
      log: recordingLogger(),
      environment: {},
    });
    expect(await awaitVerdicts(exporter, { clock: systemClock, timeoutMs: 8_000, signal })).to.equal(true);
  });

  after(async () => {
    await exporter?.stop("test over", { signal });
    await world?.stop();
  });

  /** What is unavailable, as `namespace/name: reason`. */
  async function unavailable(): Promise<string[]> {
    const { verdicts } = await scrapeFindings(exporter.url, { signal });
    return verdicts
      .filter(({ verdict }) => verdict !== "available")
      .map(({ namespace, name, verdict }) => `${namespace}/${name}: ${verdict}`);
  }

  /** What is found besides images, as label values. */
  async function hygiene(): Promise<string[]> {
    const families = parseExposition(await (await fetch(`${exporter.url}/metrics`)).text());
    return ["workload_hygiene", "unused_pull_secrets"].flatMap((name) =>
      (families.get(METRIC_PREFIX + name)?.samples ?? []).map(({ labels }) =>
        Object.values(labels).join(" "),
      ),
    );
  }

  const NOT_IN_ORDER = [
    "shop deployment cart cart no_readiness_probe",
    "shop deployment cart cart no_pre_stop",
    "shop deployment catalog catalog liveness_equals_readiness",
    "payments deployment gateway envoy short_grace_period",
    "staging regcred-2023",
  ];
  const ALWAYS = [
    "data/reports: authorization_failure",
    "data/warehouse-sync: registry_v1_api_not_supported",
    "monitoring/fluent-bit: absent",
    "shop/image-resizer: absent",
    "staging/preview: bad_image_format",
    "staging/review-app: authentication_failure",
  ];
  const EDGE = ["edge/cdn-purger: registry_unavailable", "edge/edge-proxy: registry_unavailable"];
  const PAYMENTS = [
    "payments/gateway: authentication_failure",
    "payments/ledger: authentication_failure",
    "payments/settlement: authentication_failure",
  ];

  // In the order of the steps: what is unavailable besides what always is.
  const AFTER: readonly (readonly string[])[] = [
    [...EDGE, ...PAYMENTS, "shop/frontend: absent"],
    [...EDGE, ...PAYMENTS],
    [...EDGE, ...PAYMENTS, "shop/abandoned-carts: absent", "shop/cart: absent"],
    [...EDGE, ...PAYMENTS],
    EDGE,
    [],
    ["shop/black-friday: absent"],
    [...EDGE, ...PAYMENTS],
  ];

  it("begins with what is wrong from the start", async () => {
    expect(await unavailable()).to.have.members([...ALWAYS, ...EDGE, ...PAYMENTS]);
  });

  it("has a few things that are not in order besides", async () => {
    expect(await hygiene()).to.have.members(NOT_IN_ORDER);
  });

  for (const [index, { text, acts }] of STORY.entries()) {
    it(`comes true in the metrics: ${text}`, async () => {
      const expected = [...ALWAYS, ...(AFTER[index] ?? [])].sort();
      for (const act of acts) {
        act(world);
      }
      const deadline = systemClock.monotonic() + 8_000;
      let found = await unavailable();
      while (found.sort().join() !== expected.join() && systemClock.monotonic() < deadline) {
        await delay(20, { clock: systemClock, signal });
        found = await unavailable();
      }
      expect(found).to.deep.equal(expected);
      expect(await hygiene()).to.have.members(NOT_IN_ORDER);
    });
  }
});
