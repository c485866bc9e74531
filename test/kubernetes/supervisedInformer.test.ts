import { expect } from "chai";
import { deploymentKind } from "../../src/kubernetes/kinds/deployment.ts";
import { createInterner } from "../../src/kubernetes/kinds/interner.ts";
import { type FakeClock, fakeClock } from "../support/fakeClock.ts";
import { until } from "../support/until.ts";
import { deployment } from "./support/deployment.ts";
import { type InformerUnderTest, informerUnderTest } from "./support/informerUnderTest.ts";
import { testClient } from "./support/testClient.ts";
import { type Exchange, listNothing, startWatchServer, type WatchServer } from "./support/watchServer.ts";

/** Longer than the first pause after a failure, shorter than the second. */
const FIRST_PAUSE = 1000;

describe("SupervisedInformer", () => {
  let server: WatchServer;
  let clock: FakeClock;
  let client: ReturnType<typeof testClient>;
  let under: InformerUnderTest;

  beforeEach(async () => {
    server = await startWatchServer();
    clock = fakeClock();
    client = testClient(server.url, { clock });
    under = informerUnderTest(client, clock);
  });
  afterEach(async () => {
    await under.informer.stop();
    await client.close();
    await server.close();
  });

  const phase = () => under.informer.status.phase;
  const watching = (count = 1) => until(() => server.watches.length === count && phase() === "synced");
  const last = (exchanges: readonly Exchange[]) => exchanges[exchanges.length - 1]!;
  const objects =
    (...items: object[]) =>
    (exchange: Exchange) =>
      exchange.isWatch ? exchange.open() : exchange.list(items, { resourceVersion: "10" });
  const warnings = () => under.log.lines.filter(({ level }) => level === "warn");

  /** Moves time on in small steps until something has happened; replies take real time in between. */
  async function advanceUntil(condition: () => boolean): Promise<void> {
    await until(() => {
      void clock.advance(50);
      return condition();
    });
  }

  /** Moves time on second by second, with real time for replies in between. */
  async function advanceSlowly(seconds: number): Promise<void> {
    for (let second = 0; second < seconds; second++) {
      await clock.advance(1000);
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  it("start() lists, then watches from the list's version", async () => {
    server.handle = objects(deployment("a"), deployment("b"));
    under.informer.start();
    await watching();
    expect(under.changes).to.deep.equal(["upsert a", "upsert b"]);
    expect(server.watches[0]?.query.get("resourceVersion")).to.equal("10");
    server.watches[0]?.event("ADDED", deployment("c"));
    server.watches[0]?.event("DELETED", deployment("a"));
    await until(() => under.changes.length === 4);
    expect(under.changes.slice(2)).to.deep.equal(["upsert c", "delete a"]);
  });

  it("start() delivers objects that were listed and watched alike", async () => {
    server.handle = objects(deployment("a", { resourceVersion: "9" }));
    under.informer.start();
    await watching();
    server.watches[0]?.event("MODIFIED", deployment("a", { resourceVersion: "11", observed: 2 }));
    server.watches[0]?.event("ADDED", deployment("end"));
    await until(() => under.changes.includes("upsert end"));
    expect(under.changes).to.deep.equal(["upsert a", "upsert end"]);
  });

  it("start() called twice opens one watch", async () => {
    under.informer.start();
    under.informer.start();
    await watching();
    await clock.advance(10);
    expect([server.lists.length, server.watches.length]).to.deep.equal([1, 1]);
  });

  it("start() watches one namespace, by field selector and metadata alone, where the kind says so", async () => {
    const base = deploymentKind({ interner: createInterner(), ownerLabels: [] });
    const kind = { ...base, metadataOnly: true, fieldSelector: "type=x" };
    under = informerUnderTest(client, clock, { kind, namespace: "shop" });
    under.informer.start();
    await watching();
    for (const { path, query } of server.exchanges) {
      expect(path).to.equal("/apis/apps/v1/namespaces/shop/deployments");
      expect(query.get("fieldSelector")).to.equal("type=x");
    }
    const metadata = "g=meta.k8s.io;v=v1,application/json";
    expect(server.exchanges.map(({ headers }) => headers.accept)).to.deep.equal([
      `application/json;as=PartialObjectMetadataList;${metadata}`,
      `application/json;as=PartialObjectMetadata;${metadata}`,
    ]);
  });

  it("status is pending while the list comes in, although the connection stands", async () => {
    server.handle = (exchange) => {
      if (exchange.isWatch) exchange.open();
      else if (exchange.query.has("continue")) exchange.open();
      else exchange.list([deployment("a")], { continue: "t" });
    };
    under.informer.start();
    await until(() => server.lists.length === 2);
    expect(under.changes).to.deep.equal(["upsert a"]);
    expect(under.informer.status).to.deep.equal({ phase: "pending", everSynced: false, access: "pending" });
    server.lists[1]?.write(JSON.stringify({ metadata: { resourceVersion: "2" }, items: [] }));
    server.lists[1]?.end();
    await watching();
    expect(under.informer.status).to.deep.equal({ phase: "synced", everSynced: true, access: "readable" });
  });

  it("status is not synced after a list that failed, and it is tried again", async () => {
    server.handle = (exchange) => exchange.refuse(500, { message: "broken" });
    under.informer.start();
    await until(() => phase() === "failing");
    expect(under.informer.status).to.include({ everSynced: false, error: "broken", statusCode: 500 });
    server.handle = listNothing;
    await clock.advance(FIRST_PAUSE);
    await watching();
    expect(under.restarts).to.equal(1);
    expect(under.informer.status).to.not.have.property("error");
  });

  it("start() goes on from the last event or bookmark, without a list, when a watch ends in good order", async () => {
    under.informer.start();
    await watching();
    server.watches[0]?.event("ADDED", deployment("a", { resourceVersion: "20" }));
    server.watches[0]?.event("BOOKMARK", { kind: "Deployment", metadata: { resourceVersion: "33" } });
    server.watches[0]?.end();
    await until(() => server.watches.length === 2);
    expect(server.watches[1]?.query.get("resourceVersion")).to.equal("33");
    expect([server.lists.length, under.restarts]).to.deep.equal([1, 0]);
  });

  it("start() begins quiet watches anew at once when they end in good order, each time", async () => {
    under.informer.start();
    await watching();
    for (let count = 2; count <= 6; count++) {
      await advanceSlowly(120);
      last(server.watches).end();
      await until(() => server.watches.length === count);
    }
    expect([server.lists.length, under.restarts, under.statuses.length]).to.deep.equal([1, 0, 1]);
  });

  it("start() begins anew ever more slowly when watches end at once, again and again", async () => {
    const times: number[] = [];
    server.handle = (exchange) => {
      listNothing(exchange);
      if (!exchange.isWatch) return;
      times.push(clock.monotonic());
      exchange.end();
    };
    under.informer.start();
    await advanceUntil(() => times.length === 6);
    const pauses = times.slice(1).map((time, index) => time - times[index]!);
    for (const [index, pause] of [0, 750, 1500, 3000, 6000].entries()) {
      expect(pauses[index]).to.be.within(pause, pause + 5000);
    }
    expect(server.lists).to.have.length(1);
  });

  it("start() begins anew from where it was, after a pause, when a watch breaks off", async () => {
    under.informer.start();
    await watching();
    server.watches[0]?.event("ADDED", deployment("a", { resourceVersion: "20" }));
    await until(() => under.changes.length === 1);
    server.watches[0]?.break();
    await until(() => phase() === "failing");
    expect(under.informer.status.everSynced).to.equal(true);
    await clock.advance(700);
    expect(server.watches).to.have.length(1);
    await clock.advance(100);
    await watching(2);
    expect(server.watches[1]?.query.get("resourceVersion")).to.equal("20");
    expect([server.lists.length, under.restarts, warnings().length]).to.deep.equal([1, 1, 0]);
  });

  it("start() begins anew when a watch falls silent", async () => {
    under.informer.start();
    await watching();
    await advanceSlowly(159);
    expect(server.watches).to.have.length(1);
    await advanceUntil(() => server.watches.length === 2);
    await until(() => server.watches[0]?.isOver ?? false);
    expect([server.lists.length, under.restarts]).to.deep.equal([1, 1]);
  });

  for (const how of ["event", "status"] as const) {
    it(`start() lists again, and tells of missed deletes, when the version has expired (410 as ${how})`, async () => {
      server.handle = objects(deployment("a"), deployment("b"));
      under.informer.start();
      await watching();
      const fresh = objects(deployment("b"), deployment("c"));
      server.handle = (exchange) => {
        if (how === "status" && exchange.isWatch && server.watches.length === 2) exchange.refuse(410);
        else fresh(exchange);
      };
      if (how === "event")
        last(server.watches).event("ERROR", { kind: "Status", code: 410, reason: "Expired" });
      last(server.watches).end();
      await until(() => under.changes.includes("delete a"));
      expect(under.changes.slice(2)).to.deep.equal(["upsert c", "delete a"]);
      await advanceUntil(() => last(server.exchanges).isWatch && phase() === "synced");
      expect(under.restarts).to.equal(1);
    });
  }

  it("start() lists again after a pause when an ERROR event other than 410 comes", async () => {
    server.handle = objects(deployment("a"));
    under.informer.start();
    await watching();
    server.handle = objects(deployment("b"));
    server.watches[0]?.event("ERROR", { kind: "Status", code: 500, message: "etcd is away" });
    await until(() => phase() === "failing");
    expect(under.informer.status.error).to.equal("etcd is away");
    await clock.advance(FIRST_PAUSE);
    await watching(2);
    expect(under.changes).to.deep.equal(["upsert a", "upsert b", "delete a"]);
  });

  it("start() lists again when an event cannot be read", async () => {
    under.informer.start();
    await watching();
    server.handle = objects(deployment("missed"));
    server.watches[0]?.write("{\n");
    await until(() => phase() === "failing");
    await clock.advance(FIRST_PAUSE);
    await watching(2);
    expect(under.changes).to.deep.equal(["upsert missed"]);
  });

  it("start() lists again when the server goes on refusing the version", async () => {
    under.informer.start();
    await watching();
    server.handle = (exchange) => {
      if (exchange.isWatch) exchange.refuse(504, { message: "Too large resource version" });
      else exchange.list([], { resourceVersion: "2" });
    };
    server.watches[0]?.break();
    await advanceUntil(() => server.watches.length === 4 && last(server.watches).isOver);
    expect(server.lists).to.have.length(1);
    server.handle = listNothing;
    await advanceUntil(() => phase() === "synced" && server.watches.length === 5);
    expect(server.lists).to.have.length(2);
  });

  it("start() goes on when a handler throws", async () => {
    under = informerUnderTest(client, clock, {
      onUpsert({ name }) {
        if (name === "bad") throw new Error("cannot take it");
      },
    });
    server.handle = objects(deployment("bad"), deployment("a"));
    under.informer.start();
    await watching();
    server.watches[0]?.event("MODIFIED", deployment("bad", { image: "nginx:2" }));
    server.watches[0]?.event("ADDED", deployment("b"));
    await until(() => under.changes.includes("upsert b"));
    expect(under.changes).to.deep.equal(["upsert bad", "upsert a", "upsert bad", "upsert b"]);
    expect(under.log.lines.filter(({ level }) => level === "error")).to.have.length(2);
    expect(server.watches).to.have.length(1);
  });

  it("stop() ends the watch and does not begin another", async () => {
    under.informer.start();
    await watching();
    await under.informer.stop();
    await until(() => server.openWatches === 0);
    await clock.advance(600_000);
    expect(server.exchanges).to.have.length(2);
    expect(under.restarts).to.equal(0);
    under.informer.start();
    await clock.advance(10);
    expect(server.exchanges).to.have.length(2);
  });

  it("stop() while the watch connects leaves none behind", async () => {
    server.handle = (exchange) => {
      if (!exchange.isWatch) listNothing(exchange);
    };
    under.informer.start();
    await until(() => server.watches.length === 1);
    await under.informer.stop();
    await until(() => server.openWatches === 0);
    await clock.advance(600_000);
    expect(server.watches).to.have.length(1);
  });

  it("stop() while it lists ends that, and nothing is delivered any more", async () => {
    server.handle = (exchange) => exchange.open();
    under.informer.start();
    await until(() => server.lists.length === 1);
    const stopped = under.informer.stop();
    server.lists[0]?.write(JSON.stringify({ metadata: { resourceVersion: "2" }, items: [deployment("a")] }));
    server.lists[0]?.end();
    await stopped;
    await clock.advance(600_000);
    expect([under.changes, under.statuses]).to.deep.equal([[], []]);
    expect(server.exchanges).to.have.length(1);
  });

  it("stop() during a pause ends it", async () => {
    server.handle = (exchange) => exchange.refuse(500);
    under.informer.start();
    await until(() => phase() === "failing");
    await under.informer.stop();
    await clock.advance(600_000);
    expect(server.exchanges).to.have.length(1);
  });

  it("stop() during the pause of ListWatch opens no watch afterwards", async () => {
    server.handle = (exchange) => {
      listNothing(exchange);
      if (exchange.isWatch) exchange.end();
    };
    under.informer.start();
    await until(() => server.watches.length === 2 && last(server.watches).isOver);
    await under.informer.stop();
    await clock.advance(600_000);
    expect(server.watches).to.have.length(2);
  });

  it("start() logs a forbidden kind once, tries again with growing pauses, and lists when it is permitted", async () => {
    server.handle = (exchange) =>
      exchange.refuse(403, { reason: "Forbidden", message: `no ${exchange.path}` });
    under.informer.start();
    await until(() => phase() === "forbidden");
    expect(under.informer.status).to.include({ everSynced: false, access: "unreadable", statusCode: 403 });
    await advanceUntil(() => server.lists.length === 9);
    expect(clock.monotonic()).to.be.within(100_000, 60_000 * 9);
    expect(warnings().map(({ message }) => message)).to.deep.equal([
      "the resource may not be read or is not there: it is left out until it is",
    ]);
    server.handle = objects(deployment("a"));
    await advanceUntil(() => phase() === "synced" && under.log.lines.at(-1)?.level === "info");
    expect(under.informer.status).to.deep.equal({ phase: "synced", everSynced: true, access: "readable" });
    expect([under.changes, under.restarts]).to.deep.equal([["upsert a"], 0]);
    expect(under.log.lines.at(-1)?.message).to.equal("the resource is watched again");
  });

  it("start() treats a kind that is not installed as forbidden", async () => {
    server.handle = (exchange) => exchange.refuse(404, { reason: "NotFound" });
    under.informer.start();
    await until(() => phase() === "forbidden");
    expect(under.informer.status).to.include({ access: "unreadable", statusCode: 404 });
  });

  it("start() keeps what is known when a permission is lost, and takes access back at the second refusal", async () => {
    server.handle = objects(deployment("a"));
    under.informer.start();
    await watching();
    server.handle = (exchange) => exchange.refuse(403, { reason: "Forbidden" });
    server.watches[0]?.end();
    await until(() => phase() === "forbidden");
    expect(under.informer.status).to.include({ everSynced: true, access: "readable" });
    await advanceUntil(() => under.informer.status.access === "unreadable");
    expect(under.informer.status).to.include({ phase: "forbidden", everSynced: true });
    expect(under.changes).to.deep.equal(["upsert a"]);
    expect(under.store.size).to.equal(1);
    server.handle = objects(deployment("b"));
    await advanceUntil(() => phase() === "synced");
    expect(under.informer.status.access).to.equal("readable");
    expect(under.changes).to.deep.equal(["upsert a", "upsert b", "delete a"]);
    expect(warnings()).to.have.length(1);
  });

  it("start() waits as long as a server asks for", async () => {
    server.handle = (exchange) => exchange.refuse(429, { retryAfter: 20 });
    under.informer.start();
    await until(() => phase() === "failing");
    server.handle = listNothing;
    await clock.advance(19_999);
    expect(server.lists).to.have.length(1);
    await clock.advance(1);
    await watching();
  });

  it("start() asks every 30 s at most, and logs once, when the server is away for long", async () => {
    const times: number[] = [];
    server.handle = (exchange) => {
      times.push(clock.monotonic());
      exchange.break();
    };
    under.informer.start();
    await advanceUntil(() => times.length === 10);
    const pauses = times.slice(1).map((time, index) => time - times[index]!);
    expect(pauses[0]).to.be.within(700, 6000);
    expect(pauses[8]).to.be.within(22_000, 40_000);
    expect(warnings()).to.have.length(1);
    server.handle = listNothing;
    await advanceUntil(() => phase() === "synced");
  });
});
