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
});
