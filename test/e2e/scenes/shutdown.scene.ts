import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "chai";
import { Agent, request } from "undici";
import { parseExposition } from "../../support/parseExposition.ts";
import { createNamespace, createWorkload } from "../harness/objects.ts";
import { parts, scene } from "../harness/scene.ts";
import { sharedCluster } from "../harness/sharedCluster.ts";
import type { ControlPlane } from "../harness/startControlPlane.ts";
import { quickChecks, type RunningExporter, startExporter } from "../harness/startExporter.ts";
import { type Registry, startRegistry } from "../harness/startRegistry.ts";
import { waitUntil } from "../harness/waitUntil.ts";

/** What scrapers that never pause saw of the exporter. */
interface Scrapes {
  /** Whole answers of /metrics with status 200. */
  good: number;
  /** What went wrong with requests, other than that nobody listened any more. */
  readonly lost: string[];
  /** Scrapers that found nobody listening. */
  refused: number;
}

scene("the exporter's end", [parts.cluster, parts.registry], () => {
  let cluster: ControlPlane;
  let registry: Registry;
  let exporter: RunningExporter;

  before(async () => {
    [cluster, registry] = await Promise.all([sharedCluster(), startRegistry()]);
    await registry.client.push("app", "1");
    await createNamespace(cluster.client, "ending", { scene: "ending" });
    for (let n = 1; n <= 5; n++) {
      await createWorkload(cluster.client, ["ending", "Deployment", `app-${n}`], `${registry.host}/app:1`);
    }
  });
  after(() => registry?.stop());
  afterEach(async () => {
    await exporter?.process.stop({ signal: "SIGKILL" });
  });

  const start = async (...args: readonly string[]) => {
    exporter = await startExporter({
      kubeconfig: cluster.kubeconfig,
      args: [...quickChecks, "--allow-plain-http", "--namespaces-selector=scene=ending", ...args],
    });
    await exporter.counts("available", {}, 1);
  };

  /** Scrapes without a pause until nobody listens any more: on one connection that is kept, or on a new one each time. */
  async function scrapeOn(scrapes: Scrapes, keep: boolean, accept: string): Promise<void> {
    const dispatcher = new Agent({ pipelining: keep ? 1 : 0 });
    while (scrapes.lost.length < 10) {
      try {
        const { statusCode, body } = await request(`${exporter.url}/metrics`, {
          dispatcher,
          headers: { accept },
          signal: AbortSignal.timeout(10_000),
        });
        const text = await body.text();
        const openMetrics = accept.startsWith("application/openmetrics-text");
        parseExposition(text, { openMetrics });
        if (statusCode === 200) {
          scrapes.good++;
        } else {
          scrapes.lost.push(`${statusCode} ${text}`);
        }
      } catch (error) {
        const { code, message } = error as NodeJS.ErrnoException;
        if (code === "ECONNREFUSED") {
          scrapes.refused++;
          break;
        }
        scrapes.lost.push(`${code ?? ""} ${message}`);
      }
    }
    await dispatcher.close();
  }

  it("loses no request to a SIGTERM, whoever scrapes throughout, and is 0", async () => {
    await start("--server-shutdown-delay=1s");
    const scrapes: Scrapes = { good: 0, lost: [], refused: 0 };
    const scrapers = [
      scrapeOn(scrapes, true, "text/plain"),
      scrapeOn(scrapes, true, "application/openmetrics-text"),
      scrapeOn(scrapes, false, "text/plain"),
      scrapeOn(scrapes, false, "application/openmetrics-text"),
    ];
    await waitUntil("scrapers at work", () => scrapes.good >= 20);
    const ended = exporter.process.stop({ graceMs: 20_000 });
    await waitUntil("the end announced", async () => (await fetch(`${exporter.url}/readyz`)).status === 503);
    expect((await fetch(`${exporter.url}/livez`)).status).to.equal(200);
    const announced = scrapes.good;
    await Promise.all(scrapers);
    expect(scrapes).to.deep.include({ lost: [], refused: scrapers.length });
    // It went on serving until the delay had passed.
    expect(scrapes.good).to.be.above(announced);
    expect(await ended).to.equal(0);
    await exporter.stop();
  });

  for (const [signal, code] of [
    ["SIGTERM", 143],
    ["SIGINT", 130],
  ] as const) {
    it(`is at once, and ${code}, when a second ${signal} comes`, async () => {
      await start("--server-shutdown-delay=10m");
      process.kill(exporter.process.pid, signal);
      await waitUntil("the first signal's effect", async () => {
        return (await fetch(`${exporter.url}/readyz`)).status === 503;
      });
      process.kill(exporter.process.pid, signal);
      const ended = await Promise.race([exporter.process.exited, sleep(2_000, "still there")]);
      expect(ended).to.equal(code);
    });
  }

  it("waits for no registry that does not answer", async () => {
    const silent = createServer();
    silent.listen(0, "127.0.0.1");
    try {
      const asked = once(silent, "connection");
      await once(silent, "listening");
      const { port } = silent.address() as AddressInfo;
      await createWorkload(cluster.client, ["ending", "Deployment", "silent"], `127.0.0.1:${port}/app:1`);
      await start("--registries-timeout=5m");
      const [socket] = await asked;
      const began = performance.now();
      await exporter.stop();
      expect(performance.now() - began).to.be.below(5_000);
      socket.destroy();
    } finally {
      silent.close();
    }
  });
});
