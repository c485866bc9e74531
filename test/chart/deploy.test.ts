import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { V1Deployment } from "@kubernetes/client-node";
import { expect } from "chai";
import { CHART, findHelms } from "./helms.ts";
import { identities, only, parseObjects, renderChart } from "./renderChart.ts";
import { restrictedViolations } from "./restrictedPod.ts";

const DEPLOY = join(CHART, "../deploy");
const NAME = "k8s-image-availability-exporter";

describe("deploy/", () => {
  // kubectl apply takes the files in the order of their names.
  const objects = readdirSync(DEPLOY)
    .sort()
    .flatMap((file) => parseObjects(readFileSync(join(DEPLOY, file), "utf8")));

  it("makes its namespace first, and everything else in it", () => {
    expect(objects[0]).to.include({ kind: "Namespace" });
    for (const { kind, metadata } of objects.slice(1)) {
      if (!kind.startsWith("Cluster")) {
        expect(metadata.namespace, kind).to.equal(NAME);
      }
    }
  });

  it("has what the chart has, without what is Helm's", async function () {
    const helms = await findHelms();
    if (helms === undefined) {
      return this.skip();
    }
    const ofChart = await renderChart(helms.helm4, { release: NAME, apis: [] });
    const bare = (names: readonly string[]) => names.map((name) => name.replace(/^(\S+) .*$/, "$1")).sort();
    expect(bare(identities(objects.slice(1)))).to.deep.equal(
      bare(identities(ofChart.filter(({ kind }) => kind !== "Pod"))),
    );
    for (const { kind, metadata } of objects) {
      const keys = Object.keys({ ...metadata.labels, ...metadata.annotations });
      expect(
        keys.filter((key) => key.startsWith("helm.sh/") || key.endsWith("/managed-by")),
        kind,
      ).to.deep.equal([]);
    }
  });

  it("runs pods that its namespace admits", () => {
    expect(objects[0]!.metadata.labels).to.include({ "pod-security.kubernetes.io/enforce": "restricted" });
    const { spec } = only<V1Deployment>(objects, "Deployment");
    expect(restrictedViolations(spec!.template.spec!)).to.deep.equal([]);
  });
});
