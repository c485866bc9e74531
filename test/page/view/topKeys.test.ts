import { expect } from "chai";
import fc from "fast-check";
import { TopKeys } from "../../../src/page/view/topKeys.ts";

describe("TopKeys", () => {
  it("gives what sorting would: the first keys behind another, whether there are more, and all that was offered of each", () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ maxLength: 2 })),
        fc.string({ maxLength: 2 }),
        fc.integer({ min: 1, max: 5 }),
        (keys, after, limit) => {
          const top = new TopKeys(after, limit, () => ({ offers: 0 }));
          for (const key of keys) {
            const value = top.offer(key);
            if (value !== undefined) {
              value.offers++;
            }
          }
          const sorted = [...new Set(keys)].filter((key) => key > after).sort();
          const count = (key: string) => keys.filter((each) => each === key).length;
          expect(top.entries).to.deep.equal(
            sorted.slice(0, limit).map((key) => [key, { offers: count(key) }]),
          );
          expect(top.next).to.equal(sorted.length > limit ? sorted[limit - 1] : undefined);
        },
      ),
    );
  });
});
