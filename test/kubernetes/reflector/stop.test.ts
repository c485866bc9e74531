import { expect } from "chai";
import { until } from "../../support/until.ts";
import { deployment } from "../support/deployment.ts";
import { informerFixture, last } from "../support/informerFixture.ts";
import { listNothing } from "../support/watchServer.ts";

describe("Reflector, when it is stopped", () => {
  const fixture = informerFixture();

  it("stop() ends the watch and does not begin another", async () => {
    fixture.under.informer.start();
    await fixture.watching();
    await fixture.under.informer.stop();
    await until(() => fixture.server.openWatches === 0);
    await fixture.clock.advance(600_000);
    expect(fixture.server.exchanges).to.have.length(2);
    expect(fixture.under.restarts).to.equal(0);
    fixture.under.informer.start();
    await fixture.clock.advance(10);
    expect(fixture.server.exchanges).to.have.length(2);
  });

  it("stop() while the watch connects leaves none behind", async () => {
    fixture.server.handle = (exchange) => {
      if (!exchange.isWatch) {
        listNothing(exchange);
      }
    };
    fixture.under.informer.start();
    await until(() => fixture.server.watches.length === 1);
    await fixture.under.informer.stop();
    await until(() => fixture.server.openWatches === 0);
    await fixture.clock.advance(600_000);
    expect(fixture.server.watches).to.have.length(1);
  });

  it("stop() while it lists ends that, and nothing is delivered any more", async () => {
    fixture.server.handle = (exchange) => exchange.open();
    fixture.under.informer.start();
    await until(() => fixture.server.lists.length === 1);
    const stopped = fixture.under.informer.stop();
    fixture.server.lists[0]?.write(
      JSON.stringify({ kind: "List", metadata: { resourceVersion: "2" }, items: [deployment("a")] }),
    );
    fixture.server.lists[0]?.end();
    await stopped;
    await fixture.clock.advance(600_000);
    expect([fixture.under.changes, fixture.under.statuses]).to.deep.equal([[], []]);
    expect(fixture.server.exchanges).to.have.length(1);
  });

  it("stop() during a pause ends it", async () => {
    fixture.server.handle = (exchange) => exchange.refuse(500);
    fixture.under.informer.start();
    await until(() => fixture.phase() === "failing");
    await fixture.under.informer.stop();
    await fixture.clock.advance(600_000);
    expect(fixture.server.exchanges).to.have.length(1);
  });

  it("stop() during the pause after a watch opens none afterwards", async () => {
    fixture.server.handle = (exchange) => {
      listNothing(exchange);
      if (exchange.isWatch) {
        exchange.end();
      }
    };
    fixture.under.informer.start();
    await until(() => fixture.server.watches.length === 1 && last(fixture.server.watches).isOver);
    await fixture.under.informer.stop();
    await fixture.clock.advance(600_000);
    expect(fixture.server.watches).to.have.length(1);
  });
});
