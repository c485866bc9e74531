import { readFile, rm } from "node:fs/promises";
import { bundle } from "../../support/bundle.ts";
import { type ParsedFamily, parseExposition } from "../../support/parseExposition.ts";
import { readVerdicts, type Verdicts } from "./readVerdicts.ts";
import { type RunningProcess, startProcess } from "./startProcess.ts";
import { temporaryFolder } from "./temporaryFolder.ts";
import { type WaitOptions, waitUntil } from "./waitUntil.ts";

export interface ExporterOptions {
  readonly kubeconfig: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Whether to wait for /readyz. Default: true. */
  readonly untilReady?: boolean;
}

/** An exporter in a process of its own. */
export interface RunningExporter {
  readonly url: string;
  readonly process: RunningProcess;
  /** The body of a page, whatever its status. */
  readonly text: (path: string) => Promise<string>;
  readonly scrape: () => Promise<ReadonlyMap<string, ParsedFamily>>;
  /** What a scrape says of containers; see `readVerdicts`. */
  readonly verdicts: () => Promise<Verdicts>;
  /** Waits until the containers have these verdicts, and no other container has any. */
  readonly says: (expected: Verdicts, options?: WaitOptions) => Promise<void>;
  /** The value of one sample, its name without the common prefix; undefined when there is none. */
  readonly value: (name: string, labels?: Readonly<Record<string, string>>) => Promise<number | undefined>;
  /** Waits until the sample has the value. */
  readonly counts: (
    name: string,
    labels: Readonly<Record<string, string>>,
    expected: number | undefined | ((value: number) => boolean),
    options?: WaitOptions,
  ) => Promise<void>;
  /** The lines of its log so far. */
  readonly log: () => Promise<readonly LogLine[]>;
  /**
   * Ends it in good order.
   *
   * @throws Error unless it ends with 0, and without having complained about itself
   */
  readonly stop: () => Promise<void>;
}

export type LogLine = Readonly<Record<string, unknown>> & { readonly msg: string };

export const prefix = "k8s_image_availability_exporter_";

/** Checks that follow each other fast enough for a test to see: a whole round in two seconds. */
export const quickChecks: readonly string[] = [
  "--check-period=400ms",
  "--schedule-recheck-window=2s",
  "--schedule-failed-recheck-period=400ms",
];

/** Checks only because of what happens: no target's turn ever comes by itself. */
export const noRechecks: readonly string[] = [
  "--check-period=24h",
  "--schedule-recheck-window=168h",
  "--schedule-failed-recheck-period=24h",
];

/** What the exporter says of itself when something went wrong that should not be able to. */
const complaints = /unhandled rejection|internal error|unforeseen way/;

/**
 * Starts the bundle on a free port of 127.0.0.1 with the present runtime, an empty home, and nothing of this
 * process's environment. It goes away at once when stopped.
 */
export async function startExporter(options: ExporterOptions): Promise<RunningExporter> {
  const folder = await temporaryFolder("exporter");
  const server = await startProcess({
    name: "exporter",
    command: process.execPath,
    args: [
      await bundle(),
      "run",
      `--kubeconfig=${options.kubeconfig}`,
      "--bind-address=127.0.0.1:0",
      "--log-format=json",
      ...(options.args ?? []),
    ],
    env: { PATH: process.env.PATH, HOME: folder, IAE_SERVER_SHUTDOWN_DELAY: "0s", ...options.env },
    folder,
  });
  let url = "";
  await server.ready(async (signal) => {
    url ||= /serving metrics at (\S+)\/metrics/.exec(await readFile(server.logFile, "utf8"))?.[1] ?? "";
    if (url === "" || options.untilReady === false) {
      return url !== "";
    }
    return (await fetch(`${url}/readyz`, { signal })).status === 200;
  });

  const scrape = async () => {
    const answer = await fetch(`${url}/metrics`, { signal: AbortSignal.timeout(10_000) });
    const text = await answer.text();
    if (answer.status !== 200) {
      throw new Error(`Cannot scrape the exporter: ${answer.status} ${text}`);
    }
    return parseExposition(text);
  };
  const verdicts = async () => readVerdicts(await scrape());
  const value: RunningExporter["value"] = async (name, labels = {}) => {
    const base = prefix + name;
    const family = (await scrape()).get(base);
    const sample = family?.samples.find(({ labels: given }) =>
      Object.entries(labels).every(([key, text]) => given[key] === text),
    );
    return sample && Number(sample.value);
  };
  /** A look at something that fails while the exporter is not there says so. */
  const watching = async (what: string, look: () => Promise<boolean>, waitOptions?: WaitOptions) => {
    try {
      await waitUntil(
        what,
        async () => {
          if (server.hasExited()) {
            return "exited";
          }
          return (await look()) && "seen";
        },
        waitOptions,
      );
      if (server.hasExited()) {
        throw new Error(`Cannot see ${what}: the exporter exited`);
      }
    } catch (error) {
      throw new Error(`${(error as Error).message}\n--- end of its log ---\n${await server.tail()}`, {
        cause: error,
      });
    }
  };
  return {
    url,
    process: server,
    text: async (path) => {
      const answer = await fetch(`${url}${path}`, { signal: AbortSignal.timeout(10_000) });
      return await answer.text();
    },
    scrape,
    verdicts,
    says: (expected, waitOptions) =>
      watching(
        "the expected verdicts",
        async () => {
          const difference = differences(await verdicts(), expected);
          if (difference.length > 0) {
            throw new Error(`\n${difference.join("\n")}`);
          }
          return true;
        },
        waitOptions,
      ),
    value,
    counts: (name, labels, expected, waitOptions) =>
      watching(
        `${name}${JSON.stringify(labels)} ${typeof expected === "function" ? "as expected" : `at ${expected}`}`,
        async () => {
          const given = await value(name, labels);
          const fits =
            typeof expected === "function" ? given !== undefined && expected(given) : given === expected;
          if (!fits) {
            throw new Error(`it is ${given}`);
          }
          return true;
        },
        waitOptions,
      ),
    log: async () =>
      (await readFile(server.logFile, "utf8"))
        .split("\n")
        .filter((line) => line.startsWith("{"))
        .map((line): LogLine => JSON.parse(line)),
    async stop() {
      const code = await server.stop();
      const complaint = complaints.exec(await readFile(server.logFile, "utf8"));
      if (code !== 0 || complaint !== null) {
        throw new Error(
          `Cannot take the exporter's end (${code}) for good: ${complaint?.[0] ?? "exit code"}\n${await server.tail()}`,
        );
      }
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function differences(given: Verdicts, expected: Verdicts): string[] {
  const keys = [...new Set([...Object.keys(given), ...Object.keys(expected)])].sort();
  return keys
    .filter((key) => given[key] !== expected[key])
    .map((key) => `${key}: expected ${expected[key] ?? "nothing"}, given ${given[key] ?? "nothing"}`);
}
