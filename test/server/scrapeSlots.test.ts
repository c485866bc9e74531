import { expect } from "chai";
import { ScrapeSlots } from "../../src/server/scrapeSlots.ts";

const { signal } = new AbortController();

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
    const slots = new ScrapeSlots(1, 2);
    const release = await slots.acquire({ signal });
    const second = slots.acquire({ signal });
    const third = slots.acquire({ signal });
    expect(await isSettled(second)).to.equal(false);
    release?.();
    const releaseSecond = await second;
    expect(await isSettled(third)).to.equal(false);
    releaseSecond?.();
    expect(await third).to.be.a("function");
  });

  it("acquire() gives none where too many wait already", async () => {
    const slots = new ScrapeSlots(1, 1);
    await slots.acquire({ signal });
    void slots.acquire({ signal });
    expect(await slots.acquire({ signal })).to.equal(undefined);
  });

  it("acquire() takes who gives up out of the queue", async () => {
    const slots = new ScrapeSlots(1, 1);
    const release = await slots.acquire({ signal });
    const impatient = new AbortController();
    const given = slots.acquire({ signal: impatient.signal });
    const reason = new Error("gone");
    impatient.abort(reason);
    expect(await given.catch((error: unknown) => error)).to.equal(reason);
    const next = slots.acquire({ signal });
    release?.();
    expect(await next).to.be.a("function");
  });

  it("acquire() rejects at once for who has given up before", async () => {
    const reason = new Error("gone");
    const given = new ScrapeSlots(1, 1).acquire({ signal: AbortSignal.abort(reason) });
    expect(await given.catch((error: unknown) => error)).to.equal(reason);
  });

  it("acquire() gives a slot once, however often it is given back", async () => {
    const slots = new ScrapeSlots(1, 5);
    const release = await slots.acquire({ signal });
    release?.();
    release?.();
    await slots.acquire({ signal });
    expect(await isSettled(slots.acquire({ signal }))).to.equal(false);
  });
});
