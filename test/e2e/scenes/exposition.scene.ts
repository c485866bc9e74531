import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import { parseExposition } from "../../support/parseExposition.ts";
import { createNamespace, createWorkload, pullSecret, secretPath } from "../harness/objects.ts";
import { parts, scene } from "../harness/scene.ts";
import { sharedCluster } from "../harness/sharedCluster.ts";
import { prefix, quickChecks, type RunningExporter, startExporter } from "../harness/startExporter.ts";
import { type Prometheus, startPrometheus } from "../harness/startPrometheus.ts";
import { type Registry, startRegistry } from "../harness/startRegistry.ts";
import { waitUntil } from "../harness/waitUntil.ts";
import { locateTool } from "../tools/locateTool.ts";

/** An image that no registry's name can be read from, and that needs every escape of a label value. */
const oddImage = 'quote " and \\ and \n newline';
const openMetrics = "application/openmetrics-text";

scene("the exposition", [parts.cluster, parts.registry, ["prometheus", "promtool"]], () => {
  let registry: Registry;
  let plain: RunningExporter;
  let zeros: RunningExporter;

  before(async () => {
    const cluster = await sharedCluster();
    registry = await startRegistry({ auth: { scheme: "htpasswd", users: { puller: "secret" } } });
    const { client } = cluster;
    await registry.client.push("app", "1");
    await createNamespace(client, "scraped", { scene: "exposition", team: "green" });
    await client.create(secretPath("scraped"), pullSecret("good", { [registry.host]: ["puller", "secret"] }));
    await client.create(secretPath("scraped"), pullSecret("broken", '{"auths":"none"}'));
    // One of each verdict that can be had here, and of each family that is not always there.
    for (const [name, image, pullSecrets] of [
      ["available", `${registry.host}/app:1`, ["good"]],
      ["absent", `${registry.host}/app:2`, ["good"]],
      ["refused", `${registry.host}/app:1`, ["missing"]],
      ["stopped", `${registry.host}/app:1`, ["broken"]],
      ["unreachable", "127.0.0.1:1/app:1", []],
      ["odd", oddImage, []],
    ] as const) {
      await createWorkload(client, ["scraped", "Deployment", name], image, { pullSecrets });
    }
    await createWorkload(client, ["scraped", "StatefulSet", "asleep"], `${registry.host}/app:1`, {
      pullSecrets: ["good"],
    });
    await client.patch("/apis/apps/v1/namespaces/scraped/statefulsets/asleep", { spec: { replicas: 0 } });
    const options = (...args: readonly string[]) => ({
      kubeconfig: cluster.kubeconfig,
      args: [
        ...quickChecks,
        "--allow-plain-http",
        "--namespaces-selector=scene=exposition",
        "--force-check-disabled-controllers=*",
        "--metrics-owner-labels=team",
        ...args,
      ],
    });
    [plain, zeros] = await Promise.all([startExporter(options()), startExporter(options("--metrics-zeros"))]);
    await plain.says({
      "scraped deployment/available main": "available",
      "scraped deployment/absent main": "absent",
      "scraped deployment/refused main": "authentication_failure",
      "scraped deployment/stopped main": "authentication_failure",
      "scraped deployment/unreachable main": "registry_unavailable",
      "scraped deployment/odd main": "bad_image_format",
      "scraped statefulset/asleep main": "available",
    });
    await plain.counts("completed_rechecks_total", {}, (cycles) => cycles >= 2);
  });
  after(async () => {
    await plain?.stop();
    await zeros?.stop();
    await registry?.stop();
  });

  describe("promtool check metrics", () => {
    for (const [what, exporter, absences] of [
      ["what is exported", () => plain, ["1"]],
      ["what is exported with zeros", () => zeros, ["0", "1"]],
    ] as const) {
      it(`finds nothing to complain of in ${what}`, async () => {
        const text = await exporter().text("/metrics");
        // What was to be looked at is there.
        for (const family of [
          "unavailable",
          "invalid_pull_secrets",
          "missing_pull_secrets",
          "workload_disabled",
        ]) {
          expect(text).to.match(new RegExp(`^${prefix}${family}\\{`, "m"));
        }
        const values = parseExposition(text).get(`${prefix}deployment_absent`)?.samples;
        expect(new Set(values?.map(({ value }) => value))).to.deep.equal(new Set(absences));
        const promtool = await locateTool("promtool");
        const { status, stderr } = spawnSync(promtool, ["check", "metrics"], {
          input: text,
          encoding: "utf8",
        });
        expect(stderr).to.equal("");
        expect(status).to.equal(0);
      });
    }
  });

  describe("Prometheus", () => {
    let prometheus: Prometheus;
    /** Passes scrapes on, one of them with text alone accepted, and notes what came back. */
    let forwarder: Server;
    const contentTypes = { text: new Set<string>(), openmetrics: new Set<string>() };
    const jobs = ["text", "openmetrics"] as const;

    before(async () => {
      forwarder = createServer(async (request, response) => {
        const job = request.url === "/text" ? "text" : "openmetrics";
        const headers = { ...request.headers } as Record<string, string>;
        if (job === "text") {
          headers.accept = "text/plain;version=0.0.4";
        }
        const answer = await fetch(`${plain.url}/metrics`, { headers });
        contentTypes[job].add(String(answer.headers.get("content-type")));
        response.writeHead(answer.status, { "content-type": String(answer.headers.get("content-type")) });
        response.end(await answer.text());
      });
      forwarder.listen(0, "127.0.0.1");
      await once(forwarder, "listening");
      const { port } = forwarder.address() as AddressInfo;
      prometheus = await startPrometheus({
        text: new URL(`http://127.0.0.1:${port}/text`),
        openmetrics: new URL(`http://127.0.0.1:${port}/openmetrics`),
        // Nothing in between: compressed, on a connection that is kept.
        direct: new URL(`${plain.url}/metrics`),
      });
      await waitUntil("three good scrapes", async () => {
        const up = await prometheus.query("sum_over_time(up[1m]) >= 3");
        return up.length === 3;
      });
    });
    after(async () => {
      await prometheus?.stop();
      forwarder?.close();
      forwarder?.closeAllConnections();
    });

    it("takes the text format and OpenMetrics, from the first scrape on", async () => {
      expect([...contentTypes.text].join()).to.match(/^text\/plain; ?version=0\.0\.4/);
      expect([...contentTypes.openmetrics].join()).to.match(
        new RegExp(`^${openMetrics}; ?version=1\\.0\\.0`),
      );
      const missed = await prometheus.query("min_over_time(up[1m]) == 0");
      expect(missed).to.deep.equal([]);
    });

    for (const job of [...jobs, "direct"] as const) {
      it(`has what the exporter says, by ${job}`, async () => {
        const samples = await prometheus.query(`${prefix}available{job="${job}"}`);
        const said = samples.map(({ metric, value }) => [metric.namespace, metric.kind, metric.name, value]);
        expect(said).to.have.deep.members([
          ["scraped", "deployment", "available", 1],
          ["scraped", "deployment", "absent", 0],
          ["scraped", "deployment", "refused", 0],
          ["scraped", "deployment", "stopped", 0],
          ["scraped", "deployment", "unreachable", 0],
          ["scraped", "deployment", "odd", 0],
          ["scraped", "statefulset", "asleep", 1],
        ]);
        const [odd] = await prometheus.query(`${prefix}unavailable{job="${job}",name="odd"}`);
        expect(odd?.metric).to.include({ image: oddImage, reason: "bad_image_format", label_team: "green" });
      });
    }

    it("has the same families by either format", async () => {
      const [text, open] = await Promise.all(
        jobs.map(async (job) => {
          const samples = await prometheus.query(`count by (__name__) ({job="${job}"})`);
          return samples.map(({ metric }) => metric.__name__).sort();
        }),
      );
      expect(text).to.include(`${prefix}available`).and.deep.equal(open);
    });

    it("knows types and units from OpenMetrics", async () => {
      const metadata = await prometheus.api<{ metric: string; type: string; unit: string }[]>(
        `targets/metadata?${new URLSearchParams({ match_target: '{job="openmetrics"}' })}`,
      );
      const known = new Map(metadata.map(({ metric, type, unit }) => [metric, `${type} ${unit}`.trim()]));
      expect(known.get(`${prefix}available`)).to.equal("gauge");
      expect(known.get(`${prefix}completed_rechecks`)).to.equal("counter");
      expect(known.get(`${prefix}check_duration_seconds`)).to.equal("histogram seconds");
    });
  });

  it("is complete OpenMetrics, up to its end", async () => {
    const answer = await fetch(`${plain.url}/metrics`, {
      headers: { accept: `${openMetrics};version=1.0.0` },
    });
    const families = parseExposition(await answer.text(), { openMetrics: true });
    expect(families.get(`${prefix}completed_rechecks`)?.type).to.equal("counter");
  });
});
