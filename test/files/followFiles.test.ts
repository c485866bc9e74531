import { expect } from "chai";
import { followFiles } from "../../src/files/followFiles.ts";
import { fakeClock } from "../support/fakeClock.ts";

describe("followFiles()", () => {
  /** Files that were changed `ageMs` ago when they are read. */
  const follow = () => {
    const clock = fakeClock();
    const files = { text: "a", ageMs: 60_000, readings: 0 };
    const ask = followFiles(async (change) => {
      files.readings += 1;
      change.note(clock.now() - 90_000);
      change.note(clock.now() - files.ageMs);
      return files.text;
    }, clock);
    return { clock, files, ask };
  };

  it("reads once for all who ask within five seconds", async () => {
    const { clock, files, ask } = follow();
    expect(await Promise.all([ask(), ask()])).to.deep.equal(["a", "a"]);
    files.text = "b";
    await clock.advance(4_999);
    expect(await ask()).to.equal("a");
    await clock.advance(1);
    expect(await ask()).to.equal("b");
    expect(files.readings).to.equal(2);
  });

  it("waits until what is being changed has been as it is for a second", async () => {
    const { clock, files, ask } = follow();
    Object.assign(files, { text: "", ageMs: 0 });
    const asked = ask();
    await clock.advance(999);
    Object.assign(files, { text: "b", ageMs: 300 });
    await clock.advance(1);
    Object.assign(files, { text: "c", ageMs: 1_000 });
    await clock.advance(700);
    expect(await asked).to.equal("c");
    expect(files.readings).to.equal(3);
  });

  it("gives up what goes on changing, and begins anew five seconds later", async () => {
    const { clock, files, ask } = follow();
    files.ageMs = 0;
    const asked = ask();
    await clock.advance(20_000);
    expect(await asked).to.equal(undefined);
    files.ageMs = 60_000;
    expect(await ask()).to.equal("a");
  });

  it("waits a second at most for what is not there, whatever else changes beside it", async () => {
    const clock = fakeClock();
    let isThere = false;
    const ask = followFiles(async (change) => {
      if (isThere) {
        change.note(clock.now() - 90_000);
      } else {
        change.noteMissing("conf.d", clock.now() - 10);
      }
      return isThere;
    }, clock);
    const asked = ask();
    await clock.advance(1_000);
    expect(await asked).to.equal(false);
    // It goes, and comes back.
    isThere = true;
    await clock.advance(5_000);
    expect(await ask()).to.equal(true);
    isThere = false;
    await clock.advance(5_000);
    const again = ask();
    await clock.advance(500);
    isThere = true;
    await clock.advance(500);
    expect(await again).to.equal(true);
  });

  it("takes a change for an old one where the file system has another clock", async () => {
    const { files, ask } = follow();
    files.ageMs = -1_000;
    expect(await ask()).to.equal("a");
  });

  it("rejects as the reading does, until it is read again", async () => {
    const clock = fakeClock();
    let isBroken = true;
    const ask = followFiles(async () => {
      if (isBroken) {
        throw new Error("no such file");
      }
      return "a";
    }, clock);
    expect(String(await ask().catch(String))).to.equal("Error: no such file");
    isBroken = false;
    await clock.advance(5_000);
    expect(await ask()).to.equal("a");
  });
});
