// Run by reasons.test.ts: the project's own modules, with one record more in the table of reasons and nothing else
// changed. Prints what they make of it.
import { registerHooks } from "node:module";

const NAME = "signature_missing";
const RECORD = `
  ${NAME}: {
    meaning: "the image has no signature that nodes want",
    modes: false,
    severity: 44,
    telling: { amongCredentials: 54, amongEndpoints: 4 },
    final: true,
    certain: true,
    words: { label: "signature missing", subject: "unsigned", sentence: "no node takes it unsigned" },
    orAbsent: false,
    color: "dark-green",
    alert: { name: "ImageSignatureMissing", summary: " lacks a signature", cause: "C.", remedy: "R.", unless: undefined },
  },
} as const satisfies`;

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context);
    if (!url.endsWith("/src/image/reasons.ts")) {
      return loaded;
    }
    return { ...loaded, source: String(loaded.source).replace("\n} as const satisfies", RECORD) };
  },
});

const { worstVerdict } = await import("../../src/image/outcome.ts");
const { acrossEndpoints, mostInformative } = await import("../../src/registry/combineOutcomes.ts");
const { CATALOGUE } = await import("../../src/metrics/catalogue.ts");
const { AvailabilitySeries } = await import("../../src/metrics/availabilitySeries.ts");
const { availabilityFamilies } = await import("../../src/metrics/availabilityFamilies.ts");
const { PROMETHEUS_TEXT } = await import("../../src/metrics/expositionFormat.ts");
const { IMAGE_ALERTS } = await import("../../rules/imageGroup.ts");
const { INHIBITIONS } = await import("../../notifications/inhibitions.ts");
const { templateFile } = await import("../../notifications/template.ts");
const { FAILURE_TEXTS } = await import("../../dashboards/texts.ts");
const { withAlert } = await import("../../dashboards/withAlert.ts");
const { metricsDocGenerator } = await import("../../scripts/generate/metricsDoc.ts");
const { chunkText } = await import("../support/chunkText.ts");
const { containerLabels } = await import("../metrics/containerLabels.ts");

type Verdict = Parameters<typeof worstVerdict>[0];
type Outcome = Parameters<typeof acrossEndpoints>[0][number];

const ours = NAME as Verdict;
const outcome = (result: string): Outcome => ({ result: result as Verdict, message: "" });
const either = (other: Verdict) => [outcome(other), outcome(NAME)];

const series = new AvailabilitySeries();
series.setVerdict(series.add(containerLabels()), ours);
const exposition = [
  ...availabilityFamilies(
    series.picture(),
    { names: "both", zeros: true, ownerLabels: new Map() },
    PROMETHEUS_TEXT,
  ),
]
  .map(chunkText)
  .join("");
const [doc] = await metricsDocGenerator.generate();

process.stdout.write(
  JSON.stringify({
    worse: {
      available: worstVerdict("available", ours),
      authorization_failure: worstVerdict(ours, "authorization_failure"),
      absent: worstVerdict("absent", ours),
    },
    amongCredentials: {
      available: mostInformative(either("available")).result,
      absent: mostInformative(either("absent")).result,
      registry_unavailable: mostInformative(either("registry_unavailable")).result,
    },
    amongEndpoints: {
      available: acrossEndpoints(either("available")).result,
      absent: acrossEndpoints(either("absent")).result,
      unknown_error: acrossEndpoints(either("unknown_error")).result,
    },
    families: CATALOGUE.map(({ name }) => name).filter((name) => name.includes(NAME)),
    ones: exposition.split("\n").filter((line) => line.endsWith(" 1")),
    alert: (IMAGE_ALERTS as Record<string, unknown>).ImageSignatureMissing,
    muted: Object.entries(INHIBITIONS)
      .filter(([, { targetMatch }]) => JSON.stringify(targetMatch).includes("ImageSignatureMissing"))
      .map(([name]) => name),
    notified: templateFile()
      .split("\n")
      .filter((line) => /unsigned/.test(line)),
    text: FAILURE_TEXTS[NAME],
    runbook: withAlert("x").includes(`"alert", "ImageSignatureMissing", "reason", "${NAME}"`),
    doc: doc?.text.split("\n").filter((line) => line.includes(NAME)),
  }),
);
