import { hashSync } from "bcryptjs";
import { expect } from "chai";
import { BcryptThread } from "../../src/server/bcryptThread.ts";
import { systemClock } from "../../src/time/clock.ts";
import { fakeClock } from "../support/fakeClock.ts";

describe("BcryptThread", () => {
  const threads: BcryptThread[] = [];
  const open = (clock = systemClock) => {
    const thread = new BcryptThread({ clock });
    threads.push(thread);
    return thread;
  };
  afterEach(() => {
    for (const thread of threads.splice(0)) {
      thread.close();
    }
  });

  it("compare() tells right from wrong, in order", async () => {
    const thread = open();
    const hash = hashSync("sésame", 4);
    const verdicts = ["sésame", "sesame", "", "sésame"].map((password) => thread.compare(password, hash));
    expect(await Promise.all(verdicts)).to.deep.equal([true, false, false, true]);
  });

  for (const prefix of ["$2a$", "$2b$", "$2y$"]) {
    it(`compare() reads hashes that begin with ${prefix}`, async () => {
      expect(await open().compare("secret", hashSync("secret", 4).replace(/^\$2.\$/, prefix))).to.equal(true);
    });
  }

  it("compare() leaves the main thread alone", async () => {
    const thread = open();
    await thread.compare("warm up", hashSync("x", 4));
    // What one comparison takes here, at this cost.
    const direct = process.threadCpuUsage();
    const hash = hashSync("secret", 11);
    const { user } = process.threadCpuUsage(direct);
    const before = process.threadCpuUsage();
    expect(await thread.compare("secret", hash)).to.equal(true);
    expect(process.threadCpuUsage(before).user).to.be.below(user / 4);
  });

  it("is full when many wait, and no more when they have their answer", async () => {
    const thread = open();
    const hash = hashSync("secret", 4);
    const verdicts = [];
    while (!thread.full) {
      verdicts.push(thread.compare("secret", hash));
    }
    expect(verdicts).to.have.length(32);
    await Promise.all(verdicts);
    expect(thread.full).to.equal(false);
  });

  it("ends its thread after 30 s without work, and starts another when there is some", async () => {
    const clock = fakeClock();
    const thread = open(clock);
    const hash = hashSync("secret", 4);
    expect(await thread.compare("secret", hash)).to.equal(true);
    await clock.advance(29_999);
    expect(thread.running).to.equal(true);
    await clock.advance(1);
    expect(thread.running).to.equal(false);
    expect(await thread.compare("secret", hash)).to.equal(true);
  });

  it("close() rejects what is under way", async () => {
    const thread = open();
    const verdict = thread.compare("secret", hashSync("secret", 4)).catch(String);
    thread.close();
    expect(await verdict).to.equal("Error: the password check has been closed");
  });
});
