import { expect } from "chai";
import { RedirectTurns } from "../../src/schedule/redirectTurns.ts";
import { fakeClock } from "../support/fakeClock.ts";

describe("RedirectTurns", () => {
  const { signal } = new AbortController();
  const make = () => {
    const clock = fakeClock();
    const limitsOf = () => ({ requestsPerSecond: 10, concurrency: 16, maxRetryAfter: 900_000 });
    return { clock, turns: new RedirectTurns({ limitsOf, clock }) };
  };

  it("take() lets all registries together send a host no more than its rate, and them to others as ever", async () => {
    const { clock, turns } = make();
    let sent = 0;
    for (let n = 0; n < 600; n++) {
      void turns.take("victim.io", `r${n % 60}.io`, { signal }).then(() => sent++);
    }
    await clock.advance(0);
    expect(sent, "a burst").to.equal(10);
    await clock.advance(30_000);
    expect(sent).to.equal(10 + 300);
    expect(await turns.take("storage.io", "r1.io", { signal })).to.equal(true);
  });

  it("take() serves registries in turn, however many of one wait", async () => {
    const { clock, turns } = make();
    for (let n = 0; n < 500; n++) {
      void turns.take("storage.io", "evil.io", { signal });
    }
    let served = 0;
    for (let n = 0; n < 5; n++) {
      void turns.take("storage.io", "well.io", { signal }).then(() => served++);
    }
    await clock.advance(1_100);
    expect(served).to.equal(5);
  });

  it("take() has a registry wait no longer than its own rate has it, where it alone leads there", async () => {
    const { clock, turns } = make();
    for (let n = 0; n < 1_000; n++) {
      let passed = false;
      void turns.take("storage.io", "reg.io", { signal }).then(() => {
        passed = true;
      });
      await clock.advance(100);
      expect(passed).to.equal(true);
    }
  });

  it("take() is refused to who has most waiting, where a thousand wait", async () => {
    const { clock, turns } = make();
    const refused: string[] = [];
    const ask = (registry: string) =>
      void turns.take("victim.io", registry, { signal }).then((mayGo) => mayGo || refused.push(registry));
    for (let n = 0; n < 1_010; n++) {
      ask("evil.io");
    }
    ask("well.io");
    await clock.advance(0);
    expect(refused).to.deep.equal(["evil.io"]);
  });

  it("take() rejects as its signal aborts, and takes no turn then", async () => {
    const { clock, turns } = make();
    const aborting = new AbortController();
    for (let n = 0; n < 10; n++) {
      await turns.take("victim.io", "r.io", { signal });
    }
    const aborted = turns.take("victim.io", "r.io", aborting).catch((error: Error) => error.message);
    let passed = false;
    void turns.take("victim.io", "r.io", { signal }).then(() => {
      passed = true;
    });
    aborting.abort(new Error("enough"));
    expect(await aborted).to.equal("enough");
    await clock.advance(100);
    expect(passed).to.equal(true);
  });

  it("remembers no host for longer than it matters", async () => {
    const { clock, turns } = make();
    for (let n = 0; n < 1_000; n++) {
      await turns.take(`made-up-${n}.io`, "evil.io", { signal });
      await clock.advance(10);
    }
    expect(turns.size).to.be.at.most(102);
  });
});
