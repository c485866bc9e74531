import { expect } from "chai";
import fc from "fast-check";
import { each, excluding, type Few, including } from "../../src/inventory/few.ts";

interface Thing {
  readonly id: number;
}
const THINGS: readonly Thing[] = Array.from({ length: 40 }, (_, id) => ({ id }));

describe("few", () => {
  it("including() keeps one thing as it is, and several in a list", () => {
    const [a, b] = THINGS as [Thing, Thing];
    expect(including(undefined, a)).to.equal(a);
    expect(including(a, b)).to.deep.equal([a, b]);
    expect(including(including(a, b), a)).to.deep.equal([a, b]);
  });

  it("including() keeps many in a set", () => {
    const many = THINGS.reduce<Few<Thing>>(including, undefined);
    expect(many).to.be.instanceOf(Set);
    expect([...each(many)]).to.deep.equal(THINGS);
  });

  it("excluding() leaves nothing of the last one", () => {
    const [a, b] = THINGS as [Thing, Thing];
    expect(excluding(a, a)).to.equal(undefined);
    expect(excluding([a, b], a)).to.equal(b);
    expect(excluding(undefined, a)).to.equal(undefined);
    expect(excluding(a, b)).to.equal(a);
    expect(excluding(new Set([a]), a)).to.equal(undefined);
  });

  it("each() gives what a Set would hold, whatever came and went", () => {
    const step = fc.record({ add: fc.boolean(), id: fc.nat({ max: THINGS.length - 1 }) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
        const expected = new Set<Thing>();
        let few: Few<Thing>;
        for (const { add, id } of steps) {
          const thing = THINGS[id] as Thing;
          if (add) {
            expected.add(thing);
          } else {
            expected.delete(thing);
          }
          few = add ? including(few, thing) : excluding(few, thing);
          expect([...each(few)]).to.deep.equal([...expected]);
          expect(few === undefined).to.equal(expected.size === 0);
        }
      }),
    );
  });
});
