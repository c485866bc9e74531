import { expect } from "chai";
import { collectAfterStart } from "../src/collectAfterStart.ts";

describe("collectAfterStart()", () => {
  it("has garbage collected where the heap is small, and that can be asked for", () => {
    const collected: object[] = [];
    const collect = (options: object) => {
      collected.push(options);
      return Promise.resolve();
    };
    collectAfterStart(30e6, undefined);
    collectAfterStart(90e6, collect);
    expect(collected).to.deep.equal([]);
    collectAfterStart(30e6, collect);
    expect(collected).to.deep.equal([{ type: "major", execution: "async" }]);
  });
});
