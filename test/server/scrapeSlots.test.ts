import { expect } from "chai";
import { type ScrapeSlot, ScrapeSlots } from "../../src/server/scrapeSlots.ts";
import { fakeClock } from "../support/fakeClock.ts";

const { signal } = new AbortController();

/** What the tests ask with unless they say otherwise. */
const REQUEST = { client: "10.0.0.1", giveWay: () => {}, signal };

/** Whether a promise has settled by the time that all that is ready has run. */
async function isSettled(promise: Promise<unknown>): Promise<boolean> {
  let settled = false;
  void promise.finally(() => {
    settled = true;
  });
  await new Promise((resolve) => setImmediate(resolve));
  return settled;
}

describe("ScrapeSlots", () => {
  it("acquire() gives as many slots as there are, then in turn as they come back", async () => {
    const slots = new ScrapeSlots(1, 2, fakeClock());
    const release = await slots.acquire(REQUEST);
    const second = slots.acquire(REQUEST);
    const third = slots.acquire(REQUEST);
    expect(await isSettled(second)).to.equal(false);
    release?.release(true);
    const releaseSecond = await second;
    expect(await isSettled(third)).to.equal(false);
    releaseSecond?.release(true);
    expect(await third).to.be.an("object");
  });

  it("acquire() gives none where too many wait already", async () => {
    const slots = new ScrapeSlots(1, 1, fakeClock());
    await slots.acquire(REQUEST);
    void slots.acquire(REQUEST);
    expect(await slots.acquire(REQUEST)).to.equal(undefined);
  });

  it("acquire() takes who gives up out of the queue", async () => {
    const slots = new ScrapeSlots(1, 1, fakeClock());
    const release = await slots.acquire(REQUEST);
    const impatient = new AbortController();
    const given = slots.acquire({ ...REQUEST, signal: impatient.signal });
    const reason = new Error("gone");
    impatient.abort(reason);
    expect(await given.catch((error: unknown) => error)).to.equal(reason);
    const next = slots.acquire(REQUEST);
    release?.release(true);
    expect(await next).to.be.an("object");
  });

  it("acquire() rejects at once for who has given up before", async () => {
    const reason = new Error("gone");
    const given = new ScrapeSlots(1, 1, fakeClock()).acquire({
      ...REQUEST,
      signal: AbortSignal.abort(reason),
    });
    expect(await given.catch((error: unknown) => error)).to.equal(reason);
  });

  it("acquire() gives a slot once, however often it is given back", async () => {
    const slots = new ScrapeSlots(1, 5, fakeClock());
    const release = await slots.acquire(REQUEST);
    release?.release(true);
    release?.release(true);
    await slots.acquire(REQUEST);
    expect(await isSettled(slots.acquire(REQUEST))).to.equal(false);
  });

  it("acquire() has those give way that have taken nothing for a second, once somebody waits", async () => {
    const clock = fakeClock();
    const slots = new ScrapeSlots(2, 5, clock);
    const gone: string[] = [];
    const ask = (client: string) => slots.acquire({ client, giveWay: () => gone.push(client), signal });
    await ask("slow");
    const brisk = await ask("brisk");
    await clock.advance(60_000);
    brisk?.progress();
    expect(gone).to.deep.equal([]);
    const next = ask("next");
    await clock.advance(1);
    expect(await next).to.be.an("object");
    expect(gone).to.deep.equal(["slow"]);
    const last = ask("last");
    brisk?.progress();
    await clock.advance(999);
    brisk?.progress();
    await clock.advance(1);
    expect(await last).to.be.an("object");
    expect(gone).to.deep.equal(["slow", "next"]);
  });

  it("acquire() has all of many that wait have their turn within some five seconds, though none takes anything", async () => {
    const clock = fakeClock();
    const slots = new ScrapeSlots(4, 64, clock);
    const asked = Array.from({ length: 68 }, () => slots.acquire(REQUEST));
    let served = false;
    void asked.at(-1)?.then((slot) => {
      served = slot !== undefined;
    });
    for (let ms = 0; ms < 7_000 && !served; ms += 100) {
      await clock.advance(100);
    }
    expect(served).to.equal(true);
  });

  it("acquire() gives none to who has waited for eight seconds, and has no timer left", async () => {
    const clock = fakeClock();
    const slots = new ScrapeSlots(1, 5, clock);
    const busy = await slots.acquire(REQUEST);
    const waiting = slots.acquire(REQUEST);
    for (let ms = 0; ms < 8_000; ms += 500) {
      expect(await isSettled(waiting)).to.equal(false);
      busy?.progress();
      await clock.advance(500);
    }
    expect(await waiting).to.equal(undefined);
    const next = slots.acquire(REQUEST);
    busy?.release(true);
    expect(await next).to.be.an("object");
  });

  it("acquire() serves whoever comes next to many others of one client, who are turned away first", async () => {
    const slots = new ScrapeSlots(1, 4, fakeClock());
    const first = await slots.acquire({ ...REQUEST, client: "flood" });
    const flood = Array.from({ length: 6 }, () => slots.acquire({ ...REQUEST, client: "flood" }));
    const other = slots.acquire({ ...REQUEST, client: "other" });
    expect(await Promise.all(flood.slice(-3))).to.deep.equal([undefined, undefined, undefined]);
    first?.release(true);
    (await flood[0])?.release(true);
    expect(await other).to.be.an("object");
    expect(await isSettled(flood[1]!)).to.equal(false);
  });

  it("acquire() serves soon who took an answer before, though four hundred clients fill the places", async () => {
    const clock = fakeClock();
    const slots = new ScrapeSlots(4, 64, clock);
    const flood = () => {
      for (let index = 0; index < 400; index++) {
        void slots.acquire({ ...REQUEST, client: `flood ${index}` });
      }
    };
    (await slots.acquire({ ...REQUEST, client: "scraper" }))?.release(true);
    flood();
    for (let scrape = 0; scrape < 3; scrape++) {
      let slot: ScrapeSlot | undefined;
      void slots.acquire({ ...REQUEST, client: "scraper" }).then((given) => {
        slot = given;
      });
      for (let ms = 0; ms < 3_000 && slot === undefined; ms += 100) {
        flood();
        await clock.advance(100);
      }
      expect(slot, `scrape ${scrape}`).to.be.an("object");
      slot?.release(true);
    }
  });

  it("acquire() lets those who took answers before have each second turn, not all", async () => {
    const slots = new ScrapeSlots(1, 64, fakeClock());
    (await slots.acquire({ ...REQUEST, client: "known" }))?.release(true);
    let slot = await slots.acquire({ ...REQUEST, client: "known" });
    const order: string[] = [];
    const asked = ["known", "known", "known", "new", "new"].map(async (client) => {
      const given = await slots.acquire({ ...REQUEST, client });
      order.push(client);
      return given;
    });
    for (const next of [0, 3, 1, 4, 2]) {
      slot?.release(true);
      slot = await asked[next];
    }
    expect(order).to.deep.equal(["known", "new", "known", "new", "known"]);
  });

  it("acquire() forgets who took no answer for five minutes, or not the whole of it", async () => {
    const clock = fakeClock();
    const slots = new ScrapeSlots(1, 1, clock);
    (await slots.acquire({ ...REQUEST, client: "long ago" }))?.release(true);
    await clock.advance(300_000);
    (await slots.acquire({ ...REQUEST, client: "gone" }))?.release(false);
    await slots.acquire(REQUEST);
    void slots.acquire({ ...REQUEST, client: "other" }).catch(() => {});
    // The one place is that of whoever nobody knows: of three that want it, two are turned away.
    const asked = ["long ago", "gone"].map((client) => slots.acquire({ ...REQUEST, client }));
    const settled = await Promise.all(asked.map((each) => isSettled(each)));
    expect(settled.filter((each) => !each).length).to.be.below(2);
  });
});
