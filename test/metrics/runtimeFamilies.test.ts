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
    const promised = Object.fromEntries(
      Object.entries(RUNTIME_CATALOGUE).map(([name, { type }]) => [name, type]),
    );
    expect(promised).to.include(types);
    // Elsewhere some cannot be had.
    if (process.platform === "linux") {
      expect(types).to.deep.equal(promised);
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

  it("tells of no delay of the event loop that was none", async () => {
    // The second finds what is recorded begun anew.
    for (const text of [await written(PROMETHEUS_TEXT), await written(PROMETHEUS_TEXT)]) {
      const delays = [...parseExposition(text).values()].filter(({ name }) => /_lag_/.test(name));
      expect(delays).to.have.lengthOf(8);
      for (const { value } of delays.flatMap(({ samples }) => samples)) {
        expect(Number(value)).to.be.within(0, 60);
      }
    }
  });

  it("tells what the process takes", async () => {
    const families = parseExposition(await written(PROMETHEUS_TEXT));
    const amountOf = (name: string) => Number(families.get(name)?.samples[0]?.value);
    expect(amountOf("process_cpu_seconds_total")).to.be.within(0.001, process.uptime() * 100);
    expect(amountOf("process_start_time_seconds")).to.be.closeTo(Date.now() / 1000 - process.uptime(), 10);
    expect(amountOf("process_resident_memory_bytes")).to.be.within(1e7, 1e11);
    expect(amountOf("nodejs_heap_size_used_bytes")).to.be.within(
      1e6,
      amountOf("nodejs_heap_size_total_bytes"),
    );
    const spaces = families.get("nodejs_heap_space_size_used_bytes")?.samples;
    expect(spaces?.map(({ labels }) => labels.space)).to.include.members(["new", "old", "large_object"]);
  });

  it("tells the version of Node.js", async () => {
    const [sample] =
      parseExposition(await written(PROMETHEUS_TEXT)).get("nodejs_version_info")?.samples ?? [];
    expect(sample?.labels.version).to.equal(process.version);
  });
});
