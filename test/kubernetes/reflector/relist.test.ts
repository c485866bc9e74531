import { expect } from "chai";
import { until } from "../../support/until.ts";
import { deployment } from "../support/deployment.ts";
import { FIRST_PAUSE, informerFixture, last, objects } from "../support/informerFixture.ts";
import { listNothing } from "../support/watchServer.ts";

describe("Reflector, when versions are lost", () => {
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
      await fixture.advanceUntil(() => fixture.under.changes.includes("delete a"));
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

  it("start() lists again when the server's version went back, at the renewal of a watch and after an outage", async () => {
    fixture.server.handle = objects(deployment("a"), deployment("b"));
    fixture.under.informer.start();
    await fixture.watching();
    const looks: string[] = [];
    fixture.server.look = (exchange) => {
      looks.push(exchange.path);
      exchange.list([], { resourceVersion: "9" });
    };
    for (const [end, name] of [
      ["end", "b"],
      ["break", "c"],
    ] as const) {
      fixture.server.handle = objects(deployment(name));
      last(fixture.server.watches)[end]();
      await fixture.advanceUntil(() => fixture.under.changes.at(-1)?.startsWith("delete") === true);
      await fixture.advanceUntil(
        () => last(fixture.server.exchanges).isWatch && fixture.phase() === "synced",
      );
      await fixture.advanceSlowly(10);
    }
    expect(fixture.under.changes.slice(2)).to.deep.equal(["delete a", "upsert c", "delete b"]);
    expect(looks).to.deep.equal(Array(2).fill("/apis/apps/v1/deployments"));
    expect(fixture.warnings()[0]?.fields).to.include({
      error: "the API server has gone back to an earlier version of everything",
    });
  });

  it("start() lists again when an event is older than the one before", async () => {
    fixture.server.handle = objects(deployment("a"));
    fixture.under.informer.start();
    await fixture.watching();
    fixture.server.handle = objects(deployment("b"));
    fixture.server.watches[0]?.event("BOOKMARK", { metadata: { resourceVersion: "9" } });
    await fixture.advanceUntil(() => fixture.under.changes.includes("delete a"));
  });

  it("start() does not compare versions that are no numbers", async () => {
    fixture.server.handle = (exchange) => {
      if (exchange.isWatch) {
        exchange.open();
      } else {
        exchange.list([], { resourceVersion: "b-7" });
      }
    };
    fixture.under.informer.start();
    await fixture.watching();
    fixture.server.look = (exchange) => exchange.list([], { resourceVersion: "a-1" });
    fixture.server.watches[0]?.end();
    await fixture.advanceUntil(() => fixture.server.watches.length === 2);
    expect(fixture.server.lists).to.have.length(1);
  });
});
