import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { findHelms } from "../chart/helms.ts";
import { renderChart } from "../chart/renderChart.ts";
import { blocksOf } from "./documents.ts";

describe("docs/fleet.md", () => {
  it("shows values for all clusters and for one of them that the chart takes together", async function () {
    const helms = await findHelms();
    if (helms === undefined) {
      return this.skip();
    }
    const shown = blocksOf("docs/fleet.md", "yaml").map(
      (text) => [/^# (\S+\.yaml)\n/.exec(text)?.[1] ?? "", text] as const,
    );
    expect(shown.map(([file]) => file)).to.deep.equal(["fleet.yaml", "eu-1.yaml"]);
    const folder = await mkdtemp(join(tmpdir(), "iae-fleet-"));
    try {
      const files: string[] = [];
      for (const [file, values] of shown) {
        files.push(join(folder, file));
        await writeFile(join(folder, file), values);
      }
      const kinds = (await renderChart(helms.helm4, { files })).map(({ kind }) => kind);
      expect(kinds).to.include.members(["ServiceMonitor", "PrometheusRule", "NetworkPolicy"]);
      // Of the first alone, where the operator is not there yet.
      const early = (await renderChart(helms.helm4, { files: files.slice(0, 1), apis: [] })).map(
        ({ kind }) => kind,
      );
      expect(early)
        .to.include("Deployment")
        .and.not.include("ServiceMonitor")
        .and.not.include("PrometheusRule");
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
