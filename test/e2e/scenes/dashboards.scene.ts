import { rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { expect } from "chai";
import { mergeRules } from "../../../rules/mergeRules.ts";
import { RULE_DATA } from "../../../rules/ruleData.ts";
import { type DemoCluster, startDemoCluster } from "../../../src/demo/cluster/demoCluster.ts";
import { inNamespace } from "../../../src/demo/cluster/objects.ts";
import { systemClock } from "../../../src/time/clock.ts";
import { type Board, boardsOf, fullValues, type Target, targetsOf } from "../../dashboards/boards.ts";
import { type Choice, interpolate, type Times } from "../../dashboards/interpolate.ts";
import { clusterExposition, type Generation } from "../../support/clusterExposition.ts";
import { createPast } from "../../support/createPast.ts";
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

const LOOKING = [
  "--hygiene-pull-secrets",
  "--hygiene-workloads",
  "--running-enabled",
  "--verify=platform",
  "--workloads-revisions=3",
  "--schedule-revision-window=2s",
];

/** The demo's nodes have no mirrors: the scene of mirrors has the family. */
const WITHOUT_ROWS = "Image availability exporter: Images that only mirrors still have";

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
    world.server.createAll([inNamespace("shop").pullSecret("of-no-use", {})]);
    createPast(world);
    createOtherNode(world);
    const kubeconfig = join(folder, "kubeconfig");
    await writeFile(kubeconfig, JSON.stringify(world.server.kubeconfig()));
    const names = Object.keys(EXPORTERS);
    exporters = await Promise.all(
      names.map((name) =>
        startExporter({
          kubeconfig,
          args: [...quickChecks, `--metrics-names=${name}`, ...LOOKING],
        }),
      ),
    );
    others = await serveOthers();
    const { port } = others.address() as AddressInfo;
    const targets = {
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
    };
    prometheus = await startPrometheus(targets, { ruleGroups: hastyRules() });
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
    if (folder) {
      await rm(folder, { recursive: true, force: true });
    }
  });

  /** A node of another platform, and a workload that alone may run there, whose image has nothing for it. */
  function createOtherNode({ server, registries }: DemoCluster): void {
    const taints = [{ key: "s390x", effect: "NoSchedule" }];
    const nodeInfo = {
      operatingSystem: "linux",
      architecture: "s390x",
      containerRuntimeVersion: "cri-o://1.36.0",
    };
    const containers = [{ name: "main", image: `${registries.shop.host}/shop/cart:2.8.1` }];
    const imagePullSecrets = [{ name: "regcred" }];
    const tolerations = [{ key: "s390x", operator: "Exists" }];
    const template = { spec: { tolerations, imagePullSecrets, containers } };
    server.createAll([
      { apiVersion: "v1", kind: "Node", metadata: { name: "other" }, spec: { taints }, status: { nodeInfo } },
      {
        apiVersion: "apps/v1",
        kind: "Deployment",
        metadata: { name: "anywhere", namespace: "shop" },
        spec: { replicas: 1, selector: { matchLabels: {} }, template },
      },
    ]);
  }

  function queryOf(board: Board, { expr }: Target, choice: Choice): string {
    return interpolate(expr, board.templating.list, choice, TIMES);
  }

  async function rowsOf(board: Board, target: Target, choice: Choice): Promise<number> {
    const query = queryOf(board, target, choice);
    if (target.range !== true) {
      return (await prometheus.query(query)).length;
    }
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
    if (found === undefined) {
      throw new Error(`${board.title} has no panel ${panel}`);
    }
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
          if (!query.startsWith(WITHOUT_ROWS) && (await rowsOf(board, target, choice)) === 0) {
            empty.push(query);
          }
        }
        expect(empty).to.deep.equal([]);
      });
    }
  }

  for (const board of [images, exporterBoard, hygiene]) {
    it(`${board.title} offers values for every variable`, async () => {
      for (const { name, type, query } of board.templating.list) {
        if (type !== "query") {
          continue;
        }
        const [, series = "", label] = /^label_values\((.+), (\w+)\)$/s.exec(query) ?? [];
        const match = interpolate(series, board.templating.list);
        const found = await prometheus.api<string[]>(
          `label/${label}/values?${new URLSearchParams({ "match[]": match })}`,
        );
        expect(found, name).not.to.deep.equal([]);
        if (name === "cluster") {
          expect(found).to.deep.equal(["blue", "green"]);
        }
      }
    });
  }

  it("mark the times at which alerts fired", async () => {
    for (const { annotations, templating } of [images, hygiene]) {
      for (const { expr } of annotations.list) {
        expect(await prometheus.query(interpolate(expr, templating.list))).not.to.deep.equal([]);
      }
    }
  });

  it("show the same with the numbers of the recording rules", async () => {
    const [recorded] = boardsOf(fullValues({ recordingRules: true })) as readonly [Board];
    for (const choice of [{}, { cluster: ["blue"] }, { namespace: ["shop", "payments"] }]) {
      for (const panel of ["Can be pulled", "Containers checked"]) {
        const [counted, taken] = [
          await answerOf(images, panel, choice),
          await answerOf(recorded, panel, choice),
        ];
        expect(counted, panel).to.have.length(1);
        expect(taken, panel).to.deep.equal(counted);
      }
    }
  });

  it("say of an image that is broken where, why, since when and what to read", async () => {
    const [row, ...more] = (await answerOf(images, "What cannot be pulled now", { job: ["both"] })).filter(
      ({ metric }) => metric.name === "image-resizer",
    );
    expect(more).to.deep.equal([]);
    const { image, registry, ...labels } = row!.metric;
    expect(labels).to.deep.equal({
      alert: "ImageAbsent",
      cluster: "blue",
      container: "resizer",
      kind: "deployment",
      name: "image-resizer",
      namespace: "shop",
      reason: "absent",
    });
    expect(image).to.equal(`${registry}/shop/image-resizer:1.9.0`);
    const [alert] = await prometheus.query('ALERTS_FOR_STATE{name="image-resizer", cluster="blue"}');
    expect(row!.value).to.equal(1000 * alert!.value);
  });

  it("say what a re-creation and a roll-back would bring", async () => {
    const choice = { job: ["both"] };
    const value = async (panel: string) =>
      (await answerOf(images, panel, choice)).map(({ value: its }) => its);
    expect(await value("Last copies")).to.deep.equal([1]);
    expect(await value("Workloads whose tag was moved")).to.deep.equal([1]);
    expect(await value("Workloads without a way back")).to.deep.equal([2]);
    const [stands] = (await answerOf(images, "What stands on images that cannot be pulled", choice)).filter(
      ({ metric }) => metric.name === "image-resizer",
    );
    expect(stands?.value).to.equal(1);
    const left = await answerOf(images, "Revisions left", choice);
    expect(left.map(({ metric, value: its }) => `${metric.name} ${its}`).sort()).to.deep.equal([
      "cart 0",
      "image-resizer 0",
    ]);
  });

  it("show what a janitor would sweep, and nothing else", async () => {
    const found = async (panel: string, label: string) =>
      (await answerOf(hygiene, panel, { cluster: ["blue"] })).map(({ metric }) => metric[label]).sort();
    expect(await found("Finished Jobs", "job_name")).to.deep.equal(["import", "migrate"]);
    expect(await found("Failed Pods", "pod")).to.deep.equal(["cart-evicted"]);
    expect(await found("Claims that no Pod uses", "persistentvolumeclaim")).to.deep.equal(["orders-old"]);
    expect(await found("Deployments at zero", "deployment")).to.deep.equal(["black-friday"]);
    expect(await found("Unused pull secrets", "name")).to.deep.equal(["of-no-use", "regcred-2023"]);
  });

  it("show how full a cluster is, whatever its metrics are called", async () => {
    for (const cluster of Object.keys(OTHERS)) {
      const share = async (panel: string) =>
        (await answerOf(hygiene, panel, { cluster: [cluster] })).map(({ value }) => Number(value.toFixed(3)));
      expect(await share("Pods on a node")).to.deep.equal([0.909]);
      expect(await share("Ephemeral storage")).to.deep.equal([0.2]);
      expect(await share("Volume")).to.deep.equal([0.97]);
      expect(await share("etcd")).to.deep.equal([cluster === "blue" ? 0.5 : 0.125]);
      expect(await share("Quota")).to.deep.equal([0.9]);
      expect(await share("Memory")).to.deep.equal([0.9]);
    }
  });

  for (const job of Object.keys(EXPORTERS)) {
    it(`Image availability counts the same whatever the names: ${job}`, async () => {
      const choice = { job: [job] };
      const count = async (panel: string) =>
        (await answerOf(images, panel, choice)).map(({ value }) => value);
      expect(await count("Workloads hit")).to.deep.equal([12]);
      expect(await count("Registries down")).to.deep.equal([1]);
      expect(await count("Containers checked")).to.deep.equal([33]);
    });
  }
});

/** The chart's rules, all evaluated with every scrape and firing at once. */
function hastyRules(): readonly object[] {
  const values = fullValues();
  return mergeRules(RULE_DATA, values).groups.map(({ name, rules }) => ({
    name,
    rules: rules.map((rule) => ({ ...rule, ...("for" in rule && { for: "0s" }) })),
  }));
}

/** Serves each generation's exposition below its name. */
async function serveOthers(): Promise<Server> {
  const server = createServer(({ url = "" }, response) => {
    response.end(clusterExposition(url.slice(1) as Generation, Date.now() / 1000));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}
