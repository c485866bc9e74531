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
    for (let n = 0; n < 4; n++) {
      turns.release();
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(order).to.deep.equal(["a", "b", "a", "a"]);
    turns.release();
    await turns.take("c", { signal });
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
    turns.release();
    await second;
  });
});
