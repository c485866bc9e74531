import { expect } from "chai";
import { Queue } from "../../src/collections/queue.ts";

describe("Queue", () => {
  it("gives out in the order in which was put in, whatever is put in meanwhile", () => {
    const queue = new Queue<number>();
    expect(queue.shift()).to.equal(undefined);
    const out: (number | undefined)[] = [];
    for (let item = 1; item <= 10; item++) {
      queue.push(item);
      if (item % 3 === 0) {
        out.push(queue.shift(), queue.shift());
      }
    }
    out.push(queue.shift(), queue.shift(), queue.shift(), queue.shift(), queue.shift());
    expect(out).to.deep.equal([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, undefined]);
  });

  it("tells what is first, whatever leaves and comes back", () => {
    const queue = new Queue<string>();
    expect(queue.first).to.equal(undefined);
    for (const item of ["a", "b", "c"]) {
      queue.push(item);
    }
    expect([queue.first, queue.first]).to.deep.equal(["a", "a"]);
    queue.delete("a");
    queue.push("a");
    expect([queue.first, queue.shift(), queue.first]).to.deep.equal(["b", "b", "c"]);
    queue.delete("c");
    expect([queue.shift(), queue.first, queue.shift()]).to.deep.equal(["a", undefined, undefined]);
    queue.push("d");
    expect(queue.first).to.equal("d");
  });
});
