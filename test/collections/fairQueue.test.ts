import { expect } from "chai";
import { FairQueue } from "../../src/collections/fairQueue.ts";

describe("FairQueue", () => {
  const drain = (queue: FairQueue<string>) => {
    const items: string[] = [];
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) {
      items.push(item);
    }
    return items;
  };

  it("shift() serves clients in turn, each in the order it came", () => {
    const queue = new FairQueue<string>(10);
    for (const item of ["a1", "a2", "a3", "b1", "c1", "c2"]) {
      expect(queue.push(item[0]!, item)).to.equal(undefined);
    }
    expect(drain(queue)).to.deep.equal(["a1", "b1", "c1", "a2", "c2", "a3"]);
    expect(queue.size).to.equal(0);
  });

  it("push() has the client with most in the queue lose its newest", () => {
    const queue = new FairQueue<string>(3);
    for (const item of ["a1", "a2", "a3"]) {
      queue.push("a", item);
    }
    expect(queue.push("b", "b1")).to.equal("a3");
    expect(queue.push("a", "a4")).to.equal("a4");
    expect(queue.push("b", "b2"), "of equals, whoever comes").to.equal("b2");
    expect(drain(queue)).to.deep.equal(["a1", "b1", "a2"]);
  });

  it("remove() takes out what waits no longer, and nothing else", () => {
    const queue = new FairQueue<string>(3);
    queue.push("a", "a1");
    queue.push("a", "a2");
    queue.push("b", "b1");
    queue.remove("a", "a1");
    queue.remove("a", "b1");
    queue.remove("c", "c1");
    expect(queue.size).to.equal(2);
    expect(drain(queue)).to.deep.equal(["a2", "b1"]);
  });
});
