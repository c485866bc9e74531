import { expect } from "chai";
import { PacedQueue } from "../../src/time/pacedQueue.ts";
import { fakeClock } from "../support/fakeClock.ts";

const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

function make({ concurrency = 2, burst = 100, load = { perSecond: 100, burst: 1_000 } } = {}) {
  const clock = fakeClock();
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const loads = new Map<string, number>();
  const queue = new PacedQueue<string>({
    concurrency,
    pace: { intervalMs: 100, burst },
    clientOf: (item) => item.charAt(0),
    load,
    clock,
    run(item, onLoad) {
      begun.push(item);
      onLoad(loads.get(item) ?? 0);
      return new Promise((resolve) => ends.set(item, resolve));
    },
  });
  const end = async (item: string) => {
    ends.get(item)?.();
    await settled();
  };
  return { clock, queue, begun, end, loads };
}

describe("PacedQueue", () => {
  it("has few under way at a time, each once however often it is added", async () => {
    const { queue, begun, end } = make();
    for (const item of ["a", "b", "c", "c", "d"]) {
      queue.add(item);
    }
    expect(begun).to.deep.equal(["a", "b"]);
    queue.delete("d");
    await end("a");
    expect(begun).to.deep.equal(["a", "b", "c"]);
    await end("b");
    await end("c");
    expect(begun).to.deep.equal(["a", "b", "c"]);
  });

  it("begins no more than its pace allows", async () => {
    const { clock, queue, begun } = make({ concurrency: 10, burst: 2 });
    for (const item of ["a", "b", "c", "d"]) {
      queue.add(item);
    }
    expect(begun).to.deep.equal(["a", "b"]);
    await clock.advance(99);
    expect(begun).to.have.length(2);
    await clock.advance(1);
    expect(begun).to.deep.equal(["a", "b", "c"]);
    await clock.advance(100);
    expect(begun).to.deep.equal(["a", "b", "c", "d"]);
  });

  it("serves clients in turn, also those that come later", async () => {
    const { queue, begun, end } = make({ concurrency: 1 });
    for (const item of ["a1", "a2", "a3", "b1", "b2"]) {
      queue.add(item);
    }
    await end("a1");
    queue.add("c1");
    for (const item of ["a2", "b1", "a3", "c1"]) {
      await end(item);
    }
    expect(begun).to.deep.equal(["a1", "a2", "b1", "a3", "c1", "b2"]);
  });

  it("has a client wait for what it took too much of, and no other", async () => {
    const { clock, queue, begun, loads } = make({ concurrency: 10 });
    loads.set("a1", 600).set("a2", 1_000);
    for (const item of ["a1", "a2", "a3", "a4", "b1"]) {
      queue.add(item);
    }
    expect(begun).to.deep.equal(["a1", "a2", "b1"]);
    await clock.advance(5_999);
    queue.add("b2");
    expect(begun).to.deep.equal(["a1", "a2", "b1", "b2"]);
    await clock.advance(1);
    expect(begun).to.deep.equal(["a1", "a2", "b1", "b2", "a3", "a4"]);
    // What was quiet has all of it again.
    await clock.advance(10_000);
    loads.set("a5", 999);
    queue.add("a5");
    queue.add("a6");
    expect(begun.slice(6)).to.deep.equal(["a5", "a6"]);
  });

  it("adds things later, at the last time that was said", async () => {
    const { clock, queue, begun } = make();
    let due = 0;
    queue.later("a", 50);
    queue.later("a", 200, () => due++);
    queue.later("gone", 100);
    queue.delete("gone");
    await clock.advance(199);
    expect([begun, due]).to.deep.equal([[], 0]);
    await clock.advance(1);
    expect([begun, due]).to.deep.equal([["a"], 1]);
  });

  it("begins nothing more of what it knows once it is stopped", async () => {
    const { clock, queue, begun, end } = make({ concurrency: 1 });
    queue.add("a");
    queue.add("b");
    queue.later("c", 10);
    queue.stop();
    await clock.advance(1_000);
    await end("a");
    expect(begun).to.deep.equal(["a"]);
  });
});
