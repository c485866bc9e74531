import { expect } from "chai";
import fc from "fast-check";
import { TopKeys } from "../../../src/page/view/topKeys.ts";

describe("TopKeys", () => {
  it("gives what sorting would: the first keys behind another, each once, and whether there are more", () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ maxLength: 2 })),
        fc.string({ maxLength: 2 }),
        fc.integer({ min: 1, max: 5 }),
        (keys, after, limit) => {
          const top = new TopKeys(after, limit);
          for (const key of keys) {
            top.offer(key);
          }
          const sorted = [...new Set(keys)].filter((key) => key > after).sort();
          expect(top.keys).to.deep.equal(sorted.slice(0, limit));
          expect(top.next).to.equal(sorted.length > limit ? sorted[limit - 1] : undefined);
        },
      ),
    );
  });
});
