import { expect } from "chai";
import { whenQuiet } from "../../src/schedule/whenQuiet.ts";
import { fakeClock } from "../support/fakeClock.ts";
import { makeSchedule, makeTargets } from "./scheduleFixture.ts";

describe("whenQuiet()", () => {
  it("waits while something else waits for the registry, takes no place meanwhile, and then waits for one", async () => {
    const clock = fakeClock();
    let tellQuiet: (() => void) | undefined;
    let isBusy = true;
    const onceQuiet = (tell: () => void) => {
      tellQuiet = tell;
      return isBusy ? () => {} : undefined;
    };
    const waits = [2_500, 0];
    const quiet = whenQuiet(
      { onceQuiet, reserve: () => waits.shift() ?? 0, untilMs: clock.monotonic() + 60_000 },
      { clock, signal: new AbortController().signal },
    ).then(() => clock.monotonic());
    const beganMs = clock.monotonic();
    await clock.advance(5_000);
    tellQuiet?.();
    await clock.advance(400);
    expect(waits, "busy again before it could go on").to.have.length(2);
    isBusy = false;
    tellQuiet?.();
    await clock.advance(5_000);
    expect((await quiet) - beganMs).to.be.within(5_400 + 1_000, 5_400 + 2_500);
  });

  it("goes on in the end, within the registry's budget, though something else always waits", async () => {
    const clock = fakeClock();
    const waits = [2_500, 0];
    const beganMs = clock.monotonic();
    const gone = whenQuiet(
      { onceQuiet: () => () => {}, reserve: () => waits.shift() ?? 0, untilMs: clock.monotonic() + 3_500 },
      { clock, signal: new AbortController().signal },
    ).then(() => clock.monotonic());
    await clock.advance(10_000);
    expect((await gone) - beganMs).to.be.within(3_500, 6_500);
    expect(waits).to.deep.equal([]);
  });

  it("waits no longer for several requests than for one, where they share the time", async () => {
    const clock = fakeClock();
    const { signal } = new AbortController();
    const beganMs = clock.monotonic();
    const quiet = { onceQuiet: () => () => {}, untilMs: beganMs + 10_000 };
    let went = 0;
    void (async () => {
      for (let request = 0; request < 12; request++) {
        await whenQuiet(quiet, { clock, signal });
        went++;
      }
    })();
    await clock.advance(9_000);
    expect(went).to.equal(0);
    await clock.advance(1_000);
    expect(went).to.equal(12);
  });

  it("goes on as soon as nothing waits for the registry any more, and calls off what it waits for no longer", async () => {
    const s = makeSchedule({ requestsPerSecond: 10, concurrency: 2, latencyMs: 100 });
    const [first, ...others] = makeTargets(40);
    const { registry } = first!.request.reference;
    const { signal } = new AbortController();
    s.scheduler.start();
    for (const target of [first!, ...others]) {
      s.scheduler.add(target);
    }
    let told = 0;
    s.scheduler.onceQuiet(registry)(() => told++)?.();
    const onceQuiet = s.scheduler.onceQuiet(registry);
    const goes = [1, 2].map(() =>
      whenQuiet({ onceQuiet, untilMs: s.clock.monotonic() + 60_000 }, { clock: s.clock, signal }).then(() =>
        s.clock.monotonic(),
      ),
    );
    await s.clock.advance(5_000);
    const lastMs = s.requests.at(-1)!.atMs;
    expect(await Promise.all(goes)).to.deep.equal([lastMs, lastMs]);
    expect(told).to.equal(0);
    expect(onceQuiet(() => {})).to.equal(undefined);
  });

  it("ends with its signal", async () => {
    const ending = new AbortController();
    const quiet = whenQuiet(
      { onceQuiet: () => () => {}, untilMs: 60_000 },
      { clock: fakeClock(), signal: ending.signal },
    );
    ending.abort(new Error("over"));
    expect(await quiet.catch(String)).to.equal("Error: over");
  });

  it("has fifteen hundred others delay no check, not even one that only waits for the registry's budget", async () => {
    const measure = async (others: number) => {
      const s = makeSchedule({ requestsPerSecond: 10, concurrency: 16 });
      const { signal } = new AbortController();
      const registry = makeTargets(1)[0]!.request.reference.registry;
      s.scheduler.start();
      let left = others;
      const work = async () => {
        while (left-- > 0) {
          await whenQuiet(
            {
              onceQuiet: s.scheduler.onceQuiet(registry),
              reserve: () => s.gate.reserve(registry),
              untilMs: s.clock.monotonic() + 60_000,
            },
            { clock: s.clock, signal },
          );
          s.gate.admit(registry, "");
        }
      };
      for (let worker = 0; worker < 16; worker++) {
        void work();
      }
      await s.clock.advance(5_000);
      const beganMs = s.clock.monotonic();
      for (const target of makeTargets(16)) {
        s.scheduler.add(target);
      }
      await s.clock.advance(10_000);
      expect(s.checked).to.have.length.above(15);
      return s.checked[15]!.atMs - beganMs;
    };
    const alone = await measure(0);
    // What was taken just before they came, a second's worth, is all that they wait for.
    expect(await measure(1_500)).to.be.below(alone + 1_300);
  });
});
