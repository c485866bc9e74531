import { Agent } from "undici";
import type { Clock } from "../time/clock.ts";
import { delay } from "../time/delay.ts";
import { readSamples } from "./readSamples.ts";

/** What the exporter says of one container. */
export interface ContainerVerdict {
  readonly namespace: string;
  readonly kind: string;
  readonly name: string;
  readonly container: string;
  readonly image: string;
  /** `available`, or the reason why it is not. */
  readonly verdict: string;
}

/** What the exporter's metrics tell, read as Prometheus would read them. */
export interface Findings {
  readonly verdicts: readonly ContainerVerdict[];
  /** Containers that are deliberately not checked, by reason. */
  readonly skipped: ReadonlyMap<string, number>;
}

const PREFIX = "k8s_image_availability_exporter_";
/** Far more than thirty workloads make. */
const MAX_BYTES = 16 * 1024 * 1024;
const POLL_MS = 20;

/** What of a running exporter tells how far it has come. */
export interface ProgressSource {
  readonly readiness: { report(): { readonly ready: boolean } };
  readonly metrics: { readonly undecidedSeries: number };
}

/**
 * Waits until the cluster is listed and every container has a verdict.
 *
 * @param timeoutMs how long at most, in milliseconds
 * @returns whether it came to that in time
 * @throws `signal.reason` when `signal` aborts
 */
export async function awaitVerdicts(
  { readiness, metrics }: ProgressSource,
  { clock, timeoutMs, signal }: { clock: Clock; timeoutMs: number; signal: AbortSignal },
): Promise<boolean> {
  const deadline = clock.monotonic() + timeoutMs;
  while (!readiness.report().ready || metrics.undecidedSeries > 0) {
    if (clock.monotonic() >= deadline) {
      return false;
    }
    await delay(POLL_MS, { clock, signal });
  }
  return true;
}

/**
 * Scrapes an exporter.
 *
 * @param url its address
 * @throws Error where there is no answer; `signal.reason` when `signal` aborts
 */
export async function scrapeFindings(url: string, { signal }: { signal: AbortSignal }): Promise<Findings> {
  return readFindings(await scrape(url, signal));
}

async function scrape(url: string, signal: AbortSignal): Promise<string> {
  const agent = new Agent();
  try {
    const { statusCode, body } = await agent.request({
      origin: url,
      path: "/metrics",
      method: "GET",
      signal,
    });
    if (statusCode !== 200) {
      throw new Error(`Cannot read ${url}/metrics: it answers ${statusCode}`);
    }
    let text = "";
    for await (const chunk of body.setEncoding("utf8")) {
      text += chunk;
      if (text.length > MAX_BYTES) {
        throw new Error(`Cannot read ${url}/metrics: it has more than ${MAX_BYTES} bytes`);
      }
    }
    return text;
  } finally {
    await agent.destroy();
  }
}

/** Reads an exposition of the exporter's. */
export function readFindings(text: string): Findings {
  const samples = Map.groupBy(readSamples(text), ({ name }) => name);
  const family = (name: string) => samples.get(PREFIX + name) ?? [];

  const reasons = new Map(family("unavailable").map(({ labels }) => [keyOf(labels), labels.reason ?? ""]));
  const verdicts = family("available").map(({ labels }): ContainerVerdict => {
    const { namespace = "", kind = "", name = "", container = "", image = "" } = labels;
    return { namespace, kind, name, container, image, verdict: reasons.get(keyOf(labels)) ?? "available" };
  });
  const key = (verdict: ContainerVerdict) => keyOf({ ...verdict });
  return {
    verdicts: verdicts.sort((a, b) => (key(a) < key(b) ? -1 : 1)),
    skipped: new Map(
      family("skipped_containers")
        .filter(({ value }) => value > 0)
        .map(({ labels, value }) => [labels.reason ?? "", value]),
    ),
  };
}

function keyOf({ namespace, kind, name, container, image }: Readonly<Record<string, string>>): string {
  return [namespace, kind, name, container, image].join("\0");
}
