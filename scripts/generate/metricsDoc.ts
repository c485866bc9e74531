import { REASON_RECORDS, REASONS, type Reason } from "../../src/image/reasons.ts";
import { SKIP_REASONS, SKIP_RECORDS } from "../../src/inventory/skipReason.ts";
import { KINDS_IN_NAMES, MODES } from "../../src/metrics/availabilityModes.ts";
import { FAMILIES, kindModeFamily, modeFamily } from "../../src/metrics/catalogue.ts";
import { METRIC_PREFIX, type MetricFamily } from "../../src/metrics/metricFamily.ts";
import { RUNTIME_CATALOGUE } from "../../src/metrics/runtimeCatalogue.ts";
import type { Generator } from "./generator.ts";
import { markdownTable } from "./markdown.ts";

/** docs/metrics.md: every family, from the catalogue that the exporter itself writes HELP and TYPE from. */
export const metricsDocGenerator: Generator = {
  name: "metrics reference",
  generate: () => [{ path: "docs/metrics.md", text }],
};

const text = `<!-- Generated from src/metrics/catalogue.ts by \`npm run generate\`. Do not edit. -->

# Metrics

\`/metrics\` answers in the Prometheus text format 0.0.4 or, to whoever asks for it by \`Accept\`, in OpenMetrics 1.0, compressed with gzip where \`Accept-Encoding\` allows it. Everything comes from memory: a scrape asks nobody anything.

Names without a prefix stand for \`${METRIC_PREFIX}\` and the name.

## Availability

A container (or init container, or image volume) has samples from its first check on. \`available\` is 1 if the last check found that the image can be pulled; otherwise it is 0 and one of the other modes holds. A check that a registry's rate limit cut short changes nothing.

The same is told under the names of both generations of the original exporter, unless \`config.metrics.names\` picks one: with the kind as a label, and with the kind in the name for ${listed(KINDS_IN_NAMES)}. Of containers with equal labels the worst verdict is shown.

${table(MODES.map(modeFamily))}

With the kind in the name, labelled \`namespace\`, the kind (holding the workload's name), \`container\` and \`image\`, with the same meanings and samples:

${markdownTable(
  KINDS_IN_NAMES,
  MODES.map((mode) => KINDS_IN_NAMES.map((kind) => shortName(kindModeFamily(kind, mode)))),
).trimEnd()}

Rules and dashboards of this project use one family for all that fails. Its \`registry\` is the one that the image's name says, its \`reason\` one of these:

${markdownTable(["reason", "meaning", "alert"], REASONS.map(reasonRow)).trimEnd()}

${table([FAMILIES.unavailable])}

Configured owner labels (\`config.metrics.ownerLabels\`) become \`label_<key>\`, each character that a label's name cannot have replaced by \`_\`; keys that would then be the same are numbered (\`label_a_b\`, \`label_a_b_2\`) in the order of the configuration.

## The exporter's own

${table(Object.values(FAMILIES).filter((family) => family !== FAMILIES.unavailable))}

The label \`reason\` of \`skipped_containers\`:

${markdownTable(
  ["reason", "not checked because", "left out"],
  SKIP_REASONS.map((reason) => {
    const { because, blind } = SKIP_RECORDS[reason];
    return [code(reason), because, blind ? "for want of what the exporter may not see" : "on purpose"];
  }),
).trimEnd()}

The label \`registry\` of the families per registry takes at most \`config.metrics.maxRegistries\` values; whatever comes after them is counted under \`other\`, whose gauges show the worst of them, or their sum. A registry that never answered gives way to one that did.

## The Node.js process

Under the names that dashboards for Node.js expect; those of file descriptors, virtual memory and the data segment exist on Linux only. Of collections of garbage nothing is told: for Node.js to tell of each took a quarter of the CPU of a check.

${markdownTable(
  ["family", "type", "meaning"],
  Object.entries(RUNTIME_CATALOGUE).map(([name, { type, help }]) => [code(name), type, help]),
)}`;

function table(families: readonly MetricFamily[]): string {
  return markdownTable(
    ["family", "type", "labels", "meaning", "samples"],
    families.map(({ name, type, labels, help, emitted }) => [
      shortName({ name }),
      type,
      labels.map(code).join(", "),
      help,
      emitted,
    ]),
  ).trimEnd();
}

function reasonRow(reason: Reason): readonly string[] {
  const { meaning, alert } = REASON_RECORDS[reason];
  const runbook = (name: string) => `[${name}](runbooks/${name}.md)`;
  const alerts =
    alert.unless === undefined
      ? runbook(alert.name)
      : `${runbook(alert.unless)} or, of single images, ${runbook(alert.name)}`;
  return [code(reason), meaning, alerts];
}

function shortName({ name }: Pick<MetricFamily, "name">): string {
  return code(name.slice(METRIC_PREFIX.length));
}

function listed(words: readonly string[]): string {
  return `${words.slice(0, -1).map(code).join(", ")} and ${code(words.at(-1) ?? "")}`;
}

function code(word: string): string {
  return `\`${word}\``;
}
