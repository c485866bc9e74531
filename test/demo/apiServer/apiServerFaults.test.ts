import { once } from "node:events";
import { connect } from "node:http2";
import { expect } from "chai";
import { makeAuthority, makeServerCertificate } from "../../support/certificates.ts";
import { secret } from "../apiServerBehaviour/scene.ts";
import { inShop, SECRETS, useServers } from "./serverForTest.ts";

describe("startApiServer() in trouble", () => {
  const closing: (() => Promise<void>)[] = [];
  const start = useServers(closing);

  it("stop() breaks all connections; restart() listens on the same port with what was stored", async () => {
    const { server, client } = await start();
    const before = server.resourceVersion;
    const watch = await client.watch(`${SECRETS}?watch=1`);
    await server.stop();
    expect(await failure(watch.next())).to.be.instanceOf(Error);
    expect(await failure(client.call(SECRETS))).to.be.instanceOf(Error);
    server.create(inShop(secret("meanwhile")));

    await server.restart();
    expect((await client.call(`${SECRETS}/meanwhile`)).status).to.equal(200);
    const late = await client.watch(`${SECRETS}?watch=1&resourceVersion=${before}`);
    expect((await late.next())?.object.code).to.equal(410);
    const exact = await client.call(`${SECRETS}?resourceVersion=${before}&resourceVersionMatch=Exact`);
    expect(exact.status).to.equal(200);
  });

  it("dropWatches() breaks watches only", async () => {
    const { server, client } = await start();
    const watch = await client.watch(`${SECRETS}?watch=1`);
    expect([server.openWatches(), server.openWatches("secrets"), server.openWatches("pods")]).to.deep.equal([
      1, 1, 0,
    ]);
    server.dropWatches();
    expect(await failure(watch.next())).to.be.instanceOf(Error);
    expect((await client.call(SECRETS)).status).to.equal(200);
    expect(server.openWatches()).to.equal(0);
  });

  it("stallWatches() silences the watches that are open, and no later one", async () => {
    const { server, client, clock } = await start();
    const query = `watch=1&resourceVersion=${server.resourceVersion}&timeoutSeconds=5&allowWatchBookmarks=true`;
    const stalled = await client.watch(`${SECRETS}?${query}`);
    let heard = false;
    const silence = stalled.next().then(
      () => {
        heard = true;
      },
      () => {},
    );
    server.stallWatches();
    const lively = await client.watch(`${SECRETS}?${query}`);
    server.create(inShop(secret("a")));
    expect((await lively.next())?.type).to.equal("ADDED");
    await clock.advance(5_000);
    expect((await lively.next())?.type).to.equal("BOOKMARK");
    expect(heard).to.equal(false);
    stalled.close();
    await silence;
  });

  it("sends a bookmark every interval, unless nothing happened since the watch began", async () => {
    const { server, client, clock } = await start({ bookmarkIntervalMs: 10_000 });
    const query = `watch=1&resourceVersion=${server.resourceVersion}&allowWatchBookmarks=true`;
    const watch = await client.watch(`${SECRETS}?${query}`);
    const reading = watch.next();
    await clock.advance(10_000);
    server.create({ apiVersion: "v1", kind: "Namespace", metadata: { name: "other" } });
    await clock.advance(10_000);
    const bookmark = await reading;
    expect(bookmark?.type).to.equal("BOOKMARK");
    expect(bookmark?.object.metadata?.resourceVersion).to.equal(String(server.resourceVersion));
  });

  it("keeps a bounded history: a watch or page that lags too far behind is expired", async () => {
    const { server, client } = await start({ historyLimit: 5 });
    server.create(inShop(secret("a")));
    server.create(inShop(secret("b")));
    const page = (await client.call(`${SECRETS}?limit=1`)).body;
    const name = { kind: "Secret", namespace: "shop", name: "a" };
    for (let n = 0; n < 20; n += 1) {
      server.patch(name, { data: { n: btoa(String(n)) } });
    }
    const late = await client.watch(`${SECRETS}?watch=1&resourceVersion=${page.metadata?.resourceVersion}`);
    expect((await late.next())?.object.code).to.equal(410);
    const next = await client.call(`${SECRETS}?continue=${page.metadata?.continue}`);
    expect(next.status).to.equal(410);
    const recent = await client.watch(`${SECRETS}?watch=1&resourceVersion=${server.resourceVersion - 5}`);
    for (let n = 15; n < 20; n += 1) {
      expect((await recent.next())?.object.data).to.deep.equal({ n: btoa(String(n)) });
    }
  });

  it("speaks HTTP/2 over TLS, where dropWatches() and stop() break watches all the same", async () => {
    const authority = await makeAuthority();
    const tls = { ...(await makeServerCertificate(["127.0.0.1"], authority)), ca: authority.cert };
    const { server, client } = await start({ tls });
    const session = connect(server.url, { ca: tls.ca });
    closing.push(async () => session.destroy());
    await once(session, "connect");
    expect(session.alpnProtocol).to.equal("h2");
    for (const breakIt of [() => server.dropWatches(), () => server.stop()]) {
      const watch = await client.watch(`${SECRETS}?watch=1`);
      expect(server.openWatches()).to.equal(1);
      const broken = failure(watch.next());
      await breakIt();
      expect(await broken).to.be.instanceOf(Error);
      expect(server.openWatches()).to.equal(0);
    }
  });
});

/** What a promise rejects with; undefined where it does not. */
async function failure(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => undefined,
    (error: unknown) => error,
  );
}
