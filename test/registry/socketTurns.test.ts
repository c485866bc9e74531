import { expect } from "chai";
import { SocketTurns } from "../../src/registry/socketTurns.ts";

describe("SocketTurns", () => {
  const { signal } = new AbortController();

  it("take() lets as many pass as there are, then registries in turn", async () => {
    const turns = new SocketTurns(1);
    const order: string[] = [];
    await turns.take("a", { signal });
    for (const registry of ["a", "a", "a", "b"]) {
      void turns.take(registry, { signal }).then(() => order.push(registry));
    }
    for (const registry of ["a", "a", "b", "a"]) {
      turns.release(registry, false);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(order).to.deep.equal(["a", "b", "a", "a"]);
    turns.release("a", false);
    await turns.take("c", { signal });
  });

  it("serves next who has fewest under way, whoever waits for longest", async () => {
    const turns = new SocketTurns(4);
    const order: string[] = [];
    for (const registry of ["mute", "mute", "mute", "deaf"]) {
      await turns.take(registry, { signal });
    }
    for (const registry of ["mute", "mute", "deaf", "well", "well"]) {
      void turns.take(registry, { signal }).then(() => order.push(registry));
    }
    for (const registry of ["mute", "well", "deaf", "mute", "well"]) {
      turns.release(registry, false);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(order).to.deep.equal(["well", "well", "deaf", "mute", "mute"]);
  });

  it("serves before all others those that answered last time", async () => {
    const turns = new SocketTurns(2);
    const order: string[] = [];
    await turns.take("well", { signal });
    turns.release("well", true);
    await turns.take("mute0", { signal });
    await turns.take("well", { signal });
    for (const registry of ["mute1", "mute2", "well", "well"]) {
      void turns.take(registry, { signal }).then(() => order.push(registry));
    }
    for (const [registry, answered] of [
      ["mute0", false],
      ["well", true],
      ["well", false],
      ["well", false],
    ] as const) {
      turns.release(registry, answered);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(order).to.deep.equal(["well", "well", "mute1", "mute2"]);
  });

  it("take() rejects when its signal aborts, and leaves the turn to others", async () => {
    const turns = new SocketTurns(1);
    await turns.take("a", { signal });
    const impatient = new AbortController();
    const first = turns.take("a", { signal: impatient.signal }).catch((error: unknown) => error);
    const second = turns.take("b", { signal });
    const reason = new Error("gone");
    impatient.abort(reason);
    expect(await first).to.equal(reason);
    turns.release("a", false);
    await second;
  });
});
