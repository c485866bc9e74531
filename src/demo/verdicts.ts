import { request } from "undici";
import type { Clock } from "../time/clock.ts";
import { delay } from "../time/delay.ts";
import { readSamples, type Sample } from "./readSamples.ts";

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
  /** Whether the cluster is listed and every target was checked at least once. */
  readonly complete: boolean;
}

const PREFIX = "k8s_image_availability_exporter_";
/** Far more than thirty workloads make. */
const MAX_BYTES = 16 * 1024 * 1024;
const POLL_MS = 50;

/**
 * Scrapes the exporter until everything was checked once.
 *
 * @param url the exporter's address
 * @param timeoutMs after this, what is known by then is returned, with `complete` false
 * @throws Error where there is no answer; `signal.reason` when `signal` aborts
 */
export async function awaitFindings(
  url: string,
  { clock, timeoutMs, signal }: { clock: Clock; timeoutMs: number; signal: AbortSignal },
): Promise<Findings> {
  const deadline = clock.monotonic() + timeoutMs;
  for (;;) {
    const findings = readFindings(await scrape(url, signal));
    if (findings.complete || clock.monotonic() >= deadline) return findings;
    await delay(POLL_MS, { clock, signal });
  }
}

async function scrape(url: string, signal: AbortSignal): Promise<string> {
  const { statusCode, body } = await request(`${url}/metrics`, { signal });
  if (statusCode !== 200) throw new Error(`Cannot read ${url}/metrics: it answers ${statusCode}`);
  let text = "";
  for await (const chunk of body.setEncoding("utf8")) {
    text += chunk;
    if (text.length > MAX_BYTES)
      throw new Error(`Cannot read ${url}/metrics: it has more than ${MAX_BYTES} bytes`);
  }
  return text;
}

/** Reads an exposition of the exporter's. */
export function readFindings(text: string): Findings {
  const families = new Map<string, Sample[]>();
  for (const sample of readSamples(text)) {
    if (!sample.name.startsWith(PREFIX)) continue;
    const name = sample.name.slice(PREFIX.length);
    const samples = families.get(name);
    if (samples) samples.push(sample);
    else families.set(name, [sample]);
  }
  const family = (name: string) => families.get(name) ?? [];
  const sum = (name: string) => family(name).reduce((total, { value }) => total + value, 0);

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
    complete: sum("ready") === 1 && sum("checks_total") >= sum("targets"),
  };
}

function keyOf({ namespace, kind, name, container, image }: Readonly<Record<string, string>>): string {
  return [namespace, kind, name, container, image].join("\0");
}
