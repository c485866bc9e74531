import { expect } from "chai";
import { parseTemplatePath, valuesAt } from "../../../src/kubernetes/kinds/templatePath.ts";

const object = {
  spec: {
    template: "T",
    pods: [{ template: "A" }, { template: "B" }, { other: 1 }, null],
    roles: { master: { template: "M" }, worker: { template: "W" } },
    nested: [[{ template: "N" }]],
  },
};

const CASES: Record<string, unknown[]> = {
  "spec.template": ["T"],
  "spec.pods.*.template": ["A", "B"],
  "spec.pods[*].template": ["A", "B"],
  "spec.pods.1.template": ["B"],
  "spec.pods[0].template": ["A"],
  "spec.pods[9].template": [],
  "spec.pods.template": [],
  "spec.roles.*.template": ["M", "W"],
  "spec.roles.worker.template": ["W"],
  "spec.nested.*.*.template": ["N"],
  "spec.template.deeper": [],
  "spec.none.template": [],
  "spec.*.nothing": [],
  "spec.__proto__": [],
  "spec.constructor": [],
};

describe("valuesAt", () => {
  for (const [path, expected] of Object.entries(CASES)) {
    it(`valuesAt() finds ${JSON.stringify(expected)} at ${path}`, () => {
      expect(valuesAt(object, parseTemplatePath(path))).to.deep.equal(expected);
    });
  }

  it("valuesAt() finds nothing in what is no object", () => {
    for (const value of [undefined, null, 1, "x"]) {
      expect(valuesAt(value, ["spec"])).to.deep.equal([]);
    }
  });
});
