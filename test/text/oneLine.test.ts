import { expect } from "chai";
import { oneLine } from "../../src/text/oneLine.ts";

describe("oneLine()", () => {
  it("keeps a text on its line and in its order", () => {
    expect(oneLine("a\r\nb\u001b[2Jc\u2028d\u202ee\u2066")).to.equal("a b [2Jc d\ufffde\ufffd");
    expect(oneLine("Änderung 1–2 ✔")).to.equal("Änderung 1–2 ✔");
  });
});
