import { expect } from "chai";
import { until } from "../../support/until.ts";
import { deployment } from "../support/deployment.ts";
import { informerFixture, last } from "../support/informerFixture.ts";
import { listNothing } from "../support/watchServer.ts";

describe("Reflector, when watches end", () => {
  const fixture = informerFixture();

  it("start() goes on from the last event or bookmark, without a list, when a watch ends in good order", async () => {
    fixture.under.informer.start();
    await fixture.watching();
    fixture.server.watches[0]?.event("ADDED", deployment("a", { resourceVersion: "20" }));
    fixture.server.watches[0]?.event("BOOKMARK", { kind: "Deployment", metadata: { resourceVersion: "33" } });
    fixture.server.watches[0]?.end();
    await fixture.advanceUntil(() => fixture.server.watches.length === 2);
    expect(fixture.server.watches[1]?.query.get("resourceVersion")).to.equal("33");
    expect([fixture.server.lists.length, fixture.under.restarts]).to.deep.equal([1, 0]);
  });

  it("start() begins quiet watches anew at once when they end in good order, each time", async () => {
    fixture.under.informer.start();
    await fixture.watching();
    for (let count = 2; count <= 6; count++) {
      await fixture.advanceSlowly(120);
      last(fixture.server.watches).end();
      await until(() => fixture.server.watches.length === count);
    }
    expect([
      fixture.server.lists.length,
      fixture.under.restarts,
      fixture.under.statuses.length,
    ]).to.deep.equal([1, 0, 1]);
  });

  it("start() begins anew ever more slowly when watches end at once, again and again", async () => {
    const times: number[] = [];
    fixture.server.handle = (exchange) => {
      listNothing(exchange);
      if (!exchange.isWatch) {
        return;
      }
      times.push(fixture.clock.monotonic());
      exchange.end();
    };
    fixture.under.informer.start();
    await fixture.advanceUntil(() => times.length === 6);
    const pauses = times.slice(1).map((time, index) => time - times[index]!);
    for (const [index, pause] of [750, 1500, 3000, 6000, 12_000].entries()) {
      expect(pauses[index]).to.be.within(pause, pause + 5000);
    }
    expect(fixture.server.lists).to.have.length(1);
  });

  for (const end of ["end", "410", "break"] as const) {
    it(`start() does not hurry where each watch brings an event and then its end (${end})`, async () => {
      const times: number[] = [];
      fixture.server.handle = (exchange) => {
        if (!exchange.isWatch) {
          exchange.list([], { resourceVersion: "1" });
          return;
        }
        times.push(fixture.clock.monotonic());
        exchange.open();
        exchange.event("BOOKMARK", { metadata: { resourceVersion: String(10 + times.length) } });
        if (end === "410") {
          exchange.event("ERROR", { kind: "Status", code: 410, reason: "Expired" });
        }
        if (end === "break") {
          setImmediate(() => exchange.break());
        } else {
          exchange.end();
        }
      };
      fixture.under.informer.start();
      await fixture.advanceUntil(() => times.length === 6);
      expect(times[5]! - times[1]!).to.be.above(10_000);
    });
  }

  it("start() begins anew from where it was, after a pause, when a watch breaks off", async () => {
    fixture.under.informer.start();
    await fixture.watching();
    fixture.server.watches[0]?.event("ADDED", deployment("a", { resourceVersion: "20" }));
    await until(() => fixture.under.changes.length === 1);
    fixture.server.watches[0]?.break();
    await until(() => fixture.under.restarts === 1);
    expect(fixture.phase()).to.equal("synced");
    await fixture.clock.advance(700);
    expect(fixture.server.watches).to.have.length(1);
    await fixture.clock.advance(100);
    await fixture.watching(2);
    expect(fixture.server.watches[1]?.query.get("resourceVersion")).to.equal("20");
    expect([fixture.server.lists.length, fixture.under.restarts, fixture.warnings().length]).to.deep.equal([
      1, 1, 0,
    ]);
  });

  it("start() stays in step when each connection is cut after a while, and fails when it cannot come back", async () => {
    fixture.under.informer.start();
    await fixture.watching();
    for (let count = 2; count <= 8; count++) {
      await fixture.advanceSlowly(8);
      const begin = fixture.clock.monotonic();
      last(fixture.server.watches).break();
      await fixture.advanceUntil(() => fixture.server.watches.length === count);
      expect(fixture.clock.monotonic() - begin).to.be.below(5000);
    }
    expect(fixture.under.statuses.map(({ phase }) => phase)).to.deep.equal(["synced"]);
    fixture.server.handle = (exchange) => exchange.break();
    fixture.server.look = (exchange) => exchange.break();
    last(fixture.server.watches).break();
    await fixture.advanceUntil(() => fixture.phase() === "failing");
    expect(fixture.warnings()).to.have.length(1);
  });

  it("start() begins anew when a watch falls silent", async () => {
    fixture.under.informer.start();
    await fixture.watching();
    await fixture.advanceSlowly(159);
    expect(fixture.server.watches).to.have.length(1);
    await fixture.advanceUntil(() => fixture.server.watches.length === 2);
    await until(() => fixture.server.watches[0]?.isOver ?? false);
    expect([fixture.server.lists.length, fixture.under.restarts]).to.deep.equal([1, 1]);
  });
});
