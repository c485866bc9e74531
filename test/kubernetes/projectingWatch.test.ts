import { expect } from "chai";
import { ProjectingWatch } from "../../src/kubernetes/projectingWatch.ts";
import { type FakeClock, fakeClock } from "../support/fakeClock.ts";
import { until } from "../support/until.ts";
import { deployment } from "./support/deployment.ts";
import { testClient } from "./support/testClient.ts";
import { type Exchange, startWatchServer, type WatchServer } from "./support/watchServer.ts";

const PATH = "/apis/apps/v1/deployments";

describe("ProjectingWatch", () => {
  let server: WatchServer;
  let clock: FakeClock;
  let stop: AbortController;
  let seen: string[];
  let bookmarks: unknown[];
  let outcomes: unknown[];
  let running: Promise<void>[];
  let client: ReturnType<typeof testClient>;

  beforeEach(async () => {
    server = await startWatchServer((exchange) => exchange.open());
    clock = fakeClock();
    stop = new AbortController();
    client = testClient(server.url);
    seen = [];
    bookmarks = [];
    outcomes = [];
    running = [];
  });
  afterEach(async () => {
    stop.abort();
    await client.close();
    await server.close();
  });

  function watch(): Promise<AbortController> {
    const subject = new ProjectingWatch({
      client,
      accept: "application/json;as=PartialObjectMetadata",
      clock,
      random: () => 0.5,
      signal: stop.signal,
      onOpen: () => seen.push("open"),
      onChange: (change, object) =>
        seen.push(`${change} ${(object as { metadata: { name: string } }).metadata.name}`),
      onProgress: () => seen.push("progress"),
      onSilence: () => seen.push("silence"),
      onDisorder: () => seen.push("disorder"),
      track: (task) => running.push(task),
    });
    return subject.watch(
      PATH,
      { resourceVersion: "5", fieldSelector: "type=x" },
      (phase, object) => bookmarks.push(phase, object),
      (error) => outcomes.push(error),
    );
  }

  async function opened(): Promise<Exchange> {
    await watch();
    await until(() => seen.includes("open"));
    seen.length = 0;
    return server.watches[0]!;
  }

  it("watch() asks for bookmarks and an end, besides what it is given", async () => {
    const exchange = await opened();
    expect(exchange.path).to.equal(PATH);
    expect(Object.fromEntries(exchange.query)).to.deep.equal({
      watch: "true",
      resourceVersion: "5",
      fieldSelector: "type=x",
      allowWatchBookmarks: "true",
      timeoutSeconds: "150",
    });
    expect(exchange.headers.accept).to.equal("application/json;as=PartialObjectMetadata");
  });

  it("watch() hands changes on and tells its caller versions only", async () => {
    const exchange = await opened();
    exchange.event("ADDED", deployment("a", { resourceVersion: "6" }));
    exchange.event("MODIFIED", deployment("a", { resourceVersion: "7" }));
    exchange.event("BOOKMARK", { metadata: { resourceVersion: "8" } });
    exchange.event("DELETED", deployment("a", { resourceVersion: "9" }));
    exchange.end();
    await until(() => outcomes.length === 1);
    expect(seen).to.deep.equal([
      "apply a",
      "progress",
      "apply a",
      "progress",
      "progress",
      "remove a",
      "progress",
    ]);
    const version = (resourceVersion: string) => ["BOOKMARK", { metadata: { resourceVersion } }];
    expect(bookmarks).to.deep.equal([...version("6"), ...version("7"), ...version("8"), ...version("9")]);
    expect(outcomes).to.deep.equal([null]);
  });

  it("watch() reads events that come in pieces", async () => {
    const exchange = await opened();
    const bytes = Buffer.from(`${JSON.stringify({ type: "ADDED", object: deployment("ä") })}\n`);
    // In the middle of the character.
    const cut = bytes.indexOf("ä") + 1;
    exchange.write(bytes.subarray(0, cut));
    await new Promise((resolve) => setImmediate(resolve));
    exchange.write(bytes.subarray(cut));
    await until(() => seen.length > 0);
    expect(seen).to.deep.equal(["apply ä", "progress"]);
  });

  it("watch() reports an ERROR event instead of dropping it", async () => {
    const exchange = await opened();
    exchange.event("ERROR", { kind: "Status", code: 500, reason: "InternalError", message: "etcd is away" });
    await until(() => outcomes.length === 1);
    expect(outcomes[0]).to.include({ statusCode: 500, message: "etcd is away" });
    expect(seen).to.deep.equal(["disorder"]);
    expect(bookmarks).to.deep.equal([]);
  });

  it("watch() reports an expired version as such, for a new list", async () => {
    const exchange = await opened();
    exchange.event("ERROR", { kind: "Status", code: 410, reason: "Expired", message: "too old" });
    await until(() => outcomes.length === 1);
    expect(outcomes[0]).to.include({ statusCode: 410 });
    expect(seen).to.deep.equal([]);
  });

  for (const [what, line] of Object.entries({
    "is not JSON": '{"type":"ADDED","object":{"data":{"password":"hunter2"}\n',
    "has no known type": '{"type":"SURPRISE","object":{"password":"hunter2"}}\n',
    "is no object": '"hunter2"\n',
  })) {
    it(`watch() does not go on after an event that ${what}, nor quotes it`, async () => {
      const exchange = await opened();
      exchange.write(line);
      await until(() => outcomes.length === 1);
      expect(seen).to.deep.equal(["disorder"]);
      expect(outcomes[0]).to.be.instanceOf(Error);
      expect(JSON.stringify(Object.getOwnPropertyDescriptors(outcomes[0]))).to.not.contain("hunter2");
    });
  }

  it("watch() does not go on after an event that is longer than any object", async () => {
    const exchange = await opened();
    exchange.write("x".repeat(9 * 1024 * 1024));
    await until(() => outcomes.length === 1);
    expect(seen).to.deep.equal(["disorder"]);
  });

  it("watch() reports a refusal with its status", async () => {
    server.handle = (exchange) => exchange.refuse(403, { reason: "Forbidden" });
    await watch();
    await until(() => outcomes.length === 1);
    expect(outcomes[0]).to.include({ statusCode: 403 });
    expect(seen).to.deep.equal([]);
  });

  it("watch() keeps a quiet watch for as long as it asked for, and notices when its end is overdue", async () => {
    const exchange = await opened();
    await clock.advance(159_000);
    expect(outcomes).to.deep.equal([]);
    exchange.event("BOOKMARK", { metadata: { resourceVersion: "6" } });
    await until(() => seen.length > 0);
    await clock.advance(159_999);
    expect(outcomes).to.deep.equal([]);
    await clock.advance(1);
    await until(() => outcomes.length === 1);
    expect(outcomes[0]).to.have.property("name", "TimeoutError");
    expect(seen).to.deep.equal(["progress", "silence"]);
    await until(() => exchange.isOver);
  });

  it("watch() has its caller go on at once after a watch that lasted, without calling that silence", async () => {
    const exchange = await opened();
    await clock.advance(30_000);
    exchange.end();
    await until(() => outcomes.length === 1);
    expect(outcomes[0]).to.have.property("name", "TimeoutError");
    expect(seen).to.deep.equal([]);
  });

  it("watch() reports a server that does not answer as an error", async () => {
    server.handle = () => {};
    await watch();
    await until(() => server.watches.length === 1);
    await clock.advance(30_001);
    await until(() => outcomes.length === 1);
    expect(outcomes[0]).to.have.property("name", "ApiTimeoutError");
    expect(seen).to.deep.equal([]);
  });

  it("watch() can be stopped while it connects, and reports nothing then", async () => {
    server.handle = () => {};
    const controller = await watch();
    await until(() => server.watches.length === 1);
    controller.abort();
    await Promise.all(running);
    await until(() => server.openWatches === 0);
    expect(outcomes).to.deep.equal([]);
  });

  it("watch() can be stopped by its signal before, while and after it connects", async () => {
    await opened();
    await watch();
    stop.abort();
    await watch();
    await Promise.all(running);
    await until(() => server.openWatches === 0);
    expect(outcomes).to.deep.equal([]);
    expect(seen).to.deep.equal([]);
  });

  it("watch() reports an end only after the caller has the means to stop it", async () => {
    await server.close();
    const given = watch().then(() => outcomes.length);
    expect(await given).to.equal(0);
    await until(() => outcomes.length === 1);
    expect(outcomes[0]).to.have.property("code", "ECONNREFUSED");
    server = await startWatchServer();
  });
});
