import { expect } from "chai";
import { watchCollection } from "../../src/kubernetes/watchCollection.ts";
import { type FakeClock, fakeClock } from "../support/fakeClock.ts";
import { until } from "../support/until.ts";
import { deployment } from "./support/deployment.ts";
import { testClient } from "./support/testClient.ts";
import { type Exchange, startWatchServer, type WatchServer } from "./support/watchServer.ts";

const PATH = "/apis/apps/v1/deployments";

describe("watchCollection", () => {
  let server: WatchServer;
  let clock: FakeClock;
  let stop: AbortController;
  let seen: string[];
  let onSeen: () => void;
  let client: ReturnType<typeof testClient>;

  beforeEach(async () => {
    server = await startWatchServer((exchange) => exchange.open());
    clock = fakeClock();
    stop = new AbortController();
    client = testClient(server.url, { clock });
    seen = [];
    onSeen = () => {};
  });
  afterEach(async () => {
    stop.abort();
    await client.close();
    await server.close();
  });

  /** How it ended: nothing, in good order; else the error. */
  function watch(): Promise<unknown> {
    return watchCollection({
      client,
      path: PATH,
      fieldSelector: "type=x",
      resourceVersion: "5",
      accept: "application/json;as=PartialObjectMetadata",
      clock,
      random: () => 0.5,
      signal: stop.signal,
      onOpen: () => seen.push("open"),
      onEvent(change, object) {
        const { name, resourceVersion } = (object as { metadata: Record<string, string> }).metadata;
        seen.push(`${change} ${name ?? resourceVersion}`);
        onSeen();
      },
    }).catch((error: unknown) => error);
  }

  async function opened(): Promise<{ exchange: Exchange; ended: Promise<unknown> }> {
    const ended = watch();
    await until(() => seen.includes("open"));
    seen.length = 0;
    return { exchange: server.watches.at(-1)!, ended };
  }

  it("asks for bookmarks and an end, besides what it is given", async () => {
    const { exchange } = await opened();
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

  it("hands changes and bookmarks on, and resolves when the server ends it", async () => {
    const { exchange, ended } = await opened();
    exchange.event("ADDED", deployment("a", { resourceVersion: "6" }));
    exchange.event("MODIFIED", deployment("a", { resourceVersion: "7" }));
    exchange.event("BOOKMARK", { metadata: { resourceVersion: "8" } });
    exchange.event("DELETED", deployment("a", { resourceVersion: "9" }));
    exchange.end();
    expect(await ended).to.equal(undefined);
    expect(seen).to.deep.equal(["apply a", "apply a", "bookmark 8", "remove a"]);
  });

  it("lets others have their turn between events that take long", async () => {
    const { exchange } = await opened();
    let turn = 0;
    const turns: number[] = [];
    const count = () => {
      turn++;
      return setImmediate(() => {
        counting = count();
      });
    };
    let counting = count();
    // Each takes five milliseconds, as a Secret that thousands of workloads name.
    clock.monotonic = () => 5 * seen.length;
    onSeen = () => turns.push(turn);
    exchange.write(
      Buffer.from(`${JSON.stringify({ type: "MODIFIED", object: deployment("a") })}\n`.repeat(50)),
    );
    await until(() => turns.length === 50);
    clearImmediate(counting);
    expect(new Set(turns)).to.have.property("size", 50);
  });

  it("reads events that come in pieces", async () => {
    const { exchange } = await opened();
    const bytes = Buffer.from(`${JSON.stringify({ type: "ADDED", object: deployment("ä") })}\n`);
    // In the middle of the character.
    const cut = bytes.indexOf("ä") + 1;
    exchange.write(bytes.subarray(0, cut));
    await new Promise((resolve) => setImmediate(resolve));
    exchange.write(bytes.subarray(cut));
    await until(() => seen.length > 0);
    expect(seen).to.deep.equal(["apply ä"]);
  });

  it("rejects with what an ERROR event says: events may have been missed", async () => {
    const { exchange, ended } = await opened();
    exchange.event("ERROR", { kind: "Status", code: 500, reason: "InternalError", message: "etcd is away" });
    expect(await ended).to.include({ name: "WatchDisorderError", message: "etcd is away" });
  });

  it("rejects with an expired version as such", async () => {
    const { exchange, ended } = await opened();
    exchange.event("ERROR", { kind: "Status", code: 410, reason: "Expired", message: "too old" });
    expect(await ended).to.include({ name: "ApiError", statusCode: 410 });
  });

  for (const [what, line] of Object.entries({
    "is not JSON": '{"type":"ADDED","object":{"data":{"password":"hunter2"}\n',
    "has no known type": '{"type":"SURPRISE","object":{"password":"hunter2"}}\n',
    "is no object": '"hunter2"\n',
  })) {
    it(`does not go on after an event that ${what}, nor quotes it`, async () => {
      const { exchange, ended } = await opened();
      exchange.write(line);
      const error = await ended;
      expect(error).to.have.property("name", "WatchDisorderError");
      expect(JSON.stringify(Object.getOwnPropertyDescriptors(error))).to.not.contain("hunter2");
    });
  }

  it("takes an event of what etcd holds in 1.5 MiB, each byte of it escaped", async () => {
    const { exchange } = await opened();
    const annotations = { padding: "<".repeat(1.5 * 1024 * 1024) };
    const event = { type: "ADDED", object: { metadata: { name: "a", resourceVersion: "7", annotations } } };
    exchange.write(`${JSON.stringify(event).replaceAll("<", "\\u003c")}\n`);
    await until(() => seen.length > 0);
    expect(seen).to.deep.equal(["apply a"]);
  });

  it("does not go on after an event that is longer than any object", async () => {
    const { exchange, ended } = await opened();
    exchange.write("x".repeat(21 * 1024 * 1024));
    expect(await ended).to.have.property("name", "WatchDisorderError");
  });

  it("rejects with the status of a refusal", async () => {
    server.handle = (exchange) => exchange.refuse(403, { reason: "Forbidden" });
    expect(await watch()).to.include({ statusCode: 403 });
    expect(seen).to.deep.equal([]);
  });

  it("keeps a quiet watch for as long as it asked for, and notices when its end is overdue", async () => {
    const { exchange, ended } = await opened();
    await clock.advance(159_000);
    exchange.event("BOOKMARK", { metadata: { resourceVersion: "6" } });
    await until(() => seen.length > 0);
    await clock.advance(159_999);
    expect(exchange.isOver).to.equal(false);
    await clock.advance(1);
    expect(await ended).to.have.property("name", "ApiSilenceError");
    await until(() => exchange.isOver);
  });

  it("takes a new connection after one that fell silent", async () => {
    const { ended } = await opened();
    await clock.advance(160_000);
    await ended;
    const { exchange, ended: second } = await opened();
    exchange.end();
    await second;
    expect(server.connections).to.equal(2);
  });

  it("rejects when the server does not answer", async () => {
    server.handle = () => {};
    const ended = watch();
    await until(() => server.watches.length === 1);
    await clock.advance(30_001);
    expect(await ended).to.have.property("name", "ApiTimeoutError");
  });

  it("ends with its signal before, while and after it connects", async () => {
    const reason = new Error("enough");
    const { ended: open } = await opened();
    server.handle = () => {};
    const connecting = watch();
    await until(() => server.watches.length === 2);
    stop.abort(reason);
    expect(await Promise.all([open, connecting, watch()])).to.deep.equal([reason, reason, reason]);
    await until(() => server.openWatches === 0);
    expect(server.watches).to.have.length(2);
  });
});
