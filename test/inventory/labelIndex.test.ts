import { expect } from "chai";
import { LabelIndex } from "../../src/inventory/labelIndex.ts";

describe("LabelIndex", () => {
  it("get() gives what was added under a label, until it is deleted", () => {
    const index = new LabelIndex<{ id: number }>();
    const things = Array.from({ length: 40 }, (_, id) => ({ id }));
    for (const thing of things) {
      index.add(["all=1", `id=${thing.id}`], thing);
    }
    expect([...index.get("all=1")]).to.deep.equal(things);
    expect([...index.get("id=7")]).to.deep.equal([{ id: 7 }]);
    expect([...index.get("id=99")]).to.deep.equal([]);
    for (const thing of things) {
      index.delete(["all=1", `id=${thing.id}`], thing);
    }
    expect(index.isEmpty).to.equal(true);
  });

  it("rarest() gives the label that the fewest have", () => {
    const index = new LabelIndex<object>();
    for (let count = 0; count < 30; count++) {
      index.add(["app=a", "part=x"], {});
    }
    index.add(["app=b", "part=x"], {});
    expect(index.rarest(["part=x", "app=a"])).to.equal("app=a");
    expect(index.rarest(["part=x", "app=b"])).to.equal("app=b");
    expect(index.rarest(["part=x", "app=c", "app=b"])).to.equal("app=c");
  });
});
