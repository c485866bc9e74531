import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { V1Deployment, V1StatefulSet } from "@kubernetes/client-node";
import { expect } from "chai";
import { parse, stringify } from "yaml";
import { isSection } from "../../scripts/generate/chartValues.ts";
import { readValuesSchema } from "../../scripts/generate/configSchema.ts";
import { FIXTURES_TIMEOUT_MS, fixtureOf, renderFixtures } from "./fixtures.ts";
import { CHART, findHelms, type Helm, runHelm } from "./helms.ts";
import { only, parseObjects, templateArguments } from "./renderChart.ts";
import { type JsonSchema, schemaBreaks } from "./schemaBreaks.ts";

const RELEASED = join(import.meta.dirname, "released");
const read = (folder: string, file: string) => readFileSync(join(folder, file), "utf8");
const readSchema = (folder: string) => JSON.parse(read(folder, "values.schema.json")) as JsonSchema;

/** Folders with the schema and the values.yaml of each release, and those of the one that is next. */
const releases: readonly (readonly [string, string])[] = [
  ...readdirSync(RELEASED, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => [name, join(RELEASED, name)] as const),
  ["the next one", CHART],
];

/** Helm takes the values.yaml of the release before for the chart's own: keys that it did not know are missing. */
async function expectReusable(helms: readonly Helm[], valuesOfBefore: string): Promise<void> {
  const chart = mkdtempSync(join(tmpdir(), "iae-upgrade-"));
  try {
    cpSync(CHART, chart, { recursive: true });
    writeFileSync(join(chart, "values.yaml"), valuesOfBefore);
    for (const helm of helms) {
      const [reused, anew] = await Promise.all(
        [chart, CHART].map((each) => runHelm(helm, templateArguments({ chart: each }))),
      );
      expect(reused!.ok, reused!.stderr).to.equal(true);
      expect(parseObjects(reused!.stdout)).to.deep.equal(parseObjects(anew!.stdout));
    }
  } finally {
    rmSync(chart, { recursive: true });
  }
}

describe("an upgrade of the chart", () => {
  it("is tried from every release of the changelog", () => {
    const changelog = readFileSync(join(CHART, "../CHANGELOG.md"), "utf8");
    const versions = [...changelog.matchAll(/^## (\d+\.\d+\.\d+)(.*)$/gm)];
    expect(versions).not.to.deep.equal([]);
    const released = versions.filter(([, , state = ""]) => !state.includes("unreleased"));
    for (const [, version = ""] of released) {
      expect(existsSync(join(RELEASED, version, "values.schema.json")), version).to.equal(true);
    }
  });

  for (const [version, folder] of releases) {
    it(`from ${version} takes all values that it took`, () => {
      expect(schemaBreaks(readSchema(folder), readSchema(CHART))).to.deep.equal([]);
    });

    it(`from ${version} with --reuse-values gives what a new installation does`, async function () {
      const helms = await findHelms();
      if (helms === undefined) {
        return this.skip();
      }
      await expectReusable([helms.helm3, helms.helm4], read(folder, "values.yaml"));
    });
  }

  it("from a release that knew no section with --reuse-values gives what a new installation does", async function () {
    const helms = await findHelms();
    if (helms === undefined) {
      return this.skip();
    }
    const { properties = {} } = readValuesSchema();
    const values = parse(read(CHART, "values.yaml"), { version: "1.1" }) as Readonly<Record<string, unknown>>;
    const kubernetesOwn = Object.entries(values).filter(([key]) => !isSection(properties[key]!));
    expect(kubernetesOwn.map(([key]) => key)).to.include("resources");
    await expectReusable(
      [helms.helm3, helms.helm4],
      stringify(Object.fromEntries(kubernetesOwn), { version: "1.1" }),
    );
  });

  it("requires no key, so that values of before are never too few", () => {
    expect(readSchema(CHART)).not.to.have.property("required");
  });

  describe("changes nothing that Kubernetes does not let change", () => {
    before(async function () {
      this.timeout(FIXTURES_TIMEOUT_MS);
      if ((await renderFixtures()) === undefined) {
        this.skip();
      }
    });
    const labels = (name: string) => ({
      "app.kubernetes.io/name": name,
      "app.kubernetes.io/instance": "iae",
      "app.kubernetes.io/component": "exporter",
    });

    it("of the Deployment: its selector", async () => {
      const { spec } = only<V1Deployment>(await fixtureOf("defaults"), "Deployment");
      expect(spec!.selector).to.deep.equal({ matchLabels: labels("defaults") });
    });

    it("of the StatefulSet: its selector, its Service, how it starts pods", async () => {
      const { spec } = only<V1StatefulSet>(await fixtureOf("sharding"), "StatefulSet");
      const { selector, serviceName, podManagementPolicy, volumeClaimTemplates } = spec!;
      expect({ selector, serviceName, podManagementPolicy, volumeClaimTemplates }).to.deep.equal({
        selector: { matchLabels: labels("sharding") },
        serviceName: "iae-sharding",
        podManagementPolicy: "Parallel",
        volumeClaimTemplates: undefined,
      });
    });
  });
});
