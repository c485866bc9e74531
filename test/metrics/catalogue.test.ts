import { expect } from "chai";
import { REASONS_WITH_MODES } from "../../src/image/reasons.ts";
import { CATALOGUE, FAMILIES, kindModeFamily, modeFamily } from "../../src/metrics/catalogue.ts";

const PREFIX = "k8s_image_availability_exporter_";

describe("CATALOGUE", () => {
  it("has the families of both generations of the original's names", () => {
    const names = new Set(CATALOGUE.map(({ name }) => name));
    for (const mode of ["available", ...REASONS_WITH_MODES]) {
      expect(names).to.include(`${PREFIX}${mode}`);
      for (const kind of ["deployment", "statefulset", "daemonset", "cronjob"]) {
        expect(names).to.include(`${PREFIX}${kind}_${mode}`);
      }
    }
  });

  it("has every name once", () => {
    expect(new Set(CATALOGUE.map(({ name }) => name)).size).to.equal(CATALOGUE.length);
    expect(CATALOGUE.length).to.equal(8 + 4 * 8 + Object.keys(FAMILIES).length);
  });

  for (const family of CATALOGUE) {
    it(`follows the conventions for ${family.name}`, () => {
      expect(family.name).to.match(/^k8s_image_availability_exporter_[a-z0-9_]+$/);
      expect(family.name.endsWith("_total")).to.equal(family.type === "counter");
      expect(family.name.endsWith("_seconds")).to.equal(family.unit === "seconds");
      expect(family.help).to.match(/^[A-Z].*\.$/);
      expect(family.emitted).to.match(/^[A-Z].*\.$/);
      for (const label of family.labels) {
        expect(label).to.match(/^[a-z][a-z0-9_]*$/);
      }
      expect(new Set(family.labels).size).to.equal(family.labels.length);
    });
  }
});

describe("modeFamily()", () => {
  it("names the workload by kind and name", () => {
    expect(modeFamily("absent").labels).to.deep.equal(["namespace", "kind", "name", "container", "image"]);
  });
});

describe("kindModeFamily()", () => {
  it("names the workload by a label called like its kind", () => {
    expect(kindModeFamily("cronjob", "available")).to.include({
      name: `${PREFIX}cronjob_available`,
      type: "gauge",
    });
    expect(kindModeFamily("cronjob", "available").labels).to.deep.equal([
      "namespace",
      "cronjob",
      "container",
      "image",
    ]);
  });
});
