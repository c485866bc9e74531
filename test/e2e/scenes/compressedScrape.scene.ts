import { execFile, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { expect } from "chai";
import { ExporterMetrics } from "../../../src/metrics/exporterMetrics.ts";
import { metricsHandler } from "../../../src/server/metricsHandler.ts";
import { systemClock } from "../../../src/time/clock.ts";
import { containerLabels } from "../../metrics/containerLabels.ts";
import { send, startTestServer, type TestServer } from "../../server/testServer.ts";
import { parseExposition } from "../../support/parseExposition.ts";
import { recordingLogger } from "../../support/recordingLogger.ts";
import { locateChromium } from "../harness/locateChromium.ts";
import { scene } from "../harness/scene.ts";
import { prefix } from "../harness/startExporter.ts";
import { temporaryFolder } from "../harness/temporaryFolder.ts";
import { locateTool } from "../tools/locateTool.ts";

const CONTAINERS = 20_000;

/** A server whose scrapes are of many segments, some older than others. The process' own metrics never rest: without them. */
async function serveSegments(): Promise<{ server: TestServer; plain: Buffer }> {
  const options = {
    names: "both",
    zeros: false,
    imageLastCheck: true,
    ownerLabels: [],
    maxRegistries: 200,
  } as const;
  const metrics = new ExporterMetrics({ options, clock: systemClock, log: recordingLogger() });
  const { availability } = metrics;
  const series = Array.from({ length: CONTAINERS }, (_, index) =>
    availability.add(containerLabels({ name: `web-${index}`, namespace: `übung-${index % 50}` })),
  );
  for (const each of series) {
    availability.setVerdict(each, "available");
  }
  const exposition = metrics.exposition.bind(metrics);
  const server = await startTestServer({ "/metrics": metricsHandler({ exposition, clock: systemClock }) });
  await send(`${server.url}/metrics`);
  for (let index = 0; index < CONTAINERS; index += 3_000) {
    availability.setVerdict(series[index]!, "absent");
  }
  const { body: plain } = await send(`${server.url}/metrics`);
  expect(parseExposition(plain.toString()).get(`${prefix}available`)?.samples).to.have.length(CONTAINERS);
  return { server, plain };
}

scene("a compressed scrape", [["gunzip-judge"]], () => {
  let server: TestServer;
  let plain: Buffer;

  before(async () => {
    ({ server, plain } = await serveSegments());
  });
  after(() => server?.close());

  it("is one gzip file of one member to Go's reader, and to the one that Prometheus took in its place", async () => {
    const { headers, body } = await send(`${server.url}/metrics`, { headers: { "accept-encoding": "gzip" } });
    expect(headers["content-encoding"]).to.equal("gzip");
    const { stdout, stderr } = spawnSync(await locateTool("gunzip-judge"), { input: body, encoding: "utf8" });
    const read = `${createHash("sha256").update(plain).digest("hex")} ${plain.length}`;
    expect([stderr, ...stdout.trimEnd().split("\n")]).to.deep.equal(["", read, read]);
  });

  it("is the same text to curl", async () => {
    const { stdout } = await promisify(execFile)("curl", ["-sSf", "--compressed", `${server.url}/metrics`], {
      encoding: "buffer",
      maxBuffer: 2 * plain.length,
    });
    expect(stdout.equals(plain)).to.equal(true);
  });

  it("is the same text to fetch, which asks for it compressed", async () => {
    const answer = await fetch(`${server.url}/metrics`);
    expect(answer.headers.get("content-encoding")).to.equal("gzip");
    expect(Buffer.from(await answer.arrayBuffer()).equals(plain)).to.equal(true);
  });
});

scene("a compressed scrape in a browser", [["chromium"]], () => {
  let server: TestServer;
  let plain: Buffer;

  before(async () => {
    ({ server, plain } = await serveSegments());
  });
  after(() => server?.close());

  it("is the same text to Chromium", async () => {
    const { path, env } = await locateChromium();
    const args = [
      "--no-sandbox",
      "--disable-gpu",
      `--user-data-dir=${await temporaryFolder("chromium")}`,
      "--dump-dom",
      `${server.url}/metrics`,
    ];
    const { stdout } = await promisify(execFile)(path, args, { env, maxBuffer: 4 * plain.length });
    const [, shown = ""] = /<pre[^>]*>(.*)<\/pre>/s.exec(stdout) ?? [];
    const text = shown.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
    expect(text === plain.toString()).to.equal(true);
  });
});
