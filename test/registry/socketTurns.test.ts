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
    expect(order.slice(6, 16)).to.deep.equal(Array(10).fill("new"));
    expect(order.slice(16)).to.deep.equal([...Array(4).fill("slow"), ...Array(2).fill("mute")]);
  });

  it("loses no turn to who leaves, though its pace was forgotten for all that came meanwhile", async () => {
    const turns = new SocketTurns(1);
    await turns.take("mute", { signal });
    turns.release("mute", 30_000, false);
    await turns.take("first", { signal });
    const impatient = new AbortController();
    const waits = turns.take("mute", { signal: impatient.signal }).catch(() => "left");
    const others = Array.from({ length: 10_001 }, async (_, index) => {
      await turns.take(`r${index}`, { signal });
      return () => turns.release(`r${index}`, 20, true);
    });
    turns.release("first", 20, true);
    for (const [index, other] of others.entries()) {
      const release = await other;
      if (index === others.length - 1) {
        impatient.abort();
      }
      release();
    }
    expect(await waits).to.equal("left");
    expect(turns.takeFree("mute")).to.equal(true);
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
