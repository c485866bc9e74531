import { expect } from "chai";
import { TokenBucket } from "../../src/time/tokenBucket.ts";
import { fakeClock } from "../support/fakeClock.ts";

describe("TokenBucket", () => {
  it("waitMs() lets a burst pass, then one in each interval", async () => {
    const clock = fakeClock();
    const bucket = new TokenBucket(() => ({ intervalMs: 100, burst: 2 }), clock);
    const waits: number[] = [];
    for (let index = 0; index < 3; index++) {
      waits.push(bucket.waitMs());
      bucket.take();
    }
    expect(waits).to.deep.equal([0, 0, 100]);
    await clock.advance(150);
    // The third was taken in advance.
    expect(bucket.waitMs()).to.equal(50);
    await clock.advance(50);
    expect(bucket.waitMs()).to.equal(0);
    await clock.advance(60_000);
    bucket.take();
    bucket.take();
    expect(bucket.waitMs()).to.equal(100);
  });

  it("waitMs() heeds limits that change", () => {
    let limits = { intervalMs: 100, burst: 5 };
    const bucket = new TokenBucket(() => limits, fakeClock());
    bucket.take();
    limits = { intervalMs: 1000, burst: 1 };
    expect(bucket.waitMs()).to.equal(0);
    bucket.take();
    expect(bucket.waitMs()).to.equal(1000);
  });
});
