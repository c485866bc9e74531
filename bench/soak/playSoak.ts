import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { ApiError } from "../../src/demo/apiServer/apiError.ts";
import { startDemoCluster } from "../../src/demo/cluster/demoCluster.ts";
import type { Holdings } from "../children/soakedExporter.ts";
import { Child } from "../support/child.ts";
import { scrape } from "../support/scrape.ts";
import { churn, markOf } from "./churn.ts";
import { fastClock } from "./fastClock.ts";
import { SCRAPERS } from "./scrapers.ts";

/** How many times as fast as the world's the time of a soak is: a day takes ten minutes. */
export const FACTOR = 144;
/** A round, in seconds of the soak's time: twelve minutes of churn, then eight in which all settles. */
export const ROUND_SECONDS = 1200;
const SCRAPE_SECONDS = 15;
/** How long verdicts may take at most to be what they were, in milliseconds: on a machine that is busy with other things, long. */
const SETTLE_MS = 120_000;
/** Rounds before anything is compared: code gets compiled, pools and tables get their size. */
const WARM_UP = 3;
/** What may come and go between two looks: idle connections, a look at a file. */
const SPARE_HANDLES = 12;
const SPARE_HEAP_MB = 4;
/** In each round, for names that are kept to be shared until their pools are full (`createInterner`, `BoundedMap`). */
const POOLED_MB = 0.05;
const SPARE_SERIES = 20;

/** What the exporter held at the end of a round. */
export interface SoakRound extends Holdings {
  readonly series: number;
}

export interface SoakReport {
  readonly rounds: readonly SoakRound[];
  /** What is not as it was, a line each; empty where the exporter stood it. */
  readonly faults: readonly string[];
}

/**
 * Plays rounds of churn to an exporter in a process of its own, on the demo's cluster, both in compressed time, and holds
 * what it says and what it holds on to after each to where they were.
 *
 * @param folder for its log
 * @param random uniform in [0, 1)
 */
export async function playSoak({
  rounds: count,
  folder,
  random,
  signal,
  say = () => {},
}: {
  rounds: number;
  folder: string;
  random: () => number;
  signal: AbortSignal;
  say?: (text: string) => void;
}): Promise<SoakReport> {
  const world = await startDemoCluster({ clock: fastClock(FACTOR) });
  const module = fileURLToPath(new URL("../children/soakedExporter.ts", import.meta.url));
  const nodeFlags = ["--expose-gc", "--max-semi-space-size=2"];
  const child = new Child({ name: "soaked", module, folder, signal, nodeFlags });
  const faults: string[] = [];
  const rounds: SoakRound[] = [];
  try {
    const kubeconfig = world.server.kubeconfig();
    const url = await child.ask<string>("start", { kubeconfig, factor: FACTOR });
    const expected = await untilSettled(url, undefined, signal);
    for (let round = 0; round < count; round++) {
      const endMs = performance.now() + (ROUND_SECONDS * 1000) / FACTOR;
      await playRound(churn(world, round, random), { url, random, signal });
      await sleep(Math.max(0, endMs - performance.now()), undefined, { signal });
      const text = await untilSettled(url, expected.verdicts, signal);
      const holdings = await child.ask<Holdings>("measure");
      rounds.push({ ...holdings, series: text.series.length });
      const { heapMb, rssMb, descriptors } = holdings;
      say(
        `round ${round + 1}: heap ${heapMb.toFixed(1)} MB, rss ${rssMb.toFixed(0)} MB, ${descriptors} descriptors, ${text.series.length} series`,
      );
      // Names are looked up in real time: what was asked late in a round may be answered after its end.
      const left = text.series.filter((series) => series.includes(markOf(round - 1)));
      if (left.length > 0) {
        faults.push(`round ${round + 1}: ${left.length} series of what is long gone, such as ${left[0]}`);
      }
    }
    faults.push(...grown(rounds), ...(rounds.at(-1)?.errors ?? []).map((line) => `logged: ${line}`));
    const kept = await child.ask<readonly string[]>("stop");
    if (kept.length > 0) {
      faults.push(`stopped, it holds on to ${kept.join(", ")}`);
    }
    return { rounds, faults };
  } finally {
    await child.stop();
    await world.stop();
  }
}

interface Scraped {
  /** Samples that say what is available and what is not, and why. */
  readonly verdicts: readonly string[];
  /** Names and labels. */
  readonly series: readonly string[];
}

/** Waits until the verdicts are what they were, or at first until they stay the same. */
async function untilSettled(
  url: string,
  expected: readonly string[] | undefined,
  signal: AbortSignal,
): Promise<Scraped> {
  const endMs = performance.now() + SETTLE_MS;
  let before: readonly string[] = [];
  while (true) {
    // Who comes while a crowd is there may have to give way.
    const answer = await scrape(`${url}/metrics`).catch(() => undefined);
    const lines = (answer?.body ?? "").toString().split("\n");
    const samples = lines.filter((line) => line !== "" && !line.startsWith("#"));
    const verdicts = samples.filter((line) =>
      /^k8s_image_availability_exporter_(?:un)?available\{/.test(line),
    );
    const same = verdicts.length > 0 && verdicts.join("\n") === (expected ?? before).join("\n");
    if (same) {
      return { verdicts, series: samples.map((line) => line.slice(0, line.lastIndexOf(" "))) };
    }
    if (performance.now() > endMs) {
      const wanted = new Set(expected);
      const given = new Set(verdicts);
      const strange = verdicts.filter((line) => !wanted.has(line));
      const missing = [...wanted].filter((line) => !given.has(line));
      throw new Error(
        `the verdicts are not what they were: ${[...strange, ...missing.map((line) => `(missing) ${line}`)].slice(0, 4).join("; ")}`,
      );
    }
    before = verdicts;
    await sleep(500, undefined, { signal });
  }
}

/** Plays the acts of a round, and scrapes meanwhile. */
async function playRound(
  acts: ReturnType<typeof churn>,
  { url, random, signal }: { url: string; random: () => number; signal: AbortSignal },
): Promise<void> {
  const beganMs = performance.now();
  const clients = new Set<Promise<void>>();
  const pending = [...acts];
  for (let at = 0; pending.length > 0; at += SCRAPE_SECONDS) {
    while (pending[0] !== undefined && pending[0].at <= at) {
      await perform(pending.shift()!);
    }
    const scraper = SCRAPERS[Math.floor(random() * SCRAPERS.length)]!;
    const client = scraper(url).finally(() => clients.delete(client));
    clients.add(client);
    const nextMs = beganMs + ((at + SCRAPE_SECONDS) * 1000) / FACTOR;
    await sleep(Math.max(0, nextMs - performance.now()), undefined, { signal });
  }
  await Promise.all(clients);
}

/** What is forbidden, stopped or gone at the moment cannot be changed: that is a part of the churn. */
async function perform({ name, run }: { name: string; run(): unknown }): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (!(error instanceof ApiError)) {
      throw new Error(`${name}: ${String(error)}`, { cause: error });
    }
  }
}

/**
 * What has become more, from the first half after the warm-up to the second: at the least, since all of it goes up and
 * down from round to round, and what is never let go lifts the least as well.
 */
function grown(rounds: readonly SoakRound[]): readonly string[] {
  const compared = rounds.slice(WARM_UP);
  const half = Math.ceil(compared.length / 2);
  const handlesOf = ({ handles }: SoakRound) => Object.values(handles).reduce((sum, each) => sum + each, 0);
  const figures: readonly (readonly [string, (round: SoakRound) => number, number])[] = [
    ["MB of heap", ({ heapMb }) => heapMb, SPARE_HEAP_MB + POOLED_MB * compared.length],
    ["open files and sockets", ({ descriptors }) => descriptors, SPARE_HANDLES],
    ["handles", handlesOf, SPARE_HANDLES],
    ["series", ({ series }) => series, SPARE_SERIES],
  ];
  return figures.flatMap(([what, of, spare]) => {
    const before = Math.min(...compared.slice(0, half).map(of));
    const after = Math.min(...compared.slice(half).map(of));
    return after > before + spare ? [`${what}: from ${before.toFixed(1)} to ${after.toFixed(1)}`] : [];
  });
}
