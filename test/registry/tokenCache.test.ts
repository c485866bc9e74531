import { expect } from "chai";
import { TokenCache } from "../../src/registry/tokenCache.ts";
import { fakeClock } from "../support/fakeClock.ts";

describe("TokenCache", () => {
  it("get() gives a token until a tenth of its life is left", async () => {
    const clock = fakeClock();
    const cache = new TokenCache(clock);
    cache.set("key", { header: "Bearer t", lifetimeMs: 60_000 });
    await clock.advance(53_999);
    expect(cache.get("key")).to.equal("Bearer t");
    await clock.advance(1);
    expect(cache.get("key")).to.equal(undefined);
    expect(cache.size).to.equal(0);
  });

  it("get() gives no token for longer than ten minutes, so that a revoked credential shows", async () => {
    const clock = fakeClock();
    const cache = new TokenCache(clock);
    cache.set("key", { header: "Bearer t", lifetimeMs: 12 * 3_600_000 });
    await clock.advance(600_000 - 1);
    expect(cache.get("key")).to.equal("Bearer t");
    await clock.advance(1);
    expect(cache.get("key")).to.equal(undefined);
  });

  it("get() knows tokens by their key", () => {
    const cache = new TokenCache(fakeClock());
    cache.set("one", { header: "Bearer 1", lifetimeMs: 60_000 });
    expect(cache.get("two")).to.equal(undefined);
  });

  it("forget() drops the token that was refused, but not its successor", () => {
    const cache = new TokenCache(fakeClock());
    cache.set("key", { header: "Bearer new", lifetimeMs: 60_000 });
    cache.forget("key", "Bearer old");
    expect(cache.get("key")).to.equal("Bearer new");
    cache.forget("key", "Bearer new");
    expect(cache.get("key")).to.equal(undefined);
  });

  it("set() keeps a thousand tokens at most", () => {
    const cache = new TokenCache(fakeClock());
    for (let i = 0; i < 1_500; i += 1) {
      cache.set(`${i}`, { header: "Bearer t", lifetimeMs: 60_000 });
    }
    expect(cache.size).to.equal(1_000);
    expect(cache.get("499")).to.equal(undefined);
    expect(cache.get("1499")).to.equal("Bearer t");
  });

  it("set() keeps eight million characters at most, of names and tokens together, and nothing very long", () => {
    const cache = new TokenCache(fakeClock());
    for (let i = 0; i < 300; i += 1) {
      cache.set(`${i} ${"s".repeat(30_000)}`, { header: `Bearer ${"t".repeat(20_000)}`, lifetimeMs: 60_000 });
    }
    expect(cache.size).to.be.within(100, 168);
    expect(cache.get(`299 ${"s".repeat(30_000)}`)).to.not.equal(undefined);
    for (const [key, header] of [
      ["s".repeat(70_000), "Bearer t"],
      ["key", `Bearer ${"t".repeat(70_000)}`],
    ] as const) {
      cache.set(key, { header, lifetimeMs: 60_000 });
      expect(cache.get(key)).to.equal(undefined);
    }
  });
});
