import { expect } from "chai";
import fc from "fast-check";
import { CheckOrder, type Tried } from "../../src/schedule/checkOrder.ts";

type Item = Tried & { triedAtMs: number };

function triedAt(triedAtMs: number): Item {
  return { triedAtMs, order: undefined, before: undefined, after: undefined };
}

describe("CheckOrder", () => {
  it("gives the longest untried, wherever it was put, and forgets what left", () => {
    const order = new CheckOrder<Tried>();
    const [a, b, c, d, e] = [1, 2, 3, 4, 5].map(triedAt) as [Item, Item, Item, Item, Item];
    order.append(b);
    order.append(e);
    order.insert(d);
    order.insert(a);
    const seen = [];
    for (let item = order.first(); item !== undefined; item = order.first()) {
      seen.push(item.triedAtMs);
      order.delete(item);
      if (item === a) {
        order.insert(c);
      }
    }
    expect(seen).to.deep.equal([1, 2, 3, 4, 5]);
    order.insert(a);
    order.delete(a);
    expect(order.first()).to.equal(undefined);
  });

  it("lets go of nothing that is in another", () => {
    const [order, other] = [new CheckOrder<Tried>(), new CheckOrder<Tried>()];
    const [a, b] = [triedAt(1), triedAt(2)];
    order.append(a);
    other.append(b);
    other.delete(a);
    expect([order.first(), other.first()]).to.deep.equal([a, b]);
  });

  it("gives the first of those in order, whatever leaves and comes back", () => {
    const step = fc.record({ what: fc.constantFrom("take", "drop", "append"), which: fc.nat(9) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const order = new CheckOrder<Tried>();
        const items = Array.from({ length: 10 }, () => triedAt(0));
        let expected: Tried[] = [];
        let now = 0;
        for (const { what, which } of steps) {
          const item = what === "take" ? (order.first() as Item | undefined) : items[which]!;
          if (item === undefined) {
            continue;
          }
          order.delete(item);
          expected = expected.filter((each) => each !== item);
          if (what !== "drop") {
            item.triedAtMs = ++now;
            order.append(item);
            expected.push(item);
          }
          expect(order.first()).to.equal(expected[0]);
        }
      }),
    );
  });
});
