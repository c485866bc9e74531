import { expect } from "chai";
import { EXPORTER_ALERTS } from "../../rules/exporterGroup.ts";
import { RECREATION_ALERTS } from "../../rules/recreationGroup.ts";
import { REGISTRY_ALERTS } from "../../rules/registryGroup.ts";
import { REASON_RECORDS, REASONS } from "../../src/image/reasons.ts";
import { SKIP_REASONS } from "../../src/inventory/skipReason.ts";
import { CATALOGUE } from "../../src/metrics/catalogue.ts";
import { METRIC_PREFIX } from "../../src/metrics/metricFamily.ts";
import { loadOf } from "../config/loadOf.ts";
import { documentOf, tableUnder } from "./documents.ts";
import { logMessages } from "./logMessages.ts";

const PAGE = "docs/troubleshooting.md";
const quoted = (cell = "") => [...cell.matchAll(/`([^`]+)`/g)].map(([, text]) => text!);
/** What the first column of a table has in quotes. */
const symptoms = (heading: string) => tableUnder(PAGE, heading).flatMap(([cell]) => quoted(cell));

describe("docs/troubleshooting.md", () => {
  it("leads from every reason to the runbook of its alert", () => {
    const rows = tableUnder(PAGE, "An image that cannot be pulled");
    expect(symptoms("An image that cannot be pulled")).to.have.members(REASONS);
    for (const [cell, , remedy] of rows) {
      const { alert } = REASON_RECORDS[quoted(cell)[0] as (typeof REASONS)[number]];
      for (const name of [alert.name, ...(alert.unless === undefined ? [] : [alert.unless])]) {
        expect(remedy, cell).to.include(`(runbooks/${name}.md)`);
      }
    }
  });

  it("leads on from every reason not to check an image", () => {
    expect(symptoms("An image without a verdict")).to.have.members(SKIP_REASONS);
  });

  it("has every alert on the exporter and on registries", () => {
    const named = tableUnder(PAGE, "An alert on the exporter").flatMap(([cell = ""]) =>
      [...cell.matchAll(/\[(\w+)\]\(runbooks\/\1\.md\)/g)].map(([, name]) => name!),
    );
    expect(named).to.have.members(Object.keys({ ...EXPORTER_ALERTS, ...REGISTRY_ALERTS }));
  });

  it("names series that there are, and all that alerts on the exporter look at", () => {
    const families = new Set(CATALOGUE.map(({ name }) => name.replace(METRIC_PREFIX, "")));
    const named = symptoms("A series of the exporter");
    expect(named.filter((name) => !families.has(name))).to.deep.equal([]);
    const alerts = JSON.stringify({ ...EXPORTER_ALERTS, ...REGISTRY_ALERTS, ...RECREATION_ALERTS });
    const looked = [...alerts.matchAll(new RegExp(`${METRIC_PREFIX}([a-z_]+)`, "g"))].map(
      ([, name]) => name!,
    );
    const gauges = CATALOGUE.filter(({ type }) => type === "gauge").map(({ name }) =>
      name.replace(METRIC_PREFIX, ""),
    );
    // The others say what there is, not what is wrong.
    const calm =
      /^((\w+_)?available|unavailable|skipped_containers|targets|images|workload_replicas|build_info|registry_requests.*|checks.*)$/;
    const telling = looked.filter((name) => gauges.includes(name) && !calm.test(name));
    expect(telling).to.have.length.above(5);
    expect(named).to.include.members(telling);
  });

  it("knows every warning and error of the log, and none that there is not", () => {
    const messages = logMessages();
    expect(messages).to.have.length.above(20);
    const phrases = symptoms("A line of the log").filter((text) => / /.test(text));
    const says = (message: string, phrase: string) => message.includes(phrase);
    expect(messages.filter((message) => !phrases.some((phrase) => says(message, phrase)))).to.deep.equal([]);
    expect(phrases.filter((phrase) => !messages.some((message) => says(message, phrase)))).to.deep.equal([]);
  });
});

describe("docs/concepts.md", () => {
  it("has the numbers that are the defaults", async () => {
    const { schedule, registries } = (await loadOf({})).config;
    expect(schedule).to.deep.include({
      ...{
        checkPeriod: 15_000,
        recheckWindow: 600_000,
        failedRecheckPeriod: 60_000,
        revisionWindow: 21_600_000,
      },
    });
    const { concurrency, requestsPerSecond, hosts } = registries;
    const { text } = documentOf("docs/concepts.md");
    for (const said of [
      "within ten minutes, what has gone unchecked for longest first, a portion every 15 seconds",
      "| what cannot be pulled | every minute |",
      "| older revisions | within six hours |",
      `${concurrency} checks at a time and ${requestsPerSecond} requests a second, Docker Hub ${hosts["docker.io"]?.requestsPerSecond} (`,
    ]) {
      expect(text).to.include(said);
    }
  });

  const rows = tableUnder("docs/concepts.md", "What it makes of the answer");
  it("has every reason, and tells the certain ones from the others", () => {
    expect(rows.flatMap(([, , reason]) => quoted(reason))).to.have.members(REASONS);
    const [, open = ""] =
      /\*Certain\* are all reasons but ([^.]*?), which/.exec(documentOf("docs/concepts.md").text) ?? [];
    expect(quoted(open)).to.have.members(REASONS.filter((reason) => !REASON_RECORDS[reason].certain));
  });
});
