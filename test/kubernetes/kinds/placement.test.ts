import { expect } from "chai";
import { UNKNOWN_PLACEMENT } from "../../../src/inventory/nodeMatcher.ts";
import { createInterner } from "../../../src/kubernetes/kinds/interner.ts";
import { placementOf } from "../../../src/kubernetes/kinds/placement.ts";

const of = (spec: unknown) => placementOf(spec, createInterner());

describe("placementOf()", () => {
  it("keeps node selector, required affinity and tolerations", () => {
    const nodeSelectorTerms = [{ matchExpressions: [{ key: "a", operator: "Exists" }] }];
    const written = of({
      nodeSelector: { pool: "batch" },
      affinity: {
        nodeAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms },
          preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1 }],
        },
        podAffinity: {},
      },
      tolerations: [{ key: "b", operator: "Exists", tolerationSeconds: 300 }, "nonsense"],
      containers: [],
    });
    expect(JSON.parse(written!)).to.deep.equal({
      selector: { pool: "batch" },
      terms: nodeSelectorTerms,
      tolerations: [{ key: "b", operator: "Exists" }],
    });
  });

  it("is nothing where nothing is said", () => {
    for (const spec of [{}, { nodeSelector: {}, affinity: null, tolerations: [] }, undefined]) {
      expect(of(spec)).to.equal(undefined);
    }
  });

  it("cannot be known with a runtime class, or where it is longer than anybody's", () => {
    expect(of({ runtimeClassName: "kata", nodeSelector: { a: "b" } })).to.equal(UNKNOWN_PLACEMENT);
    expect(of({ nodeSelector: { a: "b".repeat(16 * 1024) } })).to.equal(UNKNOWN_PLACEMENT);
  });

  it("is kept whole, and once for equal ones", () => {
    const interner = createInterner();
    const spec = () => ({ nodeSelector: { a: "b".repeat(2_000) } });
    const written = placementOf(spec(), interner);
    expect(JSON.parse(written!).selector.a).to.have.length(2_000);
    expect(Object.is(placementOf(spec(), interner), written)).to.equal(true);
  });
});
