import type { Verdict } from "../../../src/image/outcome.ts";
import { REASONS_WITH_MODES } from "../../../src/image/reasons.ts";
import type { ParsedFamily, ParsedSample } from "../../support/parseExposition.ts";

/** Verdicts by `namespace kind/name container`. */
export type Verdicts = Readonly<Record<string, Verdict>>;

const prefix = "k8s_image_availability_exporter_";
/** The kinds that stand in names of families. */
const kindsInNames = ["deployment", "statefulset", "daemonset", "cronjob"];

/**
 * What a scrape says of each container, in all the forms that it says it in: `available{kind}` and
 * `KIND_available` as 0 or 1, `REASON{kind}`, `KIND_REASON` and `unavailable{reason}` as 1 while it is so (without
 * `metrics.zeros`).
 *
 * @throws Error where they do not agree, which may be so for a moment: a scrape takes time
 */
export function readVerdicts(families: ReadonlyMap<string, ParsedFamily>): Verdicts {
  const samples = (name: string): readonly ParsedSample[] => families.get(prefix + name)?.samples ?? [];

  const verdicts: Record<string, Verdict> = {};
  for (const { labels, value } of samples("available")) {
    if (value === "1") {
      verdicts[keyOf(labels)] = "available";
    }
  }
  for (const { labels, value } of samples("unavailable")) {
    expectEqual(value, "1", `unavailable of ${keyOf(labels)}`);
    verdicts[keyOf(labels)] = labels.reason as Verdict;
  }

  const withVerdict = (wanted: Verdict) =>
    Object.entries(verdicts).flatMap(([key, verdict]) => (verdict === wanted ? [key] : []));
  const inNames = (key: string) => kindsInNames.includes(key.split(/[ /]/)[1] ?? "");

  const dense = Object.fromEntries(samples("available").map(({ labels, value }) => [keyOf(labels), value]));
  const expected = Object.entries(verdicts).map(([key, verdict]) => [
    key,
    verdict === "available" ? "1" : "0",
  ]);
  expectEqual(sorted(Object.entries(dense)), sorted(expected), "available");
  const denseByKind = kindsInNames.flatMap((kind) =>
    samples(`${kind}_available`).map(({ labels, value }) => [keyOf(labels, kind), value]),
  );
  expectEqual(sorted(denseByKind), sorted(expected.filter(([key]) => inNames(key ?? ""))), "KIND_available");
  for (const reason of REASONS_WITH_MODES) {
    const keys = withVerdict(reason);
    expectEqual(sorted(keysAt1(samples(reason))), sorted(keys), reason);
    const byKind = kindsInNames.flatMap((kind) => keysAt1(samples(`${kind}_${reason}`), kind));
    expectEqual(sorted(byKind), sorted(keys.filter(inNames)), `KIND_${reason}`);
  }
  return verdicts;
}

function keysAt1(samples: readonly ParsedSample[], kind?: string): string[] {
  return samples.filter(({ value }) => value === "1").map(({ labels }) => keyOf(labels, kind));
}

/** @param kind where it stands in the family's name, and its label holds the workload's name */
function keyOf(labels: Readonly<Record<string, string>>, kind?: string): string {
  const { namespace, container } = labels;
  return kind === undefined
    ? `${namespace} ${labels.kind}/${labels.name} ${container}`
    : `${namespace} ${kind}/${labels[kind]} ${container}`;
}

const sorted = (list: readonly unknown[]): string[] => list.map((item) => JSON.stringify(item)).sort();

function expectEqual(given: unknown, expected: unknown, what: string): void {
  const [a, b] = [JSON.stringify(given), JSON.stringify(expected)];
  if (a !== b) {
    throw new Error(`The families do not agree on ${what}: ${a} against ${b}`);
  }
}
