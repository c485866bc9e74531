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
      turns.release(registry, 30_000, false);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(order).to.deep.equal(["b", "a", "a", "a"]);
    turns.release("a", 30_000, false);
    await turns.take("c", { signal });
  });

  it("serves before all others those that answered last time", async () => {
    const turns = new SocketTurns(2);
    const order: string[] = [];
    await turns.take("well", { signal });
    turns.release("well", 10, true);
    await turns.take("mute0", { signal });
    await turns.take("well", { signal });
    for (const registry of ["mute1", "mute2", "well", "well"]) {
      void turns.take(registry, { signal }).then(() => order.push(registry));
    }
    for (const [registry, heldMs] of [
      ["mute0", 30_000],
      ["well", 10],
      ["well", 30_000],
      ["well", 30_000],
    ] as const) {
      turns.release(registry, heldMs, heldMs < 30_000);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(order).to.deep.equal(["well", "well", "mute1", "mute2"]);
  });

  it("has turns for the quick ones however many answer late, never, or are new", async () => {
    const turns = new SocketTurns(8);
    const order: string[] = [];
    for (const [registry, heldMs] of [
      ["quick", 20],
      ["slow", 12_000],
      ["mute", 30_000],
    ] as const) {
      await turns.take(registry, { signal });
      turns.release(registry, heldMs, heldMs < 30_000);
    }
    for (const registry of ["slow", "mute"]) {
      for (let count = 0; count < 10; count++) {
        void turns.take(registry, { signal }).then(() => order.push(registry));
      }
    }
    for (let count = 0; count < 10; count++) {
      void turns.take(`new${count}`, { signal }).then(() => order.push("new"));
    }
    await new Promise((resolve) => setImmediate(resolve));
    expect(order).to.deep.equal(Array(6).fill("slow"));
    for (let count = 0; count < 50; count++) {
      await turns.take("quick", { signal });
      turns.release("quick", 20, true);
    }
    expect(order).to.have.length(6);
    // Then new ones before slow ones, and these before the mute.
    for (const [registry, heldMs] of [
      ...Array(6).fill(["slow", 12_000]),
      ...Array.from({ length: 10 }, (_, index) => [`new${index}`, 12_000]),
    ] as [string, number][]) {
      turns.release(registry, heldMs, heldMs < 30_000);
    }
    await new Promise((resolve) => setImmediate(resolve));
    expect(order.slice(6, 16).filter((registry) => registry === "new")).to.have.length.at.least(8);
    expect(order.slice(-3).filter((registry) => registry === "mute")).to.have.length.at.least(1);
  });

  it("lets no single request make a registry slow, nor quick", async () => {
    const turns = new SocketTurns(4);
    const isQuick = async (registry: string) => {
      // What is not quick has three of the four.
      for (let count = 0; count < 3; count++) {
        await turns.take("slow", { signal });
      }
      const isFree = turns.takeFree(registry);
      if (isFree) {
        turns.release(registry, 600, true);
      }
      for (let count = 0; count < 3; count++) {
        turns.release("slow", 30_000, false);
      }
      return isFree;
    };
    const ask = async (registry: string, heldMs: number, answered: boolean, times = 1) => {
      for (let count = 0; count < times; count++) {
        await turns.take(registry, { signal });
        turns.release(registry, heldMs, answered);
      }
    };
    await ask("slow", 30_000, false, 10);
    await ask("well", 20, true, 10);
    await ask("well", 30_000, false);
    expect(await isQuick("well")).to.equal(true);
    await ask("well", 30_000, false, 5);
    expect(await isQuick("well")).to.equal(false);
    await ask("well", 20, true);
    expect(await isQuick("well")).to.equal(false);
    await ask("well", 20, true, 10);
    expect(await isQuick("well")).to.equal(true);
    // To refuse at once is not to be quick.
    await ask("shut", 1, false, 10);
    expect(await isQuick("shut")).to.equal(false);
  });

  it("serves each that waits in the end", async () => {
    const turns = new SocketTurns(1);
    await turns.take("mute", { signal });
    turns.release("mute", 30_000, false);
    await turns.take("well", { signal });
    let isServed = false;
    void turns.take("mute", { signal }).then(() => {
      isServed = true;
    });
    for (let count = 0; !isServed && count < 200; count++) {
      void turns.take("well", { signal });
      turns.release("well", 20, true);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(isServed).to.equal(true);
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
    turns.release("a", 30_000, false);
    await second;
  });
});
