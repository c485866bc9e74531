import { expect } from "chai";
import { CheckOrder } from "../../src/schedule/checkOrder.ts";

describe("CheckOrder", () => {
  it("gives the longest untried, wherever it was put, and forgets what left", () => {
    const order = new CheckOrder<{ readonly triedAtMs: number }>();
    const [a, b, c, d, e] = [1, 2, 3, 4, 5].map((triedAtMs) => ({ triedAtMs })) as [
      { triedAtMs: number },
      { triedAtMs: number },
      { triedAtMs: number },
      { triedAtMs: number },
      { triedAtMs: number },
    ];
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
});
