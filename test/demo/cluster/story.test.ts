import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { COMMANDS } from "../../../src/cli/commands.ts";
import { guardRunner } from "../../../src/cli/guardRunner.ts";
import { loadConfig } from "../../../src/config/loadConfig.ts";
import { type DemoCluster, startDemoCluster } from "../../../src/demo/cluster/demoCluster.ts";
import { guardAnswer } from "../../../src/demo/cluster/guardAnswer.ts";
import { dockerConfig } from "../../../src/demo/cluster/objects.ts";
import { SHOP_DEPLOYER } from "../../../src/demo/cluster/registries.ts";
import {
  playStep,
  playStory,
  ROUND_SECONDS,
  STORY,
  type StoryWorld,
} from "../../../src/demo/cluster/story.ts";
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

const SILENT_GUARD = { askGuard: async () => ({ lines: [], mayGo: [] }) };

describe("playStory()", () => {
  it("plays each step at its time, round after round, until it is ended", async () => {
    const clock = fakeClock();
    const world = await startDemoCluster({ clock });
    try {
      const told: [seconds: number, text: string][] = [];
      const end = playStory(
        { ...world, ...SILENT_GUARD },
        { clock, tell: (text) => told.push([clock.monotonic() / 1000, text]) },
      );
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

  it("asks guard what a cleanup may delete, deletes that, and tells what guard says", async () => {
    const clock = fakeClock();
    const world = await startDemoCluster({ clock });
    try {
      const { shop } = world.registries;
      const asked: string[] = [];
      const told: string[] = [];
      const end = playStory(
        {
          ...world,
          async askGuard(images) {
            asked.push(...images);
            return { lines: ["says guard"], mayGo: images.filter((image) => image.endsWith(":3.13.0")) };
          },
        },
        { clock, tell: (text) => told.push(text) },
      );
      await clock.advance(114_000);
      expect(shop.resolve("shop/frontend", "3.13.0")).to.be.a("string");
      await clock.advance(2_000);
      end();
      expect(told.at(-2)).to.equal(STORY.find(({ andThen }) => andThen !== undefined)?.text);
      expect(told.at(-1)).to.equal("says guard");
      expect(asked).to.include(`${shop.host}/shop/cart:2.8.1`);
      expect(shop.resolve("shop/frontend", "3.13.0")).to.equal(undefined);
      expect(shop.resolve("shop/cart", "2.8.1")).to.be.a("string");
    } finally {
      await world.stop();
    }
  });

  it("deletes nothing where guard has no answer, and says so", async () => {
    const clock = fakeClock();
    const world = await startDemoCluster({ clock });
    try {
      const told: string[] = [];
      const askGuard = () => Promise.reject(new Error("guard ends with 4, and nothing is deleted"));
      const end = playStory({ ...world, askGuard }, { clock, tell: (text) => told.push(text) });
      await clock.advance(116_000);
      end();
      expect(told.at(-1)).to.equal("guard ends with 4, and nothing is deleted");
      expect(world.registries.shop.resolve("shop/frontend", "3.13.0")).to.be.a("string");
    } finally {
      await world.stop();
    }
  });

  it("goes on without what somebody deleted", async () => {
    const clock = fakeClock();
    const world = await startDemoCluster({ clock });
    try {
      const told: string[] = [];
      const end = playStory({ ...world, ...SILENT_GUARD }, { clock, tell: (text) => told.push(text) });
      world.server.delete({ kind: "Deployment", namespace: "shop", name: "frontend" });
      await clock.advance((ROUND_SECONDS - 1) * 1000);
      const name = { kind: "Secret", namespace: "payments", name: "regcred" };
      const before = world.server.get(name)?.metadata.resourceVersion;
      await clock.advance(1_000);
      end();
      expect(told).to.have.length(STORY.length);
      expect(told[0]).to.match(/ \(not this time: deployments\.apps "frontend" not found\)$/);
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
  let folder: string;
  let guarded: StoryWorld;
  const { signal } = new AbortController();

  before(async function () {
    this.timeout(60_000);
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
    folder = await mkdtemp(join(tmpdir(), "story-"));
    const files = { kubeconfig: join(folder, "kubeconfig"), dockerConfig: join(folder, "config.json") };
    await writeFile(files.kubeconfig, JSON.stringify(world.server.kubeconfig()));
    const logins = dockerConfig({ [world.registries.shop.host]: SHOP_DEPLOYER });
    await writeFile(files.dockerConfig, Buffer.from(logins, "base64"));
    const runGuard = guardRunner(COMMANDS, { baseDirectory: "/", signal, atOnce: signal });
    guarded = { ...world, askGuard: (images) => guardAnswer(images, files, runGuard) };
    expect(await awaitVerdicts(exporter, { clock: systemClock, timeoutMs: 50_000, signal })).to.equal(true);
  });

  after(async () => {
    await exporter?.stop("test over", { signal });
    await world?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  /** Samples of a family, but those of value 0. */
  async function samples(name: string): Promise<readonly Readonly<Record<string, string>>[]> {
    const families = parseExposition(await (await fetch(`${exporter.url}/metrics`)).text());
    return (families.get(METRIC_PREFIX + name)?.samples ?? [])
      .filter(({ value }) => Number(value) !== 0)
      .map(({ labels, value }) => ({ ...labels, value: String(value) }));
  }

  /** What is unavailable, as `namespace/name: reason`, and what a re-creation would bring. */
  async function state(): Promise<string[]> {
    const { verdicts } = await scrapeFindings(exporter.url, { signal });
    const rollbacks = await samples("rollback_unavailable");
    const moved = await samples("image_moved");
    const nodes = await samples("image_nodes");
    return [
      ...verdicts
        .filter(({ verdict }) => verdict !== "available")
        .map(({ namespace, name, verdict }) => `${namespace}/${name}: ${verdict}`),
      ...rollbacks.map(({ namespace, name, reason }) => `${namespace}/${name}: no roll-back, ${reason}`),
      ...moved.map(({ namespace, name }) => `${namespace}/${name}: moved`),
      ...nodes
        .filter(({ image }) => image?.includes("/shop/cart:"))
        .map(({ value }) => `cart's image: on ${value}`),
    ].sort();
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

  const CLEANED_UP = [
    "shop/abandoned-carts: absent",
    "shop/cart: absent",
    "shop/frontend: no roll-back, absent",
  ];
  const GUARD = [
    "  guard: HOST/shop/cart:2.8.1 stays: it is in use, by deployment shop/cart",
    "  guard: HOST/shop/mailer:1.4.0 stays: it is in use, by cronjob shop/abandoned-carts",
    "  guard: HOST/shop/frontend:3.14.0 stays: it is in use, by deployment staging/review-app",
    "  guard: HOST/shop/frontend:3.13.0 may go, and is deleted",
  ];
  const MOVED = ["shop/catalog: moved"];

  // In the order of the steps: what there is besides what always is.
  const AFTER: readonly (readonly string[])[] = [
    [...EDGE, ...PAYMENTS, "shop/frontend: absent"],
    [...EDGE, ...PAYMENTS],
    [...EDGE, ...PAYMENTS, ...CLEANED_UP, "cart's image: on 2"],
    [...EDGE, ...PAYMENTS, ...CLEANED_UP, "cart's image: on 1"],
    [...EDGE, ...PAYMENTS],
    [...EDGE, ...PAYMENTS],
    [...EDGE, ...PAYMENTS],
    [...EDGE, ...PAYMENTS, ...MOVED],
    [...EDGE, ...MOVED],
    MOVED,
    [...MOVED, "shop/black-friday: absent"],
    [...EDGE, ...PAYMENTS],
  ];

  it("begins with what is wrong from the start", async () => {
    expect(await state()).to.have.members([...ALWAYS, ...EDGE, ...PAYMENTS]);
  });

  it("has a few things that are not in order besides", async () => {
    expect(await hygiene()).to.have.members(NOT_IN_ORDER);
  });

  for (const [index, step] of STORY.entries()) {
    it(`comes true in the metrics: ${step.text}`, async function () {
      this.timeout(60_000);
      const expected = [...ALWAYS, ...(AFTER[index] ?? [])].sort();
      const { failures, later } = playStep(step, guarded);
      expect(failures).to.deep.equal([]);
      const { host } = world.registries.shop;
      const told = (await later).map((line) => line.replaceAll(host, "HOST").replace("demo-", ""));
      if (step.andThen !== undefined) {
        expect(told).to.deep.equal(GUARD);
      }
      const deadline = systemClock.monotonic() + 50_000;
      let found = await state();
      while (found.join() !== expected.join() && systemClock.monotonic() < deadline) {
        await delay(20, { clock: systemClock, signal });
        found = await state();
      }
      expect(found).to.deep.equal(expected);
      expect(await hygiene()).to.have.members(NOT_IN_ORDER);
    });
  }
});
