import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { stringify } from "yaml";
import { locateTool } from "../tools/locateTool.ts";
import { freePorts } from "./freePorts.ts";
import { startProcess } from "./startProcess.ts";
import { temporaryFolder } from "./temporaryFolder.ts";

/** One series of an instant vector. */
export interface QueriedSample {
  readonly metric: Readonly<Record<string, string>>;
  readonly value: number;
}

export interface Prometheus {
  readonly url: string;
  /** Evaluates PromQL now; the result must be an instant vector. */
  readonly query: (promql: string) => Promise<readonly QueriedSample[]>;
  /** The `data` of an endpoint of its HTTP API below /api/v1/. */
  readonly api: <T>(path: string) => Promise<T>;
  readonly stop: () => Promise<void>;
}

export interface PrometheusOptions {
  /** Elements of `scrape_configs` beside those of the targets. */
  readonly scrapeConfigs?: readonly object[];
  /** Groups of rules, evaluated every second where they say nothing else. */
  readonly ruleGroups?: readonly object[];
  /** Where alerts go. */
  readonly alertmanager?: URL;
  /** Labels of every alert that it sends. */
  readonly externalLabels?: Readonly<Record<string, string>>;
}

/** What a job scrapes, and the labels that this adds to every series. */
export interface ScrapeTarget {
  readonly url: URL;
  readonly labels: Readonly<Record<string, string>>;
}

/** Starts a Prometheus on a free port that scrapes each job's target every second, and keeps the labels it finds. */
export async function startPrometheus(
  targets: Readonly<Record<string, URL | ScrapeTarget>>,
  { scrapeConfigs = [], ruleGroups = [], alertmanager, externalLabels = {} }: PrometheusOptions = {},
): Promise<Prometheus> {
  await using starting = new AsyncDisposableStack();
  const folder = await temporaryFolder("prometheus");
  starting.defer(() => rm(folder, { recursive: true, force: true }));
  const [port] = await freePorts(1);
  const url = `http://127.0.0.1:${port}`;
  const configurationFile = join(folder, "prometheus.yml");
  const rulesFile = join(folder, "rules.yml");
  await writeFile(rulesFile, stringify({ groups: ruleGroups }));
  const plain = Object.entries(targets).map(([job, target]) => {
    const { url: page, labels } = target instanceof URL ? { url: target, labels: {} } : target;
    return {
      job_name: job,
      honor_labels: true,
      metrics_path: page.pathname,
      static_configs: [{ targets: [page.host], labels }],
    };
  });
  const configuration = {
    global: {
      scrape_interval: "1s",
      scrape_timeout: "1s",
      evaluation_interval: "1s",
      external_labels: externalLabels,
    },
    rule_files: [rulesFile],
    ...(alertmanager !== undefined && {
      alerting: { alertmanagers: [{ static_configs: [{ targets: [alertmanager.host] }] }] },
    }),
    scrape_configs: [...plain, ...scrapeConfigs],
  };
  await writeFile(configurationFile, stringify(configuration));
  const server = await startProcess({
    name: "prometheus",
    command: await locateTool("prometheus"),
    args: [
      ...["--config.file", configurationFile, "--storage.tsdb.path", join(folder, "data")],
      ...["--web.listen-address", `127.0.0.1:${port}`, "--log.level", "warn"],
    ],
    folder,
  });
  starting.defer(async () => {
    await server.stop({ signal: "SIGKILL" });
  });
  await server.ready(async (signal) => (await fetch(`${url}/-/ready`, { signal })).status === 200);

  const api = async <T>(path: string): Promise<T> => {
    const answer = await fetch(`${url}/api/v1/${path}`, { signal: AbortSignal.timeout(10_000) });
    const body = (await answer.json()) as { status: string; error?: string; data: T };
    if (body.status !== "success") {
      throw new Error(`Cannot ask Prometheus for ${path}: ${body.error}`);
    }
    return body.data;
  };
  const running = starting.move();
  return {
    url,
    api,
    async query(promql) {
      const { result } = await api<{
        result: { metric: Record<string, string>; value: [number, string] }[];
      }>(`query?${new URLSearchParams({ query: promql })}`);
      return result.map(({ metric, value: [, value] }) => ({ metric, value: Number(value) }));
    },
    stop: () => running.disposeAsync(),
  };
}
