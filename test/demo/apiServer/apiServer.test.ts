import { once } from "node:events";
import { connect } from "node:http2";
import { KubeConfig } from "@kubernetes/client-node";
import { expect } from "chai";
import {
  type ApiServer,
  type ApiServerOptions,
  startApiServer,
} from "../../../src/demo/apiServer/apiServer.ts";
import { makeAuthority, makeServerCertificate } from "../../support/certificates.ts";
import { type FakeClock, fakeClock } from "../../support/fakeClock.ts";
import { ApiClient } from "../apiServerBehaviour/client.ts";
import { deployment, secret } from "../apiServerBehaviour/scene.ts";

// What tests and the demo do to the server; what it answers is in apiServerBehaviour.
describe("startApiServer()", () => {
  const closing: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close();
  });

  async function start(
    options: ApiServerOptions = {},
  ): Promise<{ server: ApiServer; client: ApiClient; clock: FakeClock }> {
    const clock = fakeClock();
    const server = await startApiServer({ clock, ...options });
    const ca = options.tls && { ca: options.tls.ca };
    const client = new ApiClient({ ...server, ...ca, expire: async () => {}, close: async () => {} });
    closing.push(() => server.stop());
    closing.push(() => client.close());
    server.create({ apiVersion: "v1", kind: "Namespace", metadata: { name: "shop" } });
    return { server, client, clock };
  }

  const inShop = (object: object) => {
    const { metadata, ...rest } = object as { metadata: object };
    return { ...rest, metadata: { ...metadata, namespace: "shop" } } as Parameters<ApiServer["create"]>[0];
  };
  const SECRETS = "/api/v1/namespaces/shop/secrets";
  const web = { kind: "Deployment", namespace: "shop", name: "web" };

  it("create(), get(), patch() and delete() write what HTTP reads, status included", async () => {
    const { server, client } = await start();
    const object = { ...inShop(deployment("web")), status: { replicas: 2 } };
    const created = server.create(object);
    expect(created.metadata.resourceVersion).to.equal(String(server.resourceVersion));
    expect(created.metadata.creationTimestamp).to.equal("2026-01-01T00:00:00Z");
    const path = "/apis/apps/v1/namespaces/shop/deployments/web";
    expect((await client.call(path)).body).to.deep.equal(created);
    server.patch(web, { status: { replicas: 3 } });
    expect(server.get(web)?.status).to.deep.equal({ replicas: 3 });
    expect(server.get(web)?.metadata.generation).to.equal(1);
    server.delete(web);
    expect(server.get(web)).to.equal(undefined);
    expect((await client.call(path)).status).to.equal(404);
  });

  it("delete() of a namespace takes its content along", async () => {
    const { server, client } = await start();
    server.create(inShop(secret("a")));
    const watch = await client.watch(`${SECRETS}?watch=1&resourceVersion=${server.resourceVersion}`);
    server.delete({ kind: "Namespace", name: "shop" });
    const event = await watch.next();
    expect([event?.type, event?.object.metadata?.name]).to.deep.equal(["DELETED", "a"]);
  });

  it("forbid() and allow() apply to verbs, resources and namespaces, the last word first", async () => {
    const { server, client } = await start();
    const code = async (path: string) => (await client.call(path)).status;
    server.forbid("list", "secrets");
    expect(await code("/api/v1/secrets")).to.equal(403);
    expect(await code(SECRETS)).to.equal(403);
    expect(await code("/api/v1/pods")).to.equal(200);
    server.allow("list", "secrets", "shop");
    expect(await code("/api/v1/secrets")).to.equal(403);
    expect(await code(SECRETS)).to.equal(200);
    server.forbid("*", "*");
    expect(await code("/api/v1/pods")).to.equal(403);
    expect((await client.call(SECRETS)).body.message).to.match(
      /^secrets is forbidden: User "demo" cannot list/,
    );
    server.allow("*", "*");
    expect(await code("/api/v1/pods")).to.equal(200);
  });

  it("setToken() makes the former token unknown", async () => {
    const { server, client } = await start();
    const former = server.token;
    server.setToken("rotated");
    expect((await client.call(SECRETS, { token: former })).status).to.equal(401);
    expect((await client.call(SECRETS, { token: "rotated" })).status).to.equal(200);
  });

  it("lets nobody in particular do what its user may, when open", async () => {
    const { server, client } = await start({ open: true });
    expect((await client.call(SECRETS, { token: null })).status).to.equal(200);
    expect((await client.call(SECRETS, { token: "unknown" })).status).to.equal(401);
    server.forbid("list", "secrets");
    expect((await client.call(SECRETS, { token: null })).status).to.equal(403);
  });

  it("registerResource() serves what was not found before, its items with their kind", async () => {
    const { server, client } = await start();
    const path = "/apis/argoproj.io/v1alpha1/namespaces/shop/rollouts";
    expect((await client.call(path)).status).to.equal(404);
    server.registerResource({
      group: "argoproj.io",
      version: "v1alpha1",
      resource: "rollouts",
      kind: "Rollout",
    });
    server.create({
      apiVersion: "argoproj.io/v1alpha1",
      kind: "Rollout",
      metadata: { name: "web", namespace: "shop" },
      spec: {},
    });
    const { body } = await client.call(path);
    expect(body.kind).to.equal("RolloutList");
    expect([body.items?.[0]?.kind, body.items?.[0]?.apiVersion]).to.deep.equal([
      "Rollout",
      "argoproj.io/v1alpha1",
    ]);
  });

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
    for (let n = 0; n < 20; n += 1) server.patch(name, { data: { n: btoa(String(n)) } });
    const late = await client.watch(`${SECRETS}?watch=1&resourceVersion=${page.metadata?.resourceVersion}`);
    expect((await late.next())?.object.code).to.equal(410);
    const next = await client.call(`${SECRETS}?continue=${page.metadata?.continue}`);
    expect(next.status).to.equal(410);
    const recent = await client.watch(`${SECRETS}?watch=1&resourceVersion=${server.resourceVersion - 5}`);
    for (let n = 15; n < 20; n += 1) {
      expect((await recent.next())?.object.data).to.deep.equal({ n: btoa(String(n)) });
    }
  });

  it("requests and connections tell what clients did", async () => {
    const { server, client } = await start();
    await client.call(`${SECRETS}?limit=7`);
    await client.call(SECRETS, { token: "unknown" });
    const seen = server.requests.map(({ method, path, query, user, status }) => [
      method,
      path,
      query.get("limit"),
      user,
      status,
    ]);
    expect(seen).to.deep.equal([
      ["GET", SECRETS, "7", "demo", 200],
      ["GET", SECRETS, null, undefined, 401],
    ]);
    const before = server.connections;
    await (await fetch(server.url, { headers: { connection: "close" } })).text();
    expect(server.connections).to.equal(before + 1);
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

  it("kubeconfig() is one that client libraries read", async () => {
    const { server } = await start();
    const config = new KubeConfig();
    config.loadFromString(JSON.stringify(server.kubeconfig()));
    expect(config.getCurrentCluster()?.server).to.equal(server.url);
    expect(config.getCurrentUser()?.token).to.equal(server.token);
  });

  it("tells kubectl what it serves", async () => {
    const { client } = await start();
    expect((await client.call("/version")).body.gitVersion).to.equal("v1.35.4+demo");
    expect((await client.call("/api")).body.versions).to.deep.equal(["v1"]);
    const groups = (await client.call("/apis")).body.groups as unknown as { name: string }[];
    expect(groups.map(({ name }) => name)).to.deep.equal(["apps", "batch"]);
    const resources = (await client.call("/apis/batch/v1")).body.resources as unknown as { name: string }[];
    expect(resources.map(({ name }) => name)).to.deep.equal(["jobs", "cronjobs"]);
  });
});

/** What a promise rejects with; undefined where it does not. */
async function failure(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => undefined,
    (error: unknown) => error,
  );
}
