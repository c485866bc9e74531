import { expect } from "chai";
import { until } from "../../support/until.ts";
import { deploymentKind } from "../kinds/deploymentKind.ts";
import { projectionContext } from "../kinds/projectionContext.ts";
import { deployment } from "../support/deployment.ts";
import { FIRST_PAUSE, informerFixture, objects } from "../support/informerFixture.ts";
import { informerUnderTest } from "../support/informerUnderTest.ts";
import { listNothing } from "../support/watchServer.ts";

describe("Reflector", () => {
  const fixture = informerFixture();

  it("start() lists, then watches from the list's version", async () => {
    fixture.server.handle = objects(deployment("a"), deployment("b"));
    fixture.under.informer.start();
    await fixture.watching();
    expect(fixture.under.changes).to.deep.equal(["upsert a", "upsert b"]);
    expect(fixture.server.watches[0]?.query.get("resourceVersion")).to.equal("10");
    fixture.server.watches[0]?.event("ADDED", deployment("c"));
    fixture.server.watches[0]?.event("DELETED", deployment("a"));
    await until(() => fixture.under.changes.length === 4);
    expect(fixture.under.changes.slice(2)).to.deep.equal(["upsert c", "delete a"]);
  });

  it("start() delivers objects that were listed and watched alike", async () => {
    fixture.server.handle = objects(deployment("a", { resourceVersion: "9" }));
    fixture.under.informer.start();
    await fixture.watching();
    fixture.server.watches[0]?.event("MODIFIED", deployment("a", { resourceVersion: "11", observed: 2 }));
    fixture.server.watches[0]?.event("ADDED", deployment("end"));
    await until(() => fixture.under.changes.includes("upsert end"));
    expect(fixture.under.changes).to.deep.equal(["upsert a", "upsert end"]);
  });

  it("start() called twice opens one watch", async () => {
    fixture.under.informer.start();
    fixture.under.informer.start();
    await fixture.watching();
    await fixture.clock.advance(10);
    expect([fixture.server.lists.length, fixture.server.watches.length]).to.deep.equal([1, 1]);
  });

  it("start() watches one namespace, by field selector and metadata alone, where the kind says so", async () => {
    const base = deploymentKind(projectionContext());
    const kind = { ...base, metadataOnly: true, fieldSelector: "type=x" };
    fixture.under = informerUnderTest(fixture.client, fixture.clock, { kind, namespace: "shop" });
    fixture.under.informer.start();
    await fixture.watching();
    for (const { path, query } of fixture.server.exchanges) {
      expect(path).to.equal("/apis/apps/v1/namespaces/shop/deployments");
      expect(query.get("fieldSelector")).to.equal("type=x");
    }
    const list = "as=PartialObjectMetadataList;g=meta.k8s.io;v=v1";
    expect(fixture.server.exchanges.map(({ headers }) => headers.accept)).to.deep.equal([
      `application/vnd.kubernetes.protobuf;${list},application/json;${list},application/json`,
      "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1,application/json",
    ]);
  });

  it("status is pending while the list comes in, although the connection stands", async () => {
    fixture.server.handle = (exchange) => {
      if (exchange.isWatch) {
        exchange.open();
      } else if (exchange.query.has("continue")) {
        exchange.open();
      } else {
        exchange.list([deployment("a")], { continue: "t" });
      }
    };
    fixture.under.informer.start();
    await until(() => fixture.server.lists.length === 2);
    expect(fixture.under.changes).to.deep.equal(["upsert a"]);
    expect(fixture.under.informer.status).to.deep.equal({
      phase: "pending",
      everSynced: false,
      access: "pending",
    });
    fixture.server.lists[1]?.write(
      JSON.stringify({ kind: "List", metadata: { resourceVersion: "2" }, items: [] }),
    );
    fixture.server.lists[1]?.end();
    await fixture.watching();
    expect(fixture.under.informer.status).to.deep.equal({
      phase: "synced",
      everSynced: true,
      access: "readable",
    });
  });

  it("status is not synced after a list that failed, and it is tried again", async () => {
    fixture.server.handle = (exchange) => exchange.refuse(500, { message: "broken" });
    fixture.under.informer.start();
    await until(() => fixture.phase() === "failing");
    expect(fixture.under.informer.status).to.include({ everSynced: false, error: "broken", statusCode: 500 });
    fixture.server.handle = listNothing;
    await fixture.clock.advance(FIRST_PAUSE);
    await fixture.watching();
    expect(fixture.under.restarts).to.equal(1);
    expect(fixture.under.informer.status).to.not.have.property("error");
  });

  it("start() goes on when a handler throws", async () => {
    fixture.under = informerUnderTest(fixture.client, fixture.clock, {
      onUpsert({ name }) {
        if (name === "bad") {
          throw new Error("cannot take it");
        }
      },
    });
    fixture.server.handle = objects(deployment("bad"), deployment("a"));
    fixture.under.informer.start();
    await fixture.watching();
    fixture.server.watches[0]?.event("MODIFIED", deployment("bad", { image: "nginx:2" }));
    fixture.server.watches[0]?.event("ADDED", deployment("b"));
    await until(() => fixture.under.changes.includes("upsert b"));
    expect(fixture.under.changes).to.deep.equal(["upsert bad", "upsert a", "upsert bad", "upsert b"]);
    expect(fixture.under.log.lines.filter(({ level }) => level === "error")).to.have.length(2);
    expect(fixture.server.watches).to.have.length(1);
  });
});
