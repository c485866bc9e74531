import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { mergeRules } from "../../rules/mergeRules.ts";
import { RULE_DATA } from "../../rules/ruleData.ts";
import { startDemoCluster } from "../../src/demo/cluster/demoCluster.ts";
import { inNamespace } from "../../src/demo/cluster/objects.ts";
import { REASONS } from "../../src/image/reasons.ts";
import { systemClock } from "../../src/time/clock.ts";
import { fullValues } from "../../test/dashboards/boards.ts";
import type { Choice } from "../../test/dashboards/interpolate.ts";
import { prefix, startExporter } from "../../test/e2e/harness/startExporter.ts";
import { type Prometheus, startPrometheus } from "../../test/e2e/harness/startPrometheus.ts";
import { temporaryFolder } from "../../test/e2e/harness/temporaryFolder.ts";
import { clusterExposition } from "../../test/support/clusterExposition.ts";
import { createPast } from "../../test/support/createPast.ts";

/** What is looked at, by what is chosen for it. No cluster: series have no such label. */
export const SITUATIONS: Readonly<Record<string, Choice>> = {
  trouble: { cluster: [""] },
  calm: { cluster: ["calm"] },
  "no-data": { cluster: ["nowhere"] },
  clusters: { cluster: ["blue", "green"] },
};

/** What prometheus-operator adds where the chart's ServiceMonitor has it scrape, and what Thanos sees beside. */
const SCRAPE = {
  job: "image-availability-exporter",
  instance: "10.0.3.17:8080",
  container: "exporter",
  endpoint: "http",
  namespace: "monitoring",
  pod: "image-availability-exporter-6f8c7d9b5-x2x7q",
  service: "image-availability-exporter",
  prometheus: "monitoring/k8s",
  prometheus_replica: "prometheus-k8s-0",
};

/** Everything is looked at, and often enough for something to be seen of it. */
const ARGS = [
  "--check-period=400ms",
  "--schedule-recheck-window=15s",
  "--schedule-failed-recheck-period=3s",
  "--hygiene-pull-secrets",
  "--hygiene-workloads",
  "--running-enabled",
  "--workloads-revisions=3",
  "--schedule-revision-window=2s",
];

/** An exporter over the demo's cluster, and a Prometheus that scraped it for so long, as of several clusters. */
export async function startWorld(seconds: number): Promise<Prometheus & AsyncDisposable> {
  await using starting = new AsyncDisposableStack();
  const world = await startDemoCluster({ clock: systemClock });
  starting.defer(() => world.stop());
  world.registries.hub.setQuota({ limit: 100, windowMs: 3_600_000, countsHead: false });
  world.server.createAll([inNamespace("shop").pullSecret("of-no-use", {})]);
  createPast(world);
  const kubeconfig = join(await temporaryFolder("preview"), "kubeconfig");
  await writeFile(kubeconfig, JSON.stringify(world.server.kubeconfig()));
  const exporter = await startExporter({ kubeconfig, args: ARGS });
  starting.defer(() => exporter.stop());
  const named = async () => {
    const { hub, shop, legacy, edge } = world.registries;
    const names = new Map([
      [hub.host, "mirror.example.com"],
      [shop.host, "registry.shop.example.com"],
      [legacy.host, "legacy.example.com:5000"],
      [edge.host, "edge.example.com"],
    ]);
    return (await exporter.text("/metrics")).replace(/127\.0\.0\.1:\d+/g, (host) => names.get(host) ?? host);
  };
  const pages: Readonly<Record<string, () => string | Promise<string>>> = {
    "/exporter": named,
    "/calm": async () => calmed(await named()),
    "/others": () => clusterExposition("new", Date.now() / 1000),
  };
  const server = createServer(async ({ url = "" }, response) => {
    response.end(await pages[url]?.());
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  starting.defer(() => {
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const target = (path: string, labels: Readonly<Record<string, string>>) => ({
    url: new URL(`http://127.0.0.1:${port}${path}`),
    labels,
  });
  const prometheus = await startPrometheus(
    {
      one: target("/exporter", SCRAPE),
      blue: target("/exporter", { ...SCRAPE, cluster: "blue" }),
      green: target("/exporter", { ...SCRAPE, cluster: "green" }),
      calm: target("/calm", { ...SCRAPE, cluster: "calm" }),
      othersOfOne: target("/others", {}),
      othersOfBlue: target("/others", { cluster: "blue" }),
      othersOfGreen: target("/others", { cluster: "green" }),
    },
    { ruleGroups: mergeRules(RULE_DATA, fullValues()).groups },
  );
  starting.defer(() => prometheus.stop());
  console.log(`Prometheus scrapes for ${seconds} s`);
  // Something to see over time: a registry that comes back, and one that goes.
  await setTimeout(seconds * 400);
  world.registries.legacy.setDown(true);
  await setTimeout(seconds * 300);
  world.registries.legacy.setDown(false);
  await setTimeout(seconds * 300);
  const running = starting.move();
  return { ...prometheus, [Symbol.asyncDispose]: () => running.disposeAsync() };
}

const TROUBLE = new RegExp(
  `^${prefix}(unavailable|image_(nodes|moved)|workload_(replicas|hygiene)|rollback_(unavailable|revisions)|(invalid|missing|unused)_pull_secrets|(\\w+_)?(${REASONS.join("|")}))\\{|_checks_total\\{.*result="(?!available)`,
);

/** What an exporter would say were all well: its exposition without what is wrong. */
function calmed(exposition: string): string {
  return exposition
    .split("\n")
    .filter((line) => !TROUBLE.test(line))
    .map((line) => line.replace(/^(\w+_(?:available|registry_up)\{.*\}) 0$/, "$1 1"))
    .map((line) => line.replace(/^(\w+_(?:registry_rate_limited|skipped_containers)\{.*\}) \d+$/, "$1 0"))
    .join("\n");
}
