import { expect } from "chai";
import { applyPatch } from "../../../src/demo/apiServer/mergePatch.ts";

describe("applyPatch()", () => {
  // RFC 7396, appendix A.
  const MERGE: readonly [target: unknown, patch: unknown, result: unknown][] = [
    [{ a: "b" }, { a: "c" }, { a: "c" }],
    [{ a: "b" }, { b: "c" }, { a: "b", b: "c" }],
    [{ a: "b" }, { a: null }, {}],
    [{ a: "b", b: "c" }, { a: null }, { b: "c" }],
    [{ a: ["b"] }, { a: "c" }, { a: "c" }],
    [{ a: "c" }, { a: ["b"] }, { a: ["b"] }],
    [{ a: { b: "c" } }, { a: { b: "d", c: null } }, { a: { b: "d" } }],
    [{ a: [{ b: "c" }] }, { a: [1] }, { a: [1] }],
    [
      ["a", "b"],
      ["c", "d"],
      ["c", "d"],
    ],
    [{ a: "b" }, ["c"], ["c"]],
    [{ a: "foo" }, null, null],
    [{ e: null }, { a: 1 }, { e: null, a: 1 }],
    [[1, 2], { a: "b", c: null }, { a: "b" }],
    [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
  ];
  for (const [target, patch, result] of MERGE) {
    it(`merges ${JSON.stringify(patch)} into ${JSON.stringify(target)}`, () => {
      const before = JSON.stringify(target);
      expect(applyPatch(target, patch, "merge")).to.deep.equal(result);
      expect(JSON.stringify(target)).to.equal(before);
    });
  }

  const STRATEGIC: readonly [what: string, target: unknown, patch: unknown, result: unknown][] = [
    [
      "one container of two",
      {
        containers: [
          { name: "a", image: "a:1", tty: true },
          { name: "b", image: "b:1" },
        ],
      },
      { $setElementOrder: [], containers: [{ name: "a", image: "a:2" }] },
      {
        containers: [
          { name: "a", image: "a:2", tty: true },
          { name: "b", image: "b:1" },
        ],
      },
    ],
    [
      "a container that goes",
      { containers: [{ name: "a" }, { name: "b" }] },
      { containers: [{ name: "a", $patch: "delete" }] },
      { containers: [{ name: "b" }] },
    ],
    [
      "a map that is replaced",
      { limits: { cpu: 1, memory: 2 } },
      { limits: { $patch: "replace", cpu: 3 } },
      { limits: { cpu: 3 } },
    ],
    ["a list of plain values", { args: ["a"] }, { args: ["b"] }, { args: ["b"] }],
  ];
  for (const [what, target, patch, result] of STRATEGIC) {
    it(`applies strategically ${what}`, () => {
      expect(applyPatch(target, patch, "strategic")).to.deep.equal(result);
    });
  }
});
