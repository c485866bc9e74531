import { expect } from "chai";
import { Confirmations } from "../../src/schedule/confirmations.ts";
import { fakeClock } from "../support/fakeClock.ts";

describe("Confirmations", () => {
  const { signal } = new AbortController();

  function make() {
    const clock = fakeClock();
    const limitsOf = () => ({ requestsPerSecond: 40, concurrency: 16, maxRetryAfter: 900_000 });
    const confirmations = new Confirmations({ limitsOf, clock });
    const ended: string[] = [];
    const state = { underWay: 0, requests: 0, ended };
    async function confirm(by: string): Promise<void> {
      const confirmation = confirmations.begin("half.io", by);
      state.underWay++;
      let turns = 0;
      while (turns < 24 && (await confirmation.turn({ signal }))) {
        turns++;
        state.requests++;
      }
      confirmation.end();
      state.underWay--;
      ended.push(`${by} ${turns === 24 ? "confirmed" : "gave up"}`);
    }
    return { clock, confirm, state };
  }

  it("begin() confirms at a quarter of the host's pace", async () => {
    const { clock, confirm, state } = make();
    for (let n = 0; n < 4; n++) {
      void confirm("shop");
    }
    await clock.advance(5_000);
    expect(state.requests).to.be.within(50, 60);
  });

  it("begin() has half of the host's checks confirm, and those that began first come to their end", async () => {
    const { clock, confirm, state } = make();
    for (let n = 0; n < 40; n++) {
      void confirm("shop");
    }
    await clock.advance(0);
    expect(state.ended).to.deep.equal(Array(32).fill("shop gave up"));
    await clock.advance(24 * 8 * 100 + 200);
    expect(state.ended.slice(32)).to.deep.equal(Array(8).fill("shop confirmed"));
  });

  it("begin() has who has most give up the newest, and serves the others in turn", async () => {
    const { clock, confirm, state } = make();
    for (let n = 0; n < 8; n++) {
      void confirm("evil");
    }
    await clock.advance(1_000);
    for (let n = 0; n < 3; n++) {
      void confirm("shop");
    }
    await clock.advance(3 * 24 * 2 * 100 + 1_000);
    expect(state.ended.filter((one) => one === "shop confirmed")).to.have.length(3);
    expect(state.ended.filter((one) => one === "evil gave up")).to.have.length(3);
    expect(state.underWay).to.be.at.most(5);
  });

  it("begin() has whoever began go on where as many others as there are places have one each", async () => {
    const { clock, confirm, state } = make();
    for (let n = 0; n < 20; n++) {
      void confirm(`n${n}`);
    }
    await clock.advance(24 * 8 * 100 + 200);
    expect(state.ended.filter((one) => one.endsWith("confirmed"))).to.deep.equal(
      Array.from({ length: 8 }, (_, n) => `n${n} confirmed`),
    );
  });
});
