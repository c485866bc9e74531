import { expect } from "chai";
import { until } from "../../support/until.ts";
import { deploymentKind } from "../kinds/deploymentKind.ts";
import { projectionContext } from "../kinds/projectionContext.ts";
import { deployment } from "../support/deployment.ts";
import { informerFixture, objects } from "../support/informerFixture.ts";
import { informerUnderTest } from "../support/informerUnderTest.ts";
import { type Exchange, listNothing } from "../support/watchServer.ts";

describe("Reflector, when it is refused", () => {
  const fixture = informerFixture();

  it("start() logs a forbidden kind once, tries again with growing pauses, and lists when it is permitted", async () => {
    fixture.server.handle = (exchange) =>
      exchange.refuse(403, { reason: "Forbidden", message: `no ${exchange.path}` });
    fixture.under.informer.start();
    await until(() => fixture.phase() === "forbidden");
    expect(fixture.under.informer.status).to.include({
      everSynced: false,
      access: "unreadable",
      statusCode: 403,
    });
    await fixture.advanceUntil(() => fixture.server.lists.length === 9);
    expect(fixture.clock.monotonic()).to.be.within(100_000, 60_000 * 9);
    expect(fixture.warnings().map(({ message }) => message)).to.deep.equal([
      "the resource may not be read or is not there: it is left out until it is",
    ]);
    fixture.server.handle = objects(deployment("a"));
    await fixture.advanceUntil(
      () => fixture.phase() === "synced" && fixture.under.log.lines.at(-1)?.level === "info",
    );
    expect(fixture.under.informer.status).to.deep.equal({
      phase: "synced",
      everSynced: true,
      access: "readable",
    });
    expect([fixture.under.changes, fixture.under.restarts]).to.deep.equal([["upsert a"], 0]);
    expect(fixture.under.log.lines.at(-1)?.message).to.equal("the resource is watched again");
  });

  it("start() treats a kind that is not installed as forbidden", async () => {
    fixture.server.handle = (exchange) => exchange.refuse(404, { reason: "NotFound" });
    fixture.under.informer.start();
    await until(() => fixture.phase() === "forbidden");
    expect(fixture.under.informer.status).to.include({ access: "unreadable", statusCode: 404 });
  });

  it("start() keeps what is known when a permission is lost, and takes access back at the second refusal", async () => {
    fixture.server.handle = objects(deployment("a"));
    fixture.under.informer.start();
    await fixture.watching();
    fixture.server.handle = (exchange) => exchange.refuse(403, { reason: "Forbidden" });
    fixture.server.look = fixture.server.handle;
    fixture.server.watches[0]?.end();
    await fixture.advanceUntil(() => fixture.phase() === "forbidden");
    expect(fixture.under.informer.status).to.include({ everSynced: true, access: "readable" });
    await fixture.advanceUntil(() => fixture.under.informer.status.access === "unreadable");
    expect(fixture.under.informer.status).to.include({ phase: "forbidden", everSynced: true });
    expect(fixture.under.changes).to.deep.equal(["upsert a"]);
    expect(fixture.under.store.size).to.equal(1);
    fixture.server.handle = objects(deployment("b"));
    await fixture.advanceUntil(() => fixture.phase() === "synced");
    expect(fixture.under.informer.status.access).to.equal("readable");
    expect(fixture.under.changes).to.deep.equal(["upsert a", "upsert b", "delete a"]);
    expect(fixture.warnings()).to.have.length(1);
  });

  it("start() keeps what is known of a kind that every API server has, whatever in front of it says", async () => {
    fixture.server.handle = objects(deployment("a"));
    fixture.under.informer.start();
    await fixture.watching();
    const notFound = (exchange: Exchange) => exchange.raw("404 page not found", 404);
    fixture.server.handle = notFound;
    fixture.server.look = notFound;
    fixture.server.watches[0]?.end();
    await fixture.advanceUntil(() => fixture.server.lists.length === 4);
    expect(fixture.under.informer.status).to.include({ phase: "failing", access: "readable" });
    expect(fixture.under.changes).to.deep.equal(["upsert a"]);
    expect(fixture.under.store.size).to.equal(1);
  });

  it("start() drops what is known when a custom resource is gone, once it is said twice", async () => {
    const { client, clock } = fixture;
    // The same in the paths of a custom one.
    const kind = { ...deploymentKind(projectionContext()), basePath: "/apis/example.com/v1" };
    fixture.under = informerUnderTest(client, clock, { kind });
    fixture.server.handle = objects(deployment("a"), deployment("b"));
    fixture.under.informer.start();
    await fixture.watching();
    const gone = (exchange: Exchange) => exchange.raw("404 page not found", 404);
    fixture.server.handle = gone;
    fixture.server.look = gone;
    fixture.server.watches[0]?.end();
    await fixture.advanceUntil(() => fixture.phase() === "forbidden");
    expect(fixture.under.store.size).to.equal(2);
    await fixture.advanceUntil(() => fixture.under.informer.status.access === "unreadable");
    expect(fixture.under.changes).to.deep.equal(["upsert a", "upsert b", "delete a", "delete b"]);
    fixture.server.handle = objects(deployment("b"));
    await fixture.advanceUntil(() => fixture.phase() === "synced");
    expect(fixture.under.changes.at(-1)).to.equal("upsert b");
  });

  it("start() waits as long as a server asks for", async () => {
    fixture.server.handle = (exchange) => exchange.refuse(429, { retryAfter: 20 });
    fixture.under.informer.start();
    await until(() => fixture.phase() === "failing");
    fixture.server.handle = listNothing;
    await fixture.clock.advance(19_999);
    expect(fixture.server.lists).to.have.length(1);
    await fixture.clock.advance(1);
    await fixture.watching();
  });

  it("start() asks every 30 s at most, and logs once, when the server is away for long", async () => {
    const times: number[] = [];
    fixture.server.handle = (exchange) => {
      times.push(fixture.clock.monotonic());
      exchange.break();
    };
    fixture.under.informer.start();
    await fixture.advanceUntil(() => times.length === 10);
    const pauses = times.slice(1).map((time, index) => time - times[index]!);
    expect(pauses[0]).to.be.within(700, 6000);
    expect(pauses[8]).to.be.within(22_000, 40_000);
    expect(fixture.warnings()).to.have.length(1);
    fixture.server.handle = listNothing;
    await fixture.advanceUntil(() => fixture.phase() === "synced");
  });
});
