import { expect } from "chai";
import { TurnQueue } from "../../src/collections/turnQueue.ts";

describe("TurnQueue", () => {
  it("serves clients in turn, each in the order in which it came, whatever is put in meanwhile", () => {
    const queue = new TurnQueue<string>();
    const shift = () => queue.shift()?.item;
    expect(shift()).to.equal(undefined);
    for (const item of ["a1", "a2", "a3", "a4", "b1"]) {
      queue.push(item.charAt(0), item);
    }
    const out = [shift(), shift()];
    queue.push("c", "c1");
    queue.push("b", "b2");
    for (let n = 0; n < 6; n++) {
      out.push(shift());
    }
    expect(out).to.deep.equal(["a1", "b1", "a2", "c1", "b2", "a3", "a4", undefined]);
  });

  it("passes over clients whose turn it may not be, which keep theirs", () => {
    const queue = new TurnQueue<string>();
    const shift = (mayGo?: (client: string) => boolean) => queue.shift(mayGo)?.item;
    for (const item of ["a1", "a2", "b1", "c1"]) {
      queue.push(item.charAt(0), item);
    }
    expect(shift((client) => client > "a")).to.equal("b1");
    expect(shift((client) => client > "c")).to.equal(undefined);
    expect([shift(), shift(), shift()]).to.deep.equal(["a1", "c1", "a2"]);
  });

  it("lets go of what is deleted, and at no turn's cost of what waits for no turn of its client any more", () => {
    const queue = new TurnQueue<string>();
    for (const item of ["a1", "a1", "a2", "a3", "b1", "b2", "c1"]) {
      queue.push(item.charAt(0), item);
    }
    queue.delete("c", "c1");
    queue.delete("c", "c1");
    const shift = () => queue.shift(undefined, (_, item) => item !== "a1" && item !== "b2")?.item;
    expect([shift(), shift(), shift()]).to.deep.equal(["a2", "b1", "a3"]);
    expect(queue.isEmpty).to.equal(false);
    expect([shift(), queue.isEmpty]).to.deep.equal([undefined, true]);
  });
});
