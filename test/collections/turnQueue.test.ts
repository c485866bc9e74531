import { expect } from "chai";
import { TurnQueue } from "../../src/collections/turnQueue.ts";

describe("TurnQueue", () => {
  it("serves clients in turn, each in the order in which it came, whatever is put in meanwhile", () => {
    const queue = new TurnQueue<string>();
    expect(queue.shift()).to.equal(undefined);
    for (const item of ["a1", "a2", "a3", "a4", "b1"]) {
      queue.push(item.charAt(0), item);
    }
    const out = [queue.shift(), queue.shift()];
    queue.push("c", "c1");
    queue.push("b", "b2");
    for (let n = 0; n < 6; n++) {
      out.push(queue.shift());
    }
    expect(out).to.deep.equal(["a1", "b1", "a2", "c1", "b2", "a3", "a4", undefined]);
  });

  it("passes over clients whose turn it may not be, which keep theirs", () => {
    const queue = new TurnQueue<string>();
    for (const item of ["a1", "a2", "b1", "c1"]) {
      queue.push(item.charAt(0), item);
    }
    expect(queue.shift((client) => client > "a")).to.equal("b1");
    expect(queue.shift((client) => client > "c")).to.equal(undefined);
    expect([queue.shift(), queue.shift(), queue.shift()]).to.deep.equal(["a1", "c1", "a2"]);
  });
});
