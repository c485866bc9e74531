import { createServer, get as httpGet } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import { inUseHandler } from "../src/inUseHandler.ts";
import { testClient } from "./kubernetes/support/testClient.ts";
import {
  type Exchange,
  listNothing,
  startWatchServer,
  type WatchServer,
} from "./kubernetes/support/watchServer.ts";
import { type FakeClock, fakeClock } from "./support/fakeClock.ts";
import { NO_NODE_FILES, NO_OPENSHIFT } from "./support/noNodeFiles.ts";
import { recordingLogger } from "./support/recordingLogger.ts";
import { until } from "./support/until.ts";

describe("/api/v1/in-use", () => {
  let clock: FakeClock;
  let api: WatchServer;
  let url: string;
  let stop: () => Promise<void>;
  let images: string[];
  let suffix: string;
  /** How much later it is each time that the clock is read. */
  let readMs: number;
  let skewMs: number;
  beforeEach(async () => {
    clock = fakeClock();
    images = ["reg.io/shop/cart:1", "nginx"];
    suffix = "";
    readMs = 0;
    skewMs = 0;
    api = await startWatchServer(withPods);
    const client = testClient(api.url, { clock });
    const handler = inUseHandler({
      config: {
        workloads: { custom: [] },
        namespaces: { include: [] },
        images: { defaultRegistry: "docker.io", mirrors: [] },
        nodes: { runtime: "containerd", ...NO_NODE_FILES, openshift: NO_OPENSHIFT },
      } as Parameters<typeof inUseHandler>[0]["config"],
      clusters: new Map([["prod", client]]),
      clock: {
        ...clock,
        monotonic() {
          skewMs += readMs;
          return clock.monotonic() + skewMs;
        },
      },
      log: recordingLogger(),
      signal: new AbortController().signal,
    });
    const server = createServer((request, response) => void handler(request, response));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1/in-use`;
    stop = async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await client.close();
      await api.close();
    };
  });
  afterEach(() => stop());

  function withPods(exchange: Exchange): void {
    if (exchange.path !== "/api/v1/pods") {
      listNothing(exchange);
      return;
    }
    exchange.list(
      images.map((image, index) => ({
        metadata: { namespace: "shop", name: `p${index}${suffix}` },
        spec: { containers: [{ name: "c", image }] },
      })),
    );
  }
  const podLists = () => api.lists.filter(({ path }) => path === "/api/v1/pods").length;

  it("answers with all that is in use, and when that was", async () => {
    const answer = await fetch(url);
    expect(answer.status).to.equal(200);
    expect(answer.headers.get("content-type")).to.equal("application/json");
    const document = (await answer.json()) as { asOf: string; images: readonly { reference: string }[] };
    expect(document).to.deep.include({
      asOf: "2026-01-01T00:00:00.000Z",
      complete: true,
      filter: { registries: [], repositories: [] },
      clusters: ["prod"],
      problems: [],
    });
    expect(document.images.map(({ reference }) => reference)).to.deep.equal([
      "docker.io/library/nginx:latest",
      "reg.io/shop/cart:1",
    ]);
    expect(answer.headers.get("last-modified")).to.equal("Thu, 01 Jan 2026 00:00:00 GMT");
  });

  it("answers with lines, and for some registries and repositories", async () => {
    const text = async (query: string) => (await fetch(`${url}?${query}`)).text();
    expect(await text("output=refs&registry=reg.io")).to.equal("reg.io/shop/cart:1\n");
    expect(await text("output=digests&repository=library/nginx")).to.equal(
      "docker.io/library/nginx:latest\n",
    );
    const some = await (await fetch(`${url}?registry=reg.io&repository=shop/`)).json();
    expect(some).to.deep.include({ filter: { registries: ["reg.io"], repositories: ["shop/"] } });
  });

  for (const query of [
    ...["output=xml", "repo=x", "registry=", "registry=reg.io&registry", "repository=", "allowUnused=yes"],
    ...[
      "registry=http://reg.io",
      "registry=reg",
      "repository=/shop",
      "repository=SHOP/",
      "repository=shop/cart:1",
    ],
  ]) {
    it(`answers 400 to what cannot be asked: ${query}`, async () => {
      const answer = await fetch(`${url}?${query}`);
      expect([answer.status, await answer.text()]).to.satisfy(
        ([status, text]: [number, string]) =>
          status === 400 && /^[^\n]*expected [^\n]+, given [^\n]+\n$/.test(text),
      );
      expect(podLists()).to.equal(0);
    });
  }

  it("answers 404 where nothing in use is of what was named, unless that may be", async () => {
    const query = "output=refs&registry=reg.io&registry=reg.io:5000";
    for (const method of ["GET", "HEAD", "GET"]) {
      const answer = await fetch(`${url}?${query}`, { method, headers: { "if-none-match": "*, " } });
      expect([answer.status, answer.headers.get("etag")]).to.deep.equal([404, null]);
      expect(await answer.text()).to.equal(
        method === "HEAD"
          ? ""
          : "registry reg.io:5000: nothing in use is of it, but of docker.io, reg.io\n" +
              "it may have another name there: allowUnused=true answers all the same\n",
      );
    }
    const meant = await fetch(`${url}?${query}&allowUnused=true`);
    expect([meant.status, await meant.text()]).to.deep.equal([200, "reg.io/shop/cart:1\n"]);
    const none = await fetch(`${url}?output=refs&repository=pub/&allowUnused=true`);
    expect([none.status, await none.text()]).to.deep.equal([200, ""]);
  });

  it("has the cluster listed once a minute at most, and for several who ask at once", async () => {
    await Promise.all([fetch(url), fetch(url)]);
    await clock.advance(59_000);
    await fetch(url);
    expect(podLists()).to.equal(1);
    await clock.advance(1_000);
    await fetch(url);
    expect(podLists()).to.equal(2);
  });

  it("answers 304 while the same is in use, whatever the time", async () => {
    const etag = (await fetch(url)).headers.get("etag")!;
    const again = () => fetch(url, { headers: { "if-none-match": etag } });
    expect((await again()).status).to.equal(304);
    await clock.advance(60_000);
    const same = await again();
    expect([same.status, same.headers.get("last-modified")]).to.deep.equal([
      304,
      "Thu, 01 Jan 2026 00:01:00 GMT",
    ]);
    images.push("redis");
    await clock.advance(60_000);
    expect((await again()).status).to.equal(200);
  });

  it("answers 503 with the reasons while anything is missing, and is whole again soon after", async () => {
    api.handle = (exchange) =>
      exchange.path === "/api/v1/pods" ? exchange.refuse(403) : listNothing(exchange);
    const answer = await fetch(url);
    expect([answer.status, await answer.text()]).to.deep.equal([
      503,
      'cluster "prod": cannot list pods: refused with 403\n',
    ]);
    api.handle = withPods;
    expect((await fetch(url)).status).to.equal(503);
    await clock.advance(5_000);
    expect((await fetch(url)).status).to.equal(200);
  });

  it("has a cluster of which something may not be read listed less and less often", async () => {
    const lists = () => api.lists.filter(({ path }) => path === "/api/v1/pods").length;
    api.handle = (exchange) =>
      exchange.path === "/api/v1/pods" ? exchange.refuse(403) : listNothing(exchange);
    const before = lists();
    for (let waitedMs = 0; waitedMs < 300_000; waitedMs += 5_000) {
      const answer = await fetch(url);
      expect([answer.status, Number(answer.headers.get("retry-after"))]).to.satisfy(
        ([status, seconds]: [number, number]) => status === 503 && seconds >= 1 && seconds <= 60,
      );
      await clock.advance(5_000);
    }
    expect(lists() - before).to.be.within(5, 10);
    api.handle = withPods;
    await clock.advance(60_000);
    expect((await fetch(url)).status).to.equal(200);
  });

  it("makes an answer once for all who ask for the same, and keeps few", async () => {
    await fetch(url);
    const { stringify } = JSON;
    let made = 0;
    JSON.stringify = ((value: unknown) => {
      const text = stringify(value);
      made += text.includes("usedBy") ? 1 : 0;
      return text;
    }) as typeof stringify;
    try {
      const etags = await Promise.all(
        Array.from({ length: 20 }, async () => (await fetch(url)).headers.get("etag")!),
      );
      expect([new Set(etags).size, made]).to.deep.equal([1, 0]);
      for (const path of ["a/", "b/", "c/", "d/", "shop/"]) {
        await (await fetch(`${url}?output=refs&allowUnused=true&repository=shop/&repository=${path}`)).text();
      }
      const before = made;
      await (await fetch(`${url}?output=refs&allowUnused=true&repository=shop/&repository=shop/`)).text();
      expect(made).to.equal(before);
      await (await fetch(url)).text();
      expect(made).to.be.above(before);
    } finally {
      JSON.stringify = stringify;
    }
  });

  it("makes one answer at a time, and rests as long as each took: whoever asks for ever others keeps nobody waiting", async () => {
    await fetch(url);
    readMs = 50;
    const done: string[] = [];
    const asking = ["a/", "b/", "c/"].map(async (path) => {
      const response = await fetch(`${url}?allowUnused=true&repository=${path}`);
      await response.text();
      done.push(path);
    });
    for (const count of [1, 2, 3]) {
      await until(() => done.length === count);
      await new Promise((resolve) => setTimeout(resolve, 20));
      expect(done).to.have.lengthOf(count);
      await clock.advance(50);
    }
    await Promise.all(asking);
  });

  it("answers few at once, others with 503, and in the end whoever reads though many do not", async () => {
    suffix = "p".repeat(2 * 1024 * 1024);
    images = Array.from({ length: 10 }, (_, index) => `reg.io/shop/cart:${index}`);
    const { length } = await (await fetch(url)).text();
    const statuses: (number | undefined)[] = [];
    const retryAfter = new Set<string | undefined>();
    const slow = Array.from({ length: 50 }, () => {
      const request = httpGet(url, { agent: false }, (response) => {
        statuses.push(response.statusCode);
        if (response.statusCode === 503) {
          retryAfter.add(response.headers["retry-after"]);
        }
        response.on("error", () => {});
        response.pause();
      });
      request.on("error", () => {});
      return request;
    });
    await until(() => statuses.length === 50 - 32);
    expect(statuses.filter((status) => status === 503)).to.have.length(50 - 32 - 4);
    expect([...retryAfter]).to.deep.equal(["1"]);
    const turns = async () => {
      for (let count = 0; count < 20; count++) {
        await new Promise((resolve) => setImmediate(resolve));
      }
    };
    // Those that read nothing give way to the next.
    while (statuses.length === 50 - 32) {
      await turns();
      await clock.advance(300);
    }
    let taken: number | undefined;
    void fetch(url).then(async (answer) => {
      taken = (await answer.text()).length;
    });
    // Sockets take in some of it first, which counts as reading.
    for (let waitedMs = 0; taken === undefined && waitedMs < 7_200; waitedMs += 300) {
      await turns();
      await clock.advance(300);
    }
    await until(() => taken !== undefined);
    expect(taken).to.equal(length);
    for (const request of slow) {
      request.destroy();
    }
  });
});
