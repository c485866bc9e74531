import { expect } from "chai";
import { defaultOf } from "../../scripts/generate/chartValues.ts";
import { readValuesSchema } from "../../scripts/generate/configSchema.ts";
import { COMMANDS } from "../../src/cli/commands.ts";
import { flagTable } from "../../src/cli/flagTable.ts";
import { valueAt } from "../../src/config/documentPath.ts";
import { documentOf, tableUnder } from "./documents.ts";

const rowsUnder = (heading: string) => tableUnder("docs/migration.md", heading);

const quoted = (cell = "") => [...cell.matchAll(/`([^`]+)`/g)].map(([, text]) => text!);

describe("docs/migration.md", () => {
  const { properties = {} } = readValuesSchema();
  const values = Object.fromEntries(Object.entries(properties).map(([key, node]) => [key, defaultOf(node)]));
  const isValue = (path: string) => valueAt(values, path.split(".")) !== undefined;

  const flags = rowsUnder("Flags");
  it("has the original's flags", () => {
    expect(flags.map(([original]) => quoted(original)[0])).to.deep.equal([
      "--allow-plain-http",
      "--allowed-images",
      "--bind-address",
      "--capath",
      "--check-interval",
      "--default-registry",
      "--ecr-images-exists",
      "--force-check-disabled-controllers",
      "--ignored-images",
      "--image-mirror",
      "--namespace",
      "--namespace-label",
      "--skip-registry-cert-verification",
    ]);
  });

  for (const [original = "", here = "", configuration] of flags) {
    it(`tells the truth about ${original}`, () => {
      const table = flagTable(COMMANDS.slice(0, 1));
      const kept = here.startsWith("the same");
      expect(table.has(quoted(original)[0]!.slice(2))).to.equal(kept);
      for (const flag of quoted(here).filter((text) => text.startsWith("--"))) {
        expect(table.has(flag.slice(2)), flag).to.equal(true);
      }
      for (const path of quoted(configuration)) {
        expect(isValue(path), path).to.equal(true);
      }
      expect(quoted(configuration)).to.have.length(here === "none" ? 0 : 1);
    });
  }

  for (const [original = "", here = ""] of rowsUnder("Values of the chart")) {
    it(`names values that there are for ${original}`, () => {
      const [first = "", ...others] = quoted(here === "the same" ? original : here);
      const section = first.split(".")[0];
      for (const path of [first, ...others]) {
        expect(isValue(path.startsWith(".") ? `${section}${path}` : path), path).to.equal(true);
      }
    });
  }

  it("names no other value and no alert that there is not", () => {
    const { text } = documentOf("docs/migration.md");
    const paths = quoted(text).map((path) => path.replace(/[:=].*$/, ""));
    const ours = paths.filter((path) => /^(config|rules)\./.test(path));
    expect(ours).to.include("rules.alerts.ImageAbsent.enabled").and.include("config.metrics.zeros");
    for (const path of ours) {
      expect(isValue(path), path).to.equal(true);
    }
    const alerts = quoted(
      text.slice(text.indexOf("`CronJobImageUnavailable` become")).split("side by side")[0],
    ).filter((name) => /^(Image|Registry)[A-Za-z0-9]+$/.test(name));
    expect(alerts).to.include("RegistryUnavailable");
    for (const alert of alerts) {
      expect(isValue(`rules.alerts.${alert}`), alert).to.equal(true);
    }
  });
});
