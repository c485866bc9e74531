import { expect } from "chai";
import { RenewedToken } from "../../../src/credentials/cloud/renewedToken.ts";
import { makeCredential } from "../../../src/credentials/credential.ts";
import { fakeClock } from "../../support/fakeClock.ts";

const HOUR = 3_600_000;

describe("RenewedToken", () => {
  function open() {
    const wall = { aheadMs: 0, fetchedAheadMs: 0 };
    const time = fakeClock();
    const clock = { ...time, now: () => time.now() + wall.aheadMs };
    const state = { fetches: 0, failures: [] as string[], down: undefined as Error | undefined, hang: false };
    const lifetime = new AbortController();
    const token = new RenewedToken({
      async fetch({ signal }) {
        state.fetches++;
        if (state.hang) {
          await new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
        }
        if (state.down !== undefined) {
          throw state.down;
        }
        const credential = makeCredential({ username: "AWS", password: `token-${state.fetches}` });
        return { credential, expiresMs: clock.now() + wall.fetchedAheadMs + 12 * HOUR };
      },
      onFailure: (error) => state.failures.push(error),
      clock,
      random: () => 1,
      signal: lifetime.signal,
    });
    const get = async () => {
      const result = await token.get();
      return "error" in result ? result.error : result.credential.password;
    };
    return { clock, wall, state, get, lifetime };
  }

  it("get() fetches once for all that ask at once, and keeps the token", async () => {
    const { clock, state, get } = open();
    expect(await Promise.all([get(), get(), get()])).to.deep.equal(["token-1", "token-1", "token-1"]);
    await clock.advance(6 * HOUR - 1);
    expect(await get()).to.equal("token-1");
    expect(state.fetches).to.equal(1);
  });

  it("get() has it renewed in the background from half of its life on", async () => {
    const { clock, state, get } = open();
    await get();
    await clock.advance(6 * HOUR);
    expect(await get()).to.equal("token-1");
    await clock.advance(0);
    expect(await get()).to.equal("token-2");
    expect(state.fetches).to.equal(2);
  });

  it("get() gives the last token in an outage until it expires, asking with longer and longer pauses", async () => {
    const { clock, state, get } = open();
    await get();
    state.down = new Error("connect ECONNREFUSED");
    for (let elapsed = 0; elapsed < 12 * HOUR - 60_000; elapsed += 60_000) {
      await clock.advance(60_000);
      expect(await get()).to.equal("token-1");
      await clock.advance(0);
    }
    expect(state.fetches).to.be.within(20, 50);
    await clock.advance(60_000);
    expect(await get()).to.equal("connect ECONNREFUSED");
    state.down = undefined;
    await clock.advance(10 * 60_000);
    expect(await get()).to.equal(`token-${state.fetches}`);
    expect(state.failures[0]).to.equal("connect ECONNREFUSED");
  });

  it("get() says at once why there is none, until it is time to ask again", async () => {
    const { clock, state, get } = open();
    state.down = Object.assign(new Error("not\nauthorised"), { name: "AccessDeniedException" });
    expect(await get()).to.equal("AccessDeniedException: not authorised");
    expect(await get()).to.equal("AccessDeniedException: not authorised");
    expect(state.fetches).to.equal(1);
    state.down = undefined;
    await clock.advance(10_000);
    expect(await get()).to.equal("token-2");
  });

  it("get() asks again within a minute as long as there is no token at all", async () => {
    const { clock, state, get } = open();
    state.down = new Error("connect ECONNREFUSED");
    for (let elapsed = 0; elapsed < 2 * HOUR; elapsed += 15_000) {
      await get();
      await clock.advance(15_000);
    }
    state.down = undefined;
    await clock.advance(60_000);
    expect(await get()).to.equal(`token-${state.fetches}`);
  });

  it("get() gives up on a cloud that does not answer", async () => {
    const { clock, state, get } = open();
    state.hang = true;
    const result = get();
    await clock.advance(30_000);
    expect(await result).to.equal("no answer in 30000 ms");
    expect(state.failures).to.deep.equal(["no answer in 30000 ms"]);
  });

  it("get() tells of no failure that is only the exporter's end", async () => {
    const { state, get, lifetime } = open();
    state.hang = true;
    const result = get();
    lifetime.abort(new Error("shutting down"));
    expect(await result).to.equal("shutting down");
    expect(state.failures).to.deep.equal([]);
  });

  for (const [direction, aheadMs] of [
    ["back", -24 * HOUR],
    ["forward", 24 * HOUR],
  ] as const) {
    it(`get() gives the token as long as it lives, and asks for another in time, when the wall clock jumps ${direction}`, async () => {
      const { clock, wall, state, get } = open();
      await get();
      wall.aheadMs = aheadMs;
      state.down = new Error("connect ECONNREFUSED");
      await clock.advance(6 * HOUR);
      expect(await get()).to.equal("token-1");
      await clock.advance(0);
      expect(state.fetches).to.equal(2);
      wall.aheadMs = 0;
      await clock.advance(6 * HOUR);
      expect(await get()).to.equal("connect ECONNREFUSED");
      expect(state.fetches).to.equal(3);
    });
  }

  it("get() takes no token that has expired by this machine's clock, says so, and asks with pauses", async () => {
    const { clock, wall, state, get } = open();
    wall.fetchedAheadMs = -13 * HOUR;
    const error = "the token has expired already, by this machine's clock";
    expect(await get()).to.equal(error);
    expect(await get()).to.equal(error);
    expect(state.fetches).to.equal(1);
    expect(state.failures).to.deep.equal([error]);
    wall.fetchedAheadMs = 0;
    await clock.advance(10_000);
    expect(await get()).to.equal("token-2");
  });
});
