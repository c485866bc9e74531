import { expect } from "chai";
import { chartExamples } from "../../chart/examples.ts";
import { renderFixtures } from "../../chart/fixtures.ts";
import { findHelms } from "../../chart/helms.ts";
import type { ChartObject } from "../../chart/renderChart.ts";
import { renderSubcharts } from "../../chart/renderSubcharts.ts";
import { readOpenApi } from "../harness/openApi.ts";
import { parts, scene } from "../harness/scene.ts";
import { locateTool } from "../tools/locateTool.ts";

/** What only newer versions know, and the values that ask for it. */
const NEWER: Readonly<Record<string, readonly (readonly [RegExp, string])[]>> = {
  "openapi-1.25": [
    [/\.volumes\[\d+\]\.image: unknown$/, "nodes.hosts.image, nodes.credentialProviders.programs.image"],
    [/\.lifecycle\.preStop\.sleep: unknown$/, "lifecycle, handlers of the user's own"],
    [/\.unhealthyPodEvictionPolicy: unknown$/, "podDisruptionBudget.unhealthyPodEvictionPolicy"],
  ],
  "openapi-1.36": [],
};

scene("the chart's objects in the oldest and the newest Kubernetes", [parts.helm, parts.openApi], () => {
  let objects: ReadonlyMap<string, readonly ChartObject[]>;
  before(async () => {
    const helms = await findHelms();
    const values = new Map(chartExamples().map(({ values: text }, index) => [`example-${index}`, text]));
    const fixtures = await renderFixtures();
    objects = new Map([...(fixtures ?? []), ...(await renderSubcharts(helms!.helm4, values))]);
  });

  for (const tool of parts.openApi) {
    it(`are known to ${tool}, with all valid values and examples`, async () => {
      const { problems } = await readOpenApi(await locateTool(tool));
      const found: string[] = [];
      let checked = 0;
      for (const [name, each] of objects) {
        for (const object of each) {
          const known = problems(object);
          checked += known === undefined ? 0 : 1;
          found.push(...(known ?? []).map((problem) => `${name}: ${problem}`));
        }
      }
      expect(checked).to.be.above(500);
      const newer = NEWER[tool] ?? [];
      for (const [pattern, values] of newer) {
        expect(
          found.some((problem) => pattern.test(problem)),
          values,
        ).to.equal(true);
      }
      expect(found.filter((problem) => !newer.some(([pattern]) => pattern.test(problem)))).to.deep.equal([]);
    });
  }

  it("would not be known with a field that is not there, a wrong type, or without what is needed", async () => {
    const { problems } = await readOpenApi(await locateTool("openapi-1.36"));
    const wrong = {
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata: { name: "a", labels: {} },
      spec: { replicas: "1", template: { spec: { containers: [{ image: "a", port: 1 }] } } },
    };
    expect(problems(wrong)).to.have.members([
      "Deployment.spec.selector: missing",
      "Deployment.spec.replicas: integer expected",
      "Deployment.spec.template.spec.containers[0].name: missing",
      "Deployment.spec.template.spec.containers[0].port: unknown",
    ]);
  });
});
