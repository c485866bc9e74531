import { expect } from "chai";
import { type PagedListOptions, pagedList } from "../../src/kubernetes/pagedList.ts";
import { systemClock } from "../../src/time/clock.ts";
import { fakeClock } from "../support/fakeClock.ts";
import { until } from "../support/until.ts";
import { fieldsOf, readRecordedLists } from "./protobuf/recordedLists.ts";
import { testClient } from "./support/testClient.ts";
import { startWatchServer, type WatchServer } from "./support/watchServer.ts";

const object = (name: string, padding = "") => ({ metadata: { name, annotations: { padding } } });

describe("pagedList", () => {
  let server: WatchServer;
  let seen: string[];
  beforeEach(async () => {
    server = await startWatchServer();
    seen = [];
  });
  afterEach(() => server.close());

  async function list(more: Partial<PagedListOptions> = {}): Promise<string> {
    const client = testClient(server.url);
    try {
      return await pagedList({
        client,
        path: "/api/v1/secrets",
        fieldSelector: "type=x",
        accept: "application/json",
        clock: systemClock,
        signal: new AbortController().signal,
        turn: (page) => page(),
        onObject: (item) => seen.push((item as { metadata: { name: string } }).metadata.name),
        onRestart: () => seen.push("restart"),
        ...more,
      });
    } finally {
      await client.close();
    }
  }

  const failure = (more?: Partial<PagedListOptions>) => list(more).catch((error: unknown) => error);
  const limits = () => server.lists.map(({ query }) => Number(query.get("limit")));
  const tokens = () => server.lists.map(({ query }) => query.get("continue"));

  it("pagedList() follows the continue tokens, over two connections, and gives the last page's version", async () => {
    server.handle = (exchange) => {
      const page = Number(exchange.query.get("continue") ?? 0);
      const metadata = page < 20 ? { continue: `${page + 1}` } : {};
      exchange.list([object(`p${page}`)], { resourceVersion: "42", ...metadata });
    };
    expect(await list()).to.equal("42");
    expect(seen).to.deep.equal(Array.from({ length: 21 }, (_, page) => `p${page}`));
    expect(server.connections).to.equal(2);
    expect(server.lists.every(({ query }) => query.get("fieldSelector") === "type=x")).to.equal(true);
    expect(server.lists.every(({ query }) => !query.has("resourceVersion"))).to.equal(true);
  });

  it("pagedList() asks for a page while it reads the one before", async () => {
    const first = JSON.stringify({
      kind: "List",
      metadata: { continue: "t" },
      items: [object("a"), object("b")],
    });
    let rest = () => {};
    server.handle = (exchange) => {
      if (exchange.query.has("continue")) {
        exchange.list([object("c")], { resourceVersion: "7" });
        rest();
      } else {
        exchange.write(first.slice(0, -10));
        rest = () => {
          exchange.write(first.slice(-10));
          exchange.end();
        };
      }
    };
    expect(await list()).to.equal("7");
    expect(seen).to.deep.equal(["a", "b", "c"]);
  });

  it("pagedList() asks anew for a page that waited for too long to be read", async () => {
    const clock = fakeClock();
    server.handle = (exchange) =>
      exchange.list(
        [object("a")],
        exchange.query.has("continue") ? { resourceVersion: "7" } : { continue: "t" },
      );
    let turns = 0;
    const version = await list({
      clock,
      async turn(page) {
        if (++turns === 2) {
          await clock.advance(5000);
        }
        return page();
      },
    });
    expect(version).to.equal("7");
    expect(seen).to.deep.equal(["a", "a"]);
    expect(tokens()).to.deep.equal([null, "t", "t"]);
  });

  it("pagedList() ends what it asked for ahead where a page fails", async () => {
    let breakOff = () => {};
    server.handle = (exchange) => {
      if (exchange.query.has("continue")) {
        exchange.write('{"kind":"List"');
        breakOff();
      } else {
        exchange.write('{"kind":"List","metadata":{"continue":"t"},"items":[{"metadata":{"name":"a"}}');
        breakOff = exchange.end;
      }
    };
    expect(String(await failure())).to.match(/is not JSON/);
    expect(seen).to.deep.equal(["a"]);
    await until(() => server.lists.length === 2 && server.lists.every(({ isOver }) => isOver));
  });

  it("pagedList() begins anew with larger pages when the token has expired", async () => {
    let expired = false;
    server.handle = (exchange) => {
      if (exchange.query.get("continue") === null) {
        exchange.list([object("a")], { continue: "t" });
      } else if (expired) {
        exchange.list([object("b")], { resourceVersion: "7" });
      } else {
        expired = true;
        exchange.refuse(410, { reason: "Expired" });
      }
    };
    expect(await list()).to.equal("7");
    expect(seen).to.deep.equal(["a", "restart", "a", "b"]);
    expect(tokens()).to.deep.equal([null, "t", null, "t"]);
    expect(limits()[2]).to.be.greaterThan(limits()[0]!);
  });

  it("pagedList() gives up a list that expires again and again", async () => {
    server.handle = (exchange) => {
      if (exchange.query.has("continue")) {
        exchange.refuse(410, { reason: "Expired" });
      } else {
        exchange.list([object("a")], { continue: "t" });
      }
    };
    expect(await failure()).to.include({ statusCode: 410 });
    expect(server.lists).to.have.length(8);
  });

  it("pagedList() does not begin anew when the first page is refused with 410", async () => {
    server.handle = (exchange) => exchange.refuse(410);
    expect(await failure()).to.include({ statusCode: 410 });
    expect(server.lists).to.have.length(1);
  });

  it("pagedList() asks for pages of 500 objects, and takes them however long they are", async () => {
    const large = "x".repeat(1024 * 1024);
    server.handle = (exchange) => {
      const page = Number(exchange.query.get("continue") ?? 0);
      const items = Array.from({ length: 12 }, (_, index) => object(`p${page}-${index}`, large));
      exchange.list(items, page < 1 ? { continue: `${page + 1}` } : { resourceVersion: "1" });
    };
    expect(await list()).to.equal("1");
    expect(seen).to.have.length(24);
    expect(limits()).to.deep.equal([500, 500]);
  });

  it("pagedList() gives objects before the page is complete", async () => {
    const items = Array.from({ length: 64 }, (_, index) => object(`o${index}`, "x".repeat(64 * 1024)));
    server.handle = (exchange) => exchange.raw(JSON.stringify({ metadata: {}, items }).slice(0, -100_000));
    expect(String(await failure())).to.match(/is not JSON/);
    expect(seen).to.deep.equal(items.slice(0, 62).map(({ metadata }) => metadata.name));
  });

  it("pagedList() reads what etcd holds in 1.5 MiB, each byte of it escaped", async () => {
    const padding = "<".repeat(1.5 * 1024 * 1024);
    const answer = { kind: "DeploymentList", metadata: {}, items: [object("a", padding), object("b")] };
    server.handle = (exchange) => exchange.raw(JSON.stringify(answer).replaceAll("<", "\\u003c"));
    await list();
    expect(seen).to.deep.equal(["a", "b"]);
  });

  it("pagedList() gives up where an object is larger than any can be", async () => {
    server.handle = (exchange) => exchange.list([object("a", "x".repeat(21 * 1024 * 1024))]);
    expect(String(await failure())).to.match(
      /an object in the API server's answer to \/api\/v1\/secrets is longer than 20971520 bytes/,
    );
    expect(limits()).to.deep.equal([500]);
  });

  for (const [what, items, tokenAfter, problem, requests] of [
    ["leads back to the same page", 1, () => "t", "leads back to the same page", 2],
    [
      "goes on and on without an object",
      0,
      (page: number) => `${page}`,
      "goes on after 100 empty pages",
      100,
    ],
    ["goes on and on", 1, (page: number) => `${page}`, "goes on after 120 pages", 120],
  ] as const) {
    it(`pagedList() gives up a list that ${what}`, async () => {
      let page = 0;
      server.handle = (exchange) => {
        exchange.list(items === 0 ? [] : [object("a")], { continue: tokenAfter(page++) });
      };
      expect(await failure({ maxPages: 120 })).to.include({
        message: `the API server's list /api/v1/secrets ${problem}`,
      });
      expect(page).to.equal(requests);
    });
  }

  it("pagedList() takes an empty continue token for none", async () => {
    server.handle = (exchange) => exchange.list([object("a")], { resourceVersion: "1", continue: "" });
    expect(await list()).to.equal("1");
    expect(seen).to.deep.equal(["a"]);
  });

  it("pagedList() takes a list of nothing", async () => {
    server.handle = (exchange) =>
      exchange.raw('{"kind":"SecretList","metadata":{"resourceVersion":"3"},"items":null}');
    expect(await list()).to.equal("3");
    expect(seen).to.deep.equal([]);
  });

  it("pagedList() takes null for no items in a whole list of metadata alone", async () => {
    const wholeness = async (kind: string) => {
      server.handle = (exchange) => exchange.raw(JSON.stringify({ kind, metadata: {}, items: null }));
      return String(await failure({ whole: "List" }));
    };
    expect(await wholeness("PartialObjectMetadataList")).to.equal("");
    expect(await wholeness("SecretList")).to.match(/is no whole List$/);
  });

  it("pagedList() takes no other answer for a list of nothing", async () => {
    for (const body of ['{"metadata":{"uid":"x"}}', '{"kind":"Status","metadata":{},"code":500}']) {
      server.handle = (exchange) => exchange.raw(body);
      expect(String(await failure())).to.match(/answer to \/api\/v1\/secrets is no list/);
    }
  });

  it("pagedList() quotes nothing of an answer it cannot read", async () => {
    for (const body of ['{"items":[{"data":{"password":"hunter2"}', '"hunter2"', "[]", "hunter2"]) {
      server.handle = (exchange) => exchange.raw(body);
      const error = await failure();
      expect(String(error)).to.match(/answer to \/api\/v1\/secrets is no(t JSON| list)/);
      expect(JSON.stringify(Object.getOwnPropertyDescriptors(error))).to.not.contain("hunter2");
    }
  });

  it("pagedList() gives plain JSON, no class instances and no dates", async () => {
    const item = { metadata: { name: "a", creationTimestamp: "2026-01-01T00:00:00Z" } };
    server.handle = (exchange) => exchange.list([item]);
    const items: unknown[] = [];
    await list({ onObject: (given) => items.push(given) });
    expect(items).to.deep.equal([item]);
    expect(Object.getPrototypeOf(items[0])).to.equal(Object.prototype);
  });

  it("pagedList() reads protobuf messages where they are accepted, and come", async () => {
    const [recorded] = readRecordedLists();
    const answer = Buffer.from(recorded!.protobuf, "base64");
    server.handle = (exchange) => exchange.raw(answer);
    const { resourceVersion } = recorded!.json.metadata as { resourceVersion: string };
    const protobuf = fieldsOf(recorded!.kind);
    expect(await list({ protobuf })).to.equal(resourceVersion);
    expect(seen).to.deep.equal(["full", "least"]);
    expect(String(await failure())).to.match(/answer to \/api\/v1\/secrets is not JSON/);
    server.handle = (exchange) => exchange.raw(answer.subarray(0, -20));
    expect(String(await failure({ protobuf }))).to.match(/answer to \/api\/v1\/secrets is malformed/);
    server.handle = (exchange) => exchange.list([object("a")], { resourceVersion: "7" });
    expect(await list({ protobuf })).to.equal("7");
  });

  it("pagedList() gives nothing any more once it is stopped", async () => {
    const controller = new AbortController();
    server.handle = (exchange) => exchange.list([object("a"), object("b")], { continue: "t" });
    const error = await failure({
      signal: controller.signal,
      onObject() {
        seen.push("object");
        controller.abort(new Error("stopped"));
      },
    });
    expect(error).to.have.property("message", "stopped");
    expect(seen).to.deep.equal(["object"]);
    expect(server.lists).to.have.length(1);
  });

  it("pagedList() waits for its turn with each page", async () => {
    let turns = 0;
    server.handle = (exchange) =>
      exchange.list([], exchange.query.has("continue") ? { resourceVersion: "1" } : { continue: "t" });
    await list({
      turn(page) {
        turns++;
        return page();
      },
    });
    expect(turns).to.equal(2);
  });
});
