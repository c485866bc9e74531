import { expect } from "chai";
import fc from "fast-check";
import type { Verdict } from "../../src/image/outcome.ts";
import type { ContainerLabels } from "../../src/inventory/availabilitySink.ts";
import { type AvailabilityOptions, availabilityFamilies } from "../../src/metrics/availabilityFamilies.ts";
import { MODES } from "../../src/metrics/availabilityModes.ts";
import { type AvailabilityEntry, AvailabilitySeries } from "../../src/metrics/availabilitySeries.ts";
import { PROMETHEUS_TEXT } from "../../src/metrics/expositionFormat.ts";
import { ownerLabelNames } from "../../src/metrics/ownerLabelNames.ts";
import { parseExposition } from "../support/parseExposition.ts";
import { containerLabels } from "./containerLabels.ts";

const P = "k8s_image_availability_exporter_";
const OPTIONS: AvailabilityOptions = { names: "both", zeros: false, ownerLabels: new Map() };

function write(series: AvailabilitySeries, options: Partial<AvailabilityOptions> = {}): string {
  return [...availabilityFamilies(series.snapshot(), { ...OPTIONS, ...options }, PROMETHEUS_TEXT)].join("");
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

  it("hands on large families in pieces of whole lines", () => {
    const series = new AvailabilitySeries();
    for (let index = 0; index < 2_000; index++) {
      series.setVerdict(series.add(containerLabels({ name: `web-${index}` })), "available");
    }
    const pieces = [...availabilityFamilies(series.snapshot(), OPTIONS, PROMETHEUS_TEXT)];
    expect(Math.max(...pieces.map((piece) => piece.length))).to.be.below(20_000);
    for (const piece of pieces) {
      expect(piece.endsWith("\n")).to.equal(true);
    }
  });

  it("writes no series twice, and no two verdicts of one, whatever happens meanwhile", () => {
    const step = fc.record({
      name: fc.integer({ min: 0, max: 39 }),
      verdict: fc.constantFrom(...MODES, undefined),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const series = new AvailabilitySeries();
        const live = new Map<number, AvailabilityEntry>();
        // Long names, so that there are many pieces for few series.
        const add = (name: number, verdict: Verdict | undefined) => {
          const entry = series.add(containerLabels({ name: `w${name}`, container: "c".repeat(4_000) }));
          series.setVerdict(entry, verdict);
          live.set(name, entry);
        };
        for (let name = 0; name < 40; name++) {
          add(name, MODES[name % MODES.length]);
        }
        const rest = [...steps];
        let text = "";
        for (const piece of availabilityFamilies(series.snapshot(), OPTIONS, PROMETHEUS_TEXT)) {
          text += piece;
          // All go before any comes back: so they take each other's slots.
          const changes = new Map(rest.splice(0, 5).map(({ name, verdict }) => [name, verdict]));
          for (const name of changes.keys()) {
            series.remove(live.get(name)!);
          }
          for (const [name, verdict] of changes) {
            add(name, verdict);
          }
        }
        // It throws where a series comes twice.
        const families = parseExposition(text);
        for (const { labels, value } of families.get(`${P}available`)?.samples ?? []) {
          const mode = MODES[Number(labels.name?.slice(1)) % MODES.length];
          expect(value).to.equal(mode === "available" ? "1" : "0");
        }
      }),
      { numRuns: 50 },
    );
  });

  it("passes over what was removed while the scrape goes on", () => {
    const series = new AvailabilitySeries();
    const web = series.add(containerLabels());
    series.setVerdict(web, "available");
    const pieces = availabilityFamilies(series.snapshot(), OPTIONS, PROMETHEUS_TEXT);
    const first = pieces.next().value;
    series.remove(web);
    expect(samplesOf(first + [...pieces].join(""))).to.deep.equal([]);
  });
});
