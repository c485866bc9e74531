import { hashSync } from "bcryptjs";
import { expect } from "chai";
import { BcryptThread } from "../../src/server/bcryptThread.ts";
import { systemClock } from "../../src/time/clock.ts";
import { fakeClock } from "../support/fakeClock.ts";

const ASKER = { client: "10.0.0.1", isThere: () => true };

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
    const verdicts = ["sésame", "sesame", "", "sésame"].map((password) =>
      thread.compare(password, hash, ASKER),
    );
    expect(await Promise.all(verdicts)).to.deep.equal([true, false, false, true]);
  });

  for (const prefix of ["$2a$", "$2b$", "$2y$"]) {
    it(`compare() reads hashes that begin with ${prefix}`, async () => {
      expect(
        await open().compare("secret", hashSync("secret", 4).replace(/^\$2.\$/, prefix), ASKER),
      ).to.equal(true);
    });
  }

  it("compare() leaves the main thread alone", async () => {
    const thread = open();
    await thread.compare("warm up", hashSync("x", 4), ASKER);
    // What one comparison takes here, at this cost.
    const direct = process.threadCpuUsage();
    const hash = hashSync("secret", 11);
    const { user } = process.threadCpuUsage(direct);
    const before = process.threadCpuUsage();
    expect(await thread.compare("secret", hash, ASKER)).to.equal(true);
    expect(process.threadCpuUsage(before).user).to.be.below(user / 4);
  });

  it("compare() serves whoever comes next to many others of one client, and turns none of them away", async () => {
    const thread = open();
    const hash = hashSync("secret", 4);
    const order: string[] = [];
    const flood = Array.from({ length: 60 }, (_, index) =>
      thread.compare(`wrong${index}`, hash, ASKER).then((matches) => order.push(`flood ${matches}`)),
    );
    const scraper = thread
      .compare("secret", hash, { ...ASKER, client: "10.0.0.2" })
      .then((matches) => order.push(`scraper ${matches}`));
    await Promise.all([...flood, scraper]);
    expect(order.indexOf("scraper true")).to.be.within(0, 2);
    expect(order.filter((line) => line === "flood false")).to.have.length(60);
  });

  it("compare() compares nothing for who has gone", async () => {
    const thread = open();
    const hash = hashSync("secret", 4);
    const gone = { ...ASKER, isThere: () => false };
    const verdicts = [ASKER, gone, ASKER].map((asker) => thread.compare("secret", hash, asker));
    expect(await Promise.all(verdicts)).to.deep.equal([true, undefined, true]);
  });

  it("compare() turns those away that fill the queue", async () => {
    const thread = open();
    const hash = hashSync("secret", 4);
    const flood = Array.from({ length: 600 }, () => thread.compare("secret", hash, ASKER));
    const other = thread.compare("secret", hash, { ...ASKER, client: "10.0.0.2" });
    thread.compare("secret", hash, ASKER).catch(() => {});
    expect(await other).to.equal(true);
    const turnedAway = Promise.all(flood.slice(-80));
    expect(await turnedAway).to.deep.equal(Array(80).fill(undefined));
    for (const verdict of flood) {
      verdict.catch(() => {});
    }
  });

  it("ends its thread after 30 s without work, and starts another when there is some", async () => {
    const clock = fakeClock();
    const thread = open(clock);
    const hash = hashSync("secret", 4);
    expect(await thread.compare("secret", hash, ASKER)).to.equal(true);
    await clock.advance(29_999);
    expect(thread.running).to.equal(true);
    await clock.advance(1);
    expect(thread.running).to.equal(false);
    expect(await thread.compare("secret", hash, ASKER)).to.equal(true);
  });

  it("close() rejects what is under way", async () => {
    const thread = open();
    const verdict = thread.compare("secret", hashSync("secret", 4), ASKER).catch(String);
    thread.close();
    expect(await verdict).to.equal("Error: the password check has been closed");
  });
});
