import { expect } from "chai";
import { sharing } from "../../../src/kubernetes/kinds/sharing.ts";

describe("sharing()", () => {
  it("gives the first of equals", () => {
    const share = sharing<object>();
    const first = {};
    expect([share("a", first), share("a", {}), share("b", {}) === first]).to.deep.equal([
      first,
      first,
      false,
    ]);
    expect(share("a", {})).to.equal(first);
  });

  for (const [what, key, isKept] of [
    ["a long key not at all", (index: number) => `${index}`.padEnd(5_000, "x"), () => false],
    ["so many", (index: number) => `${index}`, (index: number) => index >= 32_768],
    [
      "so many characters",
      (index: number) => `${index}`.padEnd(4_000, "x"),
      (index: number) => index >= 38_000,
    ],
  ] as const) {
    it(`remembers ${what}`, () => {
      const share = sharing<object>();
      const first = {};
      share(key(0), first);
      expect(share(key(0), {}) === first).to.equal(key(0).length <= 4_096);
      for (let index = 1; index < 40_000; index++) {
        share(key(index), {});
      }
      expect(share(key(0), {})).to.not.equal(first);
      const last = {};
      share(key(40_000), last);
      expect(share(key(40_000), {}) === last).to.equal(isKept(40_000));
    });
  }
});
