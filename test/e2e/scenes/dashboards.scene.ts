import { rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { expect } from "chai";
import { type DemoCluster, startDemoCluster } from "../../../src/demo/cluster/demoCluster.ts";
import { inNamespace } from "../../../src/demo/cluster/objects.ts";
import { systemClock } from "../../../src/time/clock.ts";
import { type Board, boardsOf, type Target, targetsOf } from "../../dashboards/boards.ts";
import { type Choice, interpolate, type Times } from "../../dashboards/interpolate.ts";
import { clusterExposition, type Generation } from "../../support/clusterExposition.ts";
import { scene } from "../harness/scene.ts";
import { quickChecks, type RunningExporter, startExporter } from "../harness/startExporter.ts";
import { type Prometheus, type QueriedSample, startPrometheus } from "../harness/startPrometheus.ts";
import { temporaryFolder } from "../harness/temporaryFolder.ts";
import { waitUntil } from "../harness/waitUntil.ts";

/** Each way to name the series, and the cluster that its exporter is told to be of. */
const EXPORTERS = {
  both: { cluster: "blue" },
  "kind-label": { cluster: "green" },
  "kind-in-name": {},
} as const;

/** What else is scraped in two of the clusters. */
const OTHERS: Readonly<Record<string, Generation>> = { blue: "new", green: "old" };

/** As long as something was scraped, and a rate needs. */
const TIMES: Times = { interval: "1s", rateInterval: "5s", range: "5s" };

const [images, exporterBoard, hygiene] = boardsOf() as readonly [Board, Board, Board];

/** What a person may have chosen. */
const EXPORTER_CHOICES: readonly (readonly [name: string, choice: Choice])[] = [
  ["everything", {}],
  ...Object.keys(EXPORTERS).map((job) => [`names ${job}`, { job: [job] }] as const),
  ["one cluster of several", { cluster: ["blue"] }],
  ["two clusters and two namespaces", { cluster: ["blue", "green"], namespace: ["shop", "staging"] }],
];
const HYGIENE_CHOICES: typeof EXPORTER_CHOICES = [
  ["everything", {}],
  ["what is called as it is today", { cluster: ["blue"] }],
  ["what is called as it was", { cluster: ["green"] }],
  ["one namespace", { namespace: ["shop"] }],
];

/** Sends traffic to a Deployment of the demo that has no probes. */
const CART_SERVICE = {
  apiVersion: "v1",
  kind: "Service",
  metadata: { namespace: "shop", name: "cart" },
  spec: { selector: { "app.kubernetes.io/name": "cart" }, ports: [{ port: 80, targetPort: 8080 }] },
};

scene("the dashboards", [["prometheus"]], () => {
  let folder: string;
  let world: DemoCluster;
  let exporters: readonly RunningExporter[] = [];
  let others: Server;
  let prometheus: Prometheus;

  before(async () => {
    folder = await temporaryFolder("dashboards");
    world = await startDemoCluster({ clock: systemClock });
    world.registries.hub.setQuota({ limit: 100, windowMs: 3_600_000, countsHead: false });
    world.server.createAll([inNamespace("shop").pullSecret("of-no-use", {}), CART_SERVICE]);
    const kubeconfig = join(folder, "kubeconfig");
    await writeFile(kubeconfig, JSON.stringify(world.server.kubeconfig()));
    const names = Object.keys(EXPORTERS);
    exporters = await Promise.all(
      names.map((name) =>
        startExporter({
          kubeconfig,
          args: [...quickChecks, `--metrics-names=${name}`, "--hygiene-pull-secrets", "--hygiene-workloads"],
        }),
      ),
    );
    others = await serveOthers();
    const { port } = others.address() as AddressInfo;
    prometheus = await startPrometheus({
      ...Object.fromEntries(
        Object.entries(EXPORTERS).map(([job, labels], index) => [
          job,
          { url: new URL("/metrics", exporters[index]!.url), labels },
        ]),
      ),
      ...Object.fromEntries(
        Object.entries(OTHERS).map(([cluster, generation]) => [
          generation,
          { url: new URL(`http://127.0.0.1:${port}/${generation}`), labels: { cluster } },
        ]),
      ),
    });
    await waitUntil("several scrapes", async () => {
      const scraped = await prometheus.query("count_over_time(up[1m]) and up == 1");
      return scraped.length === 5 && scraped.every(({ value }) => value >= 10);
    });
  });
  after(async () => {
    await prometheus?.stop();
    await Promise.all(exporters.map((exporter) => exporter.stop()));
    others?.close();
    await world?.stop();
    if (folder) await rm(folder, { recursive: true, force: true });
  });

  function queryOf(board: Board, { expr }: Target, choice: Choice): string {
    return interpolate(expr, board.templating.list, choice, TIMES);
  }

  async function rowsOf(board: Board, target: Target, choice: Choice): Promise<number> {
    const query = queryOf(board, target, choice);
    if (!target.range) return (await prometheus.query(query)).length;
    const end = Date.now() / 1000;
    const parameters = { query, start: String(end - 8), end: String(end), step: "2" };
    const path = `query_range?${new URLSearchParams(parameters)}`;
    return (await prometheus.api<{ result: unknown[] }>(path)).result.length;
  }

  async function answerOf(
    board: Board,
    panel: string,
    choice: Choice = {},
  ): Promise<readonly QueriedSample[]> {
    const found = targetsOf(board).find(({ panel: { title } }) => title === panel);
    if (!found) throw new Error(`${board.title} has no panel ${panel}`);
    return await prometheus.query(queryOf(board, found.target, choice));
  }

  for (const [board, choices] of [
    [images, EXPORTER_CHOICES],
    [exporterBoard, EXPORTER_CHOICES],
    [hygiene, HYGIENE_CHOICES],
  ] as const) {
    for (const [name, choice] of choices) {
      it(`${board.title} has rows for every query: ${name}`, async () => {
        const empty: string[] = [];
        for (const { name: query, target } of targetsOf(board)) {
          if ((await rowsOf(board, target, choice)) === 0) empty.push(query);
        }
        expect(empty).to.deep.equal([]);
      });
    }
  }

  for (const job of Object.keys(EXPORTERS)) {
    it(`Image availability counts the same whatever the names: ${job}`, async () => {
      const choice = { job: [job] };
      const count = async (panel: string) =>
        (await answerOf(images, panel, choice)).map(({ value }) => value);
      expect(await count("Workloads affected")).to.deep.equal([11]);
      expect(await count("Registries down")).to.deep.equal([1]);
      expect(await count("Containers checked")).to.deep.equal([32]);
    });
  }
});

/** Serves each generation's exposition below its name. */
async function serveOthers(): Promise<Server> {
  const server = createServer(({ url = "" }, response) => {
    response.end(clusterExposition(url.slice(1) as Generation, Date.now() / 1000));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}
