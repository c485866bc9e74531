import { expect } from "chai";
import { findingsIn } from "../../../src/inventory/hygieneFinding.ts";
import { deploymentKind } from "./deploymentKind.ts";
import { projectionContext } from "./projectionContext.ts";

describe("withoutIgnoredFindings()", () => {
  const kind = deploymentKind(projectionContext([], { workloads: true }));
  const project = (annotations: object) =>
    kind.project({
      metadata: { name: "web", namespace: "shop", annotations },
      spec: { template: { spec: { containers: [{ name: "app", image: "a" }] } } },
    })!;
  const found = (annotation?: unknown) => {
    const [template] = project({ "k8s-image-availability-exporter/ignore-findings": annotation }).templates;
    return findingsIn(template!.serving!.containers[0]!.findings);
  };

  const table: readonly (readonly [unknown, readonly string[]])[] = [
    [undefined, ["no_readiness_probe", "no_pre_stop"]],
    ["no_pre_stop", ["no_readiness_probe"]],
    ["no_pre_stop, no_readiness_probe", []],
    ["no_prestop,short_grace_period", ["no_readiness_probe", "no_pre_stop"]],
    [7, ["no_readiness_probe", "no_pre_stop"]],
  ];
  for (const [annotation, expected] of table) {
    it(`withoutIgnoredFindings() leaves ${expected.join(", ") || "nothing"} with ${annotation}`, () => {
      expect(found(annotation)).to.deep.equal(expected);
    });
  }

  it("same() notices an annotation that changes", () => {
    const annotated = project({ "k8s-image-availability-exporter/ignore-findings": "no_pre_stop" });
    expect(kind.same(project({}), annotated)).to.equal(false);
  });
});
