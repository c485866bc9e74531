import { expect } from "chai";
import {
  type ExpositionFormat,
  OPENMETRICS_TEXT,
  PROMETHEUS_TEXT,
} from "../../src/metrics/expositionFormat.ts";
import { RUNTIME_CATALOGUE } from "../../src/metrics/runtimeCatalogue.ts";
import { runtimeFamilies } from "../../src/metrics/runtimeFamilies.ts";
import { parseExposition } from "../support/parseExposition.ts";

describe("runtimeFamilies()", () => {
  const writers = runtimeFamilies();

  async function written(format: ExpositionFormat): Promise<string> {
    let text = "";
    for (const write of writers) {
      for await (const piece of write(format)) {
        text += piece;
      }
    }
    return text;
  }

  it("writes the families that the catalogue promises", async () => {
    const families = parseExposition(await written(PROMETHEUS_TEXT));
    const types = Object.fromEntries([...families.values()].map(({ name, type }) => [name, type]));
    expect(RUNTIME_CATALOGUE).to.include(types);
    // Elsewhere some cannot be had.
    if (process.platform === "linux") {
      expect(types).to.deep.equal(RUNTIME_CATALOGUE);
    }
  });

  it("names no gauge as counters are named", async () => {
    const families = parseExposition(await written(PROMETHEUS_TEXT));
    const odd = [...families.values()].filter(
      ({ name, type }) => type !== "counter" && name.endsWith("_total"),
    );
    expect(odd.map(({ name }) => name)).to.deep.equal([]);
  });

  it("writes them as OpenMetrics", async () => {
    const families = parseExposition(`${await written(OPENMETRICS_TEXT)}# EOF\n`, OPENMETRICS_TEXT);
    const cpu = families.get("process_cpu_seconds");
    expect(cpu?.type).to.equal("counter");
    expect(cpu?.samples.map(({ name }) => name)).to.deep.equal(["process_cpu_seconds_total"]);
  });

  it("tells the version of Node.js", async () => {
    const [sample] =
      parseExposition(await written(PROMETHEUS_TEXT)).get("nodejs_version_info")?.samples ?? [];
    expect(sample?.labels.version).to.equal(process.version);
  });
});
