import { expect } from "chai";
import { compileImageFilter } from "../../src/image/imageFilter.ts";

describe("compileImageFilter()", () => {
  const TABLE: readonly {
    readonly ignored?: string[];
    readonly allowed?: string[];
    readonly image: string;
    readonly expected: string | undefined;
  }[] = [
    { image: "nginx", expected: undefined },
    { ignored: [".*dev.*"], image: "reg/dev/app", expected: "ignored" },
    { ignored: ["x", "^nginx$"], image: "nginx", expected: "ignored" },
    { allowed: ["^reg/", "^quay\\.io/"], image: "quay.io/a", expected: undefined },
    { allowed: ["^reg/", "^quay\\.io/"], image: "ghcr.io/a", expected: "not_allowed" },
    { allowed: ["nginx"], ignored: ["nginx"], image: "nginx", expected: "ignored" },
  ];
  for (const { ignored = [], allowed = [], image, expected } of TABLE) {
    it(`says ${expected} for ${image} with ignored ${ignored} and allowed ${allowed}`, () => {
      expect(compileImageFilter({ ignored, allowed })(image)).to.equal(expected);
    });
  }

  it("takes linear time on an expression that makes a backtracking engine hang", () => {
    const filter = compileImageFilter({ ignored: ["^(a+)+$"], allowed: [] });
    expect(filter(`${"a".repeat(2000)}!`)).to.equal(undefined);
  });
});
