import { expect } from "chai";
import fc from "fast-check";
import type { Verdict } from "../../src/image/outcome.ts";
import type { ContainerLabels } from "../../src/inventory/availabilitySink.ts";
import { type AvailabilityOptions, availabilityFamilies } from "../../src/metrics/availabilityFamilies.ts";
import { MODES } from "../../src/metrics/availabilityModes.ts";
import { type AvailabilityEntry, AvailabilitySeries } from "../../src/metrics/availabilitySeries.ts";
import { OPENMETRICS_TEXT, PROMETHEUS_TEXT } from "../../src/metrics/expositionFormat.ts";
import { ownerLabelNames } from "../../src/metrics/ownerLabelNames.ts";
import { BLOCK_SIZE } from "../../src/series/seriesBlocks.ts";
import { chunkText } from "../support/chunkText.ts";
import { parseExposition } from "../support/parseExposition.ts";
import { containerLabels } from "./containerLabels.ts";

const P = "k8s_image_availability_exporter_";
const OPTIONS: AvailabilityOptions = { names: "both", zeros: false, ownerLabels: new Map() };

function write(series: AvailabilitySeries, options: Partial<AvailabilityOptions> = {}): string {
  const chunks = availabilityFamilies(series.picture(), { ...OPTIONS, ...options }, PROMETHEUS_TEXT);
  return [...chunks].map(chunkText).join("");
}

function samplesOf(text: string): string[] {
  return text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
}

function seriesOf(...containers: [Partial<ContainerLabels>, Verdict | undefined][]): AvailabilitySeries {
  const series = new AvailabilitySeries();
  for (const [labels, verdict] of containers) {
    series.setVerdict(series.add(containerLabels(labels)), verdict);
  }
  return series;
}

describe("availabilityFamilies()", () => {
  it("writes an available container under both names, and nothing else of it", () => {
    expect(samplesOf(write(seriesOf([{}, "available"])))).to.deep.equal([
      `${P}deployment_available{namespace="shop",deployment="web",container="app",image="ghcr.io/shop/web:1.0"} 1`,
      `${P}available{namespace="shop",kind="deployment",name="web",container="app",image="ghcr.io/shop/web:1.0"} 1`,
    ]);
  });

  it("writes what fails under its reason, too", () => {
    const labels =
      'namespace="shop",kind="deployment",name="web",container="app",image="ghcr.io/shop/web:1.0"';
    const byKind = 'namespace="shop",deployment="web",container="app",image="ghcr.io/shop/web:1.0"';
    expect(samplesOf(write(seriesOf([{}, "absent"])))).to.deep.equal([
      `${P}deployment_available{${byKind}} 0`,
      `${P}deployment_absent{${byKind}} 1`,
      `${P}available{${labels}} 0`,
      `${P}absent{${labels}} 1`,
      `${P}unavailable{${labels},registry="ghcr.io",reason="absent"} 1`,
    ]);
  });

  it("writes nothing of a container without a verdict", () => {
    expect(samplesOf(write(seriesOf([{}, undefined]), { zeros: true }))).to.deep.equal([]);
  });

  it("writes every mode of both names with zeros", () => {
    const lines = samplesOf(write(seriesOf([{}, "registry_unavailable"]), { zeros: true }));
    const values = lines.map((line) => [line.slice(P.length, line.indexOf("{")), line.slice(-1)]);
    const modes = MODES.map((mode) => [mode, mode === "registry_unavailable" ? "1" : "0"] as const);
    expect(values).to.deep.equal([
      ...modes.map(([mode, value]) => [`deployment_${mode}`, value]),
      ...modes.map(([mode, value]) => [mode, value]),
      ["unavailable", "1"],
    ]);
  });

  for (const kind of ["statefulset", "daemonset", "cronjob"]) {
    it(`writes a ${kind} under a label and families of its own`, () => {
      expect(samplesOf(write(seriesOf([{ kind }, "available"])))[0]).to.equal(
        `${P}${kind}_available{namespace="shop",${kind}="web",container="app",image="ghcr.io/shop/web:1.0"} 1`,
      );
    });
  }

  it("writes kinds that the article does not know in the label form only", () => {
    expect(samplesOf(write(seriesOf([{ kind: "rollout" }, "available"])))).to.deep.equal([
      `${P}available{namespace="shop",kind="rollout",name="web",container="app",image="ghcr.io/shop/web:1.0"} 1`,
    ]);
  });

  for (const [names, expected] of [
    ["kind-in-name", [`deployment_available`, `deployment_absent`, "unavailable"]],
    ["kind-label", ["available", "absent", "unavailable"]],
  ] as const) {
    it(`writes one generation of names with ${names}`, () => {
      const text = write(seriesOf([{}, "absent"]), { names });
      const families = [...parseExposition(text).values()];
      const written = families.filter(({ samples }) => samples.length > 0).map(({ name }) => name);
      expect(written).to.deep.equal(expected.map((name) => P + name));
      expect(families).to.have.length(names === "kind-label" ? 9 : 33);
    });
  }

  it("writes HELP and TYPE of families that have no samples", () => {
    const families = parseExposition(write(new AvailabilitySeries()));
    expect(families.size).to.equal(8 + 32 + 1);
    for (const { type, help } of families.values()) {
      expect(type).to.equal("gauge");
      expect(help).to.not.equal("");
    }
  });

  it("writes the configured owner labels that a workload has, at what is unavailable", () => {
    const owner = { team: 'a "b"', "cost.center": "7", other: "x" };
    const ownerLabels = ownerLabelNames(["cost.center", "cost-center", "team"]);
    const lines = samplesOf(
      write(seriesOf([{ owner }, "absent"], [{ name: "api" }, "absent"]), { ownerLabels }),
    );
    expect(
      lines.filter((line) => line.includes("unavailable")).map((line) => line.split("reason=")[1]),
    ).to.deep.equal(['"absent",label_cost_center="7",label_team="a \\"b\\""} 1', '"absent"} 1']);
  });

  it("writes what must be escaped so that it reads back as it was", () => {
    const value = fc.string({ unit: fc.constantFrom('"', "\\", "\n", "é", "a", "{", "\ud800") });
    const labels = fc.record({
      namespace: value,
      name: value,
      container: value,
      image: value,
      registry: value,
    });
    fc.assert(
      fc.property(labels, (given) => {
        const families = parseExposition(write(seriesOf([given, "absent"])));
        const [sample] = families.get(`${P}unavailable`)?.samples ?? [];
        const expected = Object.fromEntries(
          Object.entries(given).map(([key, text]) => [key, text.toWellFormed()]),
        );
        expect(sample?.labels).to.deep.equal({ ...expected, kind: "deployment", reason: "absent" });
        const [byKind] = families.get(`${P}deployment_absent`)?.samples ?? [];
        expect(byKind?.labels.deployment).to.equal(expected.name);
      }),
    );
  });

  it("hands on large families in segments of whole lines that the next scrape has again, but for what changed", () => {
    const series = new AvailabilitySeries();
    const entries = Array.from({ length: 3 * BLOCK_SIZE }, (_, index) =>
      series.add(containerLabels({ name: `web-${index}` })),
    );
    for (const entry of entries) {
      series.setVerdict(entry, "available");
    }
    const segments = () =>
      [...availabilityFamilies(series.picture(), OPTIONS, OPENMETRICS_TEXT)].filter(
        (segment) => !chunkText(segment).startsWith("#"),
      );
    const first = segments();
    expect(first).to.have.length(2 * 3);
    for (const segment of first) {
      expect(chunkText(segment).endsWith("\n")).to.equal(true);
    }
    series.setVerdict(entries[BLOCK_SIZE]!, "absent");
    const second = segments();
    const kept = second.map((segment) => first.includes(segment));
    // deployment_available, deployment_absent, available, absent, unavailable
    expect(kept).to.deep.equal([true, false, true, false, true, false, true, false, false]);
  });

  it("tells all of one moment, whatever happens while it is read", () => {
    const verdict = fc.constantFrom(...MODES, undefined);
    const scrape = fc.record({
      // Between two chunks each: which series go, and come again with another verdict.
      changes: fc.array(
        fc.array(fc.record({ name: fc.integer({ min: 0, max: BLOCK_SIZE + 9 }), verdict }), { maxLength: 3 }),
        { maxLength: 30 },
      ),
    });
    const series = new AvailabilitySeries();
    const live = new Map<number, AvailabilityEntry>();
    const verdicts = new Map<number, Verdict | undefined>();
    const add = (name: number, to: Verdict | undefined) => {
      const entry = series.add(containerLabels({ name: `w${name}` }));
      series.setVerdict(entry, to);
      live.set(name, entry);
      verdicts.set(name, to);
    };
    for (let name = 0; name < BLOCK_SIZE + 10; name++) {
      add(name, MODES[name % MODES.length]);
    }
    fc.assert(
      fc.property(fc.array(scrape, { minLength: 1, maxLength: 3 }), (scrapes) => {
        // Several at once, each of its own moment.
        const running = scrapes.map(({ changes }) => {
          const expected = new Map([...verdicts].filter(([, to]) => to !== undefined));
          const chunks = availabilityFamilies(series.picture(), OPTIONS, PROMETHEUS_TEXT);
          const left = [...changes];
          change(left.shift() ?? []);
          return { chunks, changes: left, expected, text: "" };
        });
        for (let left = running.length; left > 0; ) {
          left = 0;
          for (const one of running) {
            const next = one.chunks.next();
            if (next.done !== true) {
              left++;
              one.text += chunkText(next.value);
              change(one.changes.shift() ?? []);
            }
          }
        }
        for (const { text, expected } of running) {
          // It throws where a series comes twice.
          const families = parseExposition(text);
          const told = (family: string) =>
            new Map(
              (families.get(P + family)?.samples ?? []).map(({ labels, value }) => [
                Number(labels.name?.slice(1)),
                value,
              ]),
            );
          const ofMode = (mode: Verdict) => [...expected].filter(([, to]) => to === mode);
          expect(told("available")).to.deep.equal(
            new Map([...expected].map(([name, to]) => [name, to === "available" ? "1" : "0"])),
          );
          expect(told("absent")).to.deep.equal(new Map(ofMode("absent").map(([name]) => [name, "1"])));
          expect(told("unavailable").size).to.equal(expected.size - ofMode("available").length);
        }
      }),
      { numRuns: 20 },
    );

    function change(changes: readonly { readonly name: number; readonly verdict: Verdict | undefined }[]) {
      const last = new Map(changes.map((each) => [each.name, each.verdict]));
      // All go before any comes back: so they take each other's slots.
      for (const name of last.keys()) {
        series.remove(live.get(name)!);
      }
      for (const [name, to] of last) {
        add(name, to);
      }
    }
  });
});
