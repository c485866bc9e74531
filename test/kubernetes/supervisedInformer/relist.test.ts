import { expect } from "chai";
import { until } from "../../support/until.ts";
import { deployment } from "../support/deployment.ts";
import { FIRST_PAUSE, informerFixture, last, objects } from "../support/informerFixture.ts";
import { listNothing } from "../support/watchServer.ts";

describe("SupervisedInformer, when versions are lost", () => {
  const fixture = informerFixture();

  for (const how of ["event", "status"] as const) {
    it(`start() lists again, and tells of missed deletes, when the version has expired (410 as ${how})`, async () => {
      fixture.server.handle = objects(deployment("a"), deployment("b"));
      fixture.under.informer.start();
      await fixture.watching();
      const fresh = objects(deployment("b"), deployment("c"));
      fixture.server.handle = (exchange) => {
        if (how === "status" && exchange.isWatch && fixture.server.watches.length === 2) {
          exchange.refuse(410);
        } else {
          fresh(exchange);
        }
      };
      if (how === "event") {
        last(fixture.server.watches).event("ERROR", { kind: "Status", code: 410, reason: "Expired" });
      }
      last(fixture.server.watches).end();
      await until(() => fixture.under.changes.includes("delete a"));
      expect(fixture.under.changes.slice(2)).to.deep.equal(["upsert c", "delete a"]);
      await fixture.advanceUntil(
        () => last(fixture.server.exchanges).isWatch && fixture.phase() === "synced",
      );
      expect(fixture.under.restarts).to.equal(1);
    });
  }

  it("start() lists again after a pause when an ERROR event other than 410 comes", async () => {
    fixture.server.handle = objects(deployment("a"));
    fixture.under.informer.start();
    await fixture.watching();
    fixture.server.handle = objects(deployment("b"));
    fixture.server.watches[0]?.event("ERROR", { kind: "Status", code: 500, message: "etcd is away" });
    await until(() => fixture.phase() === "failing");
    expect(fixture.under.informer.status.error).to.equal("etcd is away");
    await fixture.clock.advance(FIRST_PAUSE);
    await fixture.watching(2);
    expect(fixture.under.changes).to.deep.equal(["upsert a", "upsert b", "delete a"]);
  });

  it("start() lists again when an event cannot be read", async () => {
    fixture.under.informer.start();
    await fixture.watching();
    fixture.server.handle = objects(deployment("missed"));
    fixture.server.watches[0]?.write("{\n");
    await until(() => fixture.phase() === "failing");
    await fixture.clock.advance(FIRST_PAUSE);
    await fixture.watching(2);
    expect(fixture.under.changes).to.deep.equal(["upsert missed"]);
  });

  it("start() lists again when the server goes on refusing the version", async () => {
    fixture.under.informer.start();
    await fixture.watching();
    fixture.server.handle = (exchange) => {
      if (exchange.isWatch) {
        exchange.refuse(504, { message: "Too large resource version" });
      } else {
        exchange.list([], { resourceVersion: "2" });
      }
    };
    fixture.server.watches[0]?.break();
    await fixture.advanceUntil(
      () => fixture.server.watches.length === 4 && last(fixture.server.watches).isOver,
    );
    expect(fixture.server.lists).to.have.length(1);
    fixture.server.handle = listNothing;
    await fixture.advanceUntil(() => fixture.phase() === "synced" && fixture.server.watches.length === 5);
    expect(fixture.server.lists).to.have.length(2);
  });
});
