import { expect } from "chai";
import { HostBudget } from "../../src/schedule/hostBudget.ts";
import { TokenBucket } from "../../src/time/tokenBucket.ts";
import { fakeClock } from "../support/fakeClock.ts";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

describe("HostBudget, of a registry that limits what an address may ask", () => {
  /** Asks as fast as it may: two requests a check, as one by tag and one by digest. @returns how many checks were answered */
  async function ask(
    { perSecond, burst, retryAfterMs }: { perSecond: number; burst: number; retryAfterMs?: number },
    forMs: number,
    parties: number,
  ) {
    const clock = fakeClock();
    const limits = { requestsPerSecond: 50, concurrency: 16, maxRetryAfter: 15 * MINUTE };
    const budget = new HostBudget(limits, { clock, random: () => 0.5 });
    const registry = new TokenBucket(() => ({ intervalMs: SECOND / perSecond, burst }), clock);
    const done = { checks: 0, refused: 0 };
    const request = (party: string): boolean => {
      if (budget.admit(party) !== undefined) {
        return false;
      }
      const isLimited = registry.waitMs() > 0;
      if (isLimited) {
        done.refused += 1;
      } else {
        registry.take();
      }
      const quota = isLimited && retryAfterMs !== undefined ? { retryAfterMs } : {};
      budget.settle({ kind: "answered", method: "HEAD", status: isLimited ? 429 : 200, quota }, party, party);
      return !isLimited;
    };
    for (let count = 0; clock.monotonic() < forMs; count++) {
      const party = `team ${count % parties}`;
      const wait = budget.reserve();
      if (wait > 0) {
        await clock.advance(Math.min(wait, SECOND));
      } else if (request(party) && request(party)) {
        done.checks += 1;
      } else {
        await clock.advance(20);
      }
    }
    return done;
  }

  for (const limits of [
    { perSecond: 5, burst: 10 },
    { perSecond: 5, burst: 10, retryAfterMs: SECOND },
    { perSecond: 2, burst: 5, retryAfterMs: SECOND },
  ]) {
    it(`finds the pace that it grants to one and to several: ${JSON.stringify(limits)}`, async () => {
      for (const parties of [1, 10]) {
        const { checks, refused } = await ask(limits, 30 * MINUTE, parties);
        // A third of what it would grant at best, at two requests a check.
        expect(checks).to.be.above((limits.perSecond * 30 * 60) / 2 / 3);
        expect(refused).to.be.below(checks / 5);
      }
    });
  }

  it("is slower where several namespaces are limited, or one alone asks, and not for an account of one's own", async () => {
    const clock = fakeClock();
    const limits = { requestsPerSecond: 50, concurrency: 16, maxRetryAfter: 15 * MINUTE };
    const budget = new HostBudget(limits, { clock, random: () => 0.5 });
    const answer = (by: string, status: number) =>
      budget.settle({ kind: "answered", method: "HEAD", status, quota: { retryAfterMs: SECOND } }, by, by);
    for (let count = 0; count < 60; count++) {
      answer("shop", 200);
      answer("evil", 200);
      answer("evil", 429);
      await clock.advance(15 * SECOND);
    }
    expect(budget.share).to.equal(1);
    // However many are limited at a time, it is once.
    for (const status of [200, 429]) {
      for (let team = 0; team < 20; team++) {
        answer(`team ${team}`, status);
      }
    }
    expect(budget.share).to.equal(1 / 2);
    await clock.advance(3 * MINUTE);
    expect(budget.share).to.equal(1);
    for (const status of [200, 429]) {
      answer("alone", status);
    }
    expect(budget.share).to.equal(1 / 2);
  });
});
