import { expect } from "chai";
import { inSlices } from "../../src/time/inSlices.ts";
import { fakeClock } from "../support/fakeClock.ts";

describe("inSlices()", () => {
  /** A clock on which each look takes so many milliseconds. */
  function clockOf(lookMs: number) {
    let now = 0;
    return { ...fakeClock(), monotonic: () => (now += lookMs) };
  }

  it("visits all in order", async () => {
    const seen: number[] = [];
    await inSlices([1, 2, 3], (item) => seen.push(item), {
      clock: clockOf(0),
      signal: new AbortController().signal,
    });
    expect(seen).to.deep.equal([1, 2, 3]);
  });

  it("lets the event loop turn after four milliseconds", async () => {
    let seen = 0;
    const atTurns: number[] = [];
    const turn = () => {
      atTurns.push(seen);
      if (seen < 9) {
        setImmediate(turn);
      }
    };
    setImmediate(turn);
    await inSlices(Array(9), () => seen++, { clock: clockOf(2), signal: new AbortController().signal });
    expect(atTurns.slice(0, 3)).to.deep.equal([2, 4, 6]);
  });

  it("stops between two slices when it is aborted", async () => {
    const stopping = new AbortController();
    let seen = 0;
    const done = inSlices(
      Array(9),
      () => {
        seen++;
        stopping.abort(new Error("enough"));
      },
      { clock: clockOf(9), signal: stopping.signal },
    );
    await done.then(
      () => expect.fail("was not stopped"),
      (error: Error) => expect(error.message).to.equal("enough"),
    );
    expect(seen).to.equal(1);
  });
});
