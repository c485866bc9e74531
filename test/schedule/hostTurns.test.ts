import { expect } from "chai";
import { HostTurns } from "../../src/schedule/hostTurns.ts";
import { fakeClock } from "../support/fakeClock.ts";

describe("HostTurns", () => {
  const { signal } = new AbortController();
  const make = () => {
    const clock = fakeClock();
    const limits = { requestsPerSecond: 10, concurrency: 16 };
    const turns = new HostTurns({ clock });
    const take = (host: string, client: string, options: { readonly signal: AbortSignal }) =>
      turns.take({ host, limits, client }, options);
    return { clock, turns, take };
  };

  it("take() lets all registries together send a host no more than its rate, and them to others as ever", async () => {
    const { clock, take } = make();
    let sent = 0;
    for (let n = 0; n < 600; n++) {
      void take("victim.io", `r${n % 60}.io`, { signal }).then(() => sent++);
    }
    await clock.advance(0);
    expect(sent, "a burst").to.equal(10);
    await clock.advance(30_000);
    expect(sent).to.equal(10 + 300);
    expect(await take("storage.io", "r1.io", { signal })).to.equal(true);
  });

  it("take() serves registries in turn, however many of one wait", async () => {
    const { clock, take } = make();
    for (let n = 0; n < 500; n++) {
      void take("storage.io", "evil.io", { signal });
    }
    let served = 0;
    for (let n = 0; n < 5; n++) {
      void take("storage.io", "well.io", { signal }).then(() => served++);
    }
    await clock.advance(1_100);
    expect(served).to.equal(5);
  });

  it("take() has a registry wait no longer than its own rate has it, where it alone leads there", async () => {
    const { clock, take } = make();
    for (let n = 0; n < 1_000; n++) {
      let passed = false;
      void take("storage.io", "reg.io", { signal }).then(() => {
        passed = true;
      });
      await clock.advance(100);
      expect(passed).to.equal(true);
    }
  });

  it("take() is refused to who has most waiting, where a thousand wait", async () => {
    const { clock, take } = make();
    const refused: string[] = [];
    const ask = (registry: string) =>
      void take("victim.io", registry, { signal }).then((mayGo) => mayGo || refused.push(registry));
    for (let n = 0; n < 1_010; n++) {
      ask("evil.io");
    }
    ask("well.io");
    await clock.advance(0);
    expect(refused).to.deep.equal(["evil.io"]);
  });

  it("take() rejects as its signal aborts, and takes no turn then", async () => {
    const { clock, take } = make();
    const aborting = new AbortController();
    for (let n = 0; n < 10; n++) {
      await take("victim.io", "r.io", { signal });
    }
    const aborted = take("victim.io", "r.io", aborting).catch((error: Error) => error.message);
    let passed = false;
    void take("victim.io", "r.io", { signal }).then(() => {
      passed = true;
    });
    aborting.abort(new Error("enough"));
    expect(await aborted).to.equal("enough");
    await clock.advance(100);
    expect(passed).to.equal(true);
  });

  it("remembers no host for longer than it matters", async () => {
    const { clock, turns, take } = make();
    for (let n = 0; n < 1_000; n++) {
      await take(`made-up-${n}.io`, "evil.io", { signal });
      await clock.advance(10);
    }
    expect(turns.size).to.be.at.most(102);
  });
});
