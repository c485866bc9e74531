import { expect } from "chai";
import fc from "fast-check";
import { ownerLabelNames } from "../../src/metrics/ownerLabelNames.ts";

describe("ownerLabelNames()", () => {
  for (const [keys, expected] of [
    [["team"], ["label_team"]],
    [["app.kubernetes.io/part-of"], ["label_app_kubernetes_io_part_of"]],
    [
      ["a.b", "a-b", "a_b"],
      ["label_a_b", "label_a_b_2", "label_a_b_3"],
    ],
    [
      ["a.b", "a-b", "a_b_2"],
      ["label_a_b", "label_a_b_2", "label_a_b_2_2"],
    ],
    [
      ["Team", "team"],
      ["label_Team", "label_team"],
    ],
    [["7days"], ["label_7days"]],
  ] as const) {
    it(`ownerLabelNames() gives ${expected.join(", ")} for ${keys.join(", ")}`, () => {
      expect([...ownerLabelNames(keys)]).to.deep.equal(keys.map((key, index) => [key, expected[index]]));
    });
  }

  it("takes a key that is given twice once", () => {
    expect([...ownerLabelNames(["team", "team"])]).to.deep.equal([["team", "label_team"]]);
  });

  it("gives distinct valid names whatever the keys", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string({ unit: fc.constantFrom("a", ".", "-", "_", "/", "2", "é") })),
        (keys) => {
          const names = [...ownerLabelNames(keys).values()];
          expect(new Set(names).size).to.equal(keys.length);
          for (const name of names) {
            expect(name).to.match(/^label_[a-zA-Z0-9_]*$/);
          }
        },
      ),
    );
  });
});
