import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { setImmediate } from "node:timers/promises";
import { promisify } from "node:util";
import { expect } from "chai";
import { ApiError, ApiUnreachableError } from "../../src/kubernetes/apiError.ts";
import type { ClusterClient } from "../../src/kubernetes/client.ts";
import { type ApiRequest, streamApi } from "../../src/kubernetes/streamApi.ts";
import { systemClock } from "../../src/time/clock.ts";
import { fakeClock } from "../support/fakeClock.ts";
import { until } from "../support/until.ts";
import { testClient } from "./support/testClient.ts";
import { startWatchServer, type WatchServer } from "./support/watchServer.ts";

function apiRequest(more: Partial<ApiRequest> = {}): ApiRequest {
  return {
    path: "/api/v1/pods",
    query: {},
    accept: "application/json",
    answerMs: 500,
    silenceMs: 1000,
    clock: systemClock,
    signal: new AbortController().signal,
    ...more,
  };
}

/** A server that does with each connection what it likes. */
async function rawServer(onConnection: (socket: Socket) => void) {
  const raw = createServer(onConnection).listen(0, "127.0.0.1");
  await once(raw, "listening");
  return {
    url: `http://127.0.0.1:${(raw.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: async () => void (await promisify(raw.close.bind(raw))()),
  };
}

async function textOf(client: ClusterClient, request: Partial<ApiRequest> = {}): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const chunk of streamApi(client, apiRequest(request))) {
    parts.push(chunk);
  }
  return Buffer.concat(parts).toString();
}

describe("streamApi", () => {
  let server: WatchServer;
  beforeEach(async () => {
    server = await startWatchServer();
  });
  afterEach(() => server.close());

  async function read(request: Partial<ApiRequest> = {}, url = server.url): Promise<string> {
    const client = testClient(url);
    try {
      return await textOf(client, request);
    } finally {
      await client.close();
    }
  }

  const failure = (request?: Partial<ApiRequest>) => read(request).catch((error: unknown) => error);

  it("streamApi() sends what it is asked for, below the prefix of the server's URL", async () => {
    server.handle = (exchange) => exchange.raw("body");
    const query = { fieldSelector: "type=x", limit: 5, continue: undefined };
    expect(await read({ query, accept: "application/x" }, `${server.url}/k8s/clusters/c-1/`)).to.equal(
      "body",
    );
    const [exchange] = server.exchanges;
    expect(exchange?.path).to.equal("/k8s/clusters/c-1/api/v1/pods");
    expect(Object.fromEntries(exchange?.query ?? [])).to.deep.equal({ fieldSelector: "type=x", limit: "5" });
    expect(exchange?.headers.accept).to.equal("application/x");
  });

  it("streamApi() turns a refusal into an ApiError with the server's message and patience", async () => {
    server.handle = (exchange) =>
      exchange.refuse(429, { reason: "TooManyRequests", message: "slow", retryAfter: 7 });
    const error = await failure();
    expect(error).to.be.instanceOf(ApiError);
    expect(error).to.include({
      statusCode: 429,
      reason: "TooManyRequests",
      message: "slow",
      retryAfterMs: 7000,
    });
  });

  it("streamApi() reads a refusal that comes as a protobuf message", async () => {
    // code, details.retryAfterSeconds, message and reason of a Status
    const status = Buffer.from(
      "k8s\0\x12\x1f\x1a\x05gone!\x22\x07Expired\x2a\x02\x28\x07\x30\x9a\x03",
      "latin1",
    );
    status[5] = status.length - 6;
    server.handle = (exchange) => exchange.raw(status, 410);
    const error = await failure();
    expect(error).to.be.instanceOf(ApiError);
    expect(error).to.include({ statusCode: 410, message: "gone!", reason: "Expired", retryAfterMs: 7000 });
    server.handle = (exchange) => exchange.raw(status.subarray(0, 20), 410);
    expect(await failure()).to.include({ statusCode: 410, reason: "" });
  });

  it("streamApi() copes with refusals that are no Status, or endless", async () => {
    server.handle = (exchange) => exchange.raw("<html>", 502);
    expect(await failure()).to.include({
      statusCode: 502,
      message: "the API server answered 502 to /api/v1/pods",
    });
    server.handle = (exchange) => exchange.raw("x".repeat(1_000_000), 500);
    expect(await failure()).to.include({ statusCode: 500 });
  });

  it("streamApi() gives up when no answer comes, or its body stops coming", async () => {
    for (const begin of [false, true]) {
      const clock = fakeClock();
      let opened = false;
      server.handle = (exchange) => {
        opened = true;
        if (!begin) {
          return;
        }
        exchange.open();
        exchange.write("part");
      };
      let parts = 0;
      const client = testClient(server.url);
      const outcome = (async () => {
        for await (const _ of streamApi(client, apiRequest({ clock }))) {
          parts++;
        }
      })().catch((error: unknown) => error);
      await until(() => opened && (!begin || parts === 1));
      await clock.advance(begin ? 999 : 499);
      await until(() => parts === (begin ? 1 : 0));
      await clock.advance(1);
      expect(await outcome).to.have.property("name", begin ? "ApiSilenceError" : "ApiTimeoutError");
      await until(() => server.exchanges.every(({ isOver }) => isOver));
      await client.close();
    }
  });

  for (const [how, end] of [
    ["in good order", (socket: Socket) => socket.end()],
    ["by a reset", (socket: Socket) => socket.resetAndDestroy()],
  ] as const) {
    it(`streamApi() asks once more where a kept connection is ended ${how} while it asks`, async () => {
      const askedOn: number[] = [];
      let connections = 0;
      await using raw = await rawServer((socket) => {
        const connection = ++connections;
        socket.on("error", () => {});
        socket.on("data", () => {
          askedOn.push(connection);
          if (askedOn.length === 2) {
            end(socket);
          } else {
            socket.write("HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nbody");
          }
        });
      });
      const client = testClient(raw.url);
      expect(await textOf(client)).to.equal("body");
      // It is free a turn after the last byte.
      await setImmediate();
      expect(await textOf(client)).to.equal("body");
      expect(askedOn).to.deep.equal([1, 1, 2]);
      await client.close();
    });
  }

  it("streamApi() asks nobody again whose connection ends before TLS is there", async () => {
    let connections = 0;
    await using raw = await rawServer((socket) => {
      connections++;
      socket.on("error", () => {}).resetAndDestroy();
    });
    const error = await read({}, raw.url.replace("http:", "https:")).catch((problem: unknown) => problem);
    expect(error).to.be.instanceOf(ApiUnreachableError);
    expect(connections).to.equal(1);
  });

  it("streamApi() asks nobody again over a connection of its own", async () => {
    let connections = 0;
    await using raw = await rawServer((socket) => {
      connections++;
      socket.on("data", () => socket.end());
    });
    const error = await read({}, raw.url).catch((problem: unknown) => problem);
    expect(error).to.be.instanceOf(ApiUnreachableError).with.property("message", "other side closed");
    expect(connections).to.equal(1);
  });

  it("streamApi() asks nobody again where an answer has begun", async () => {
    let connections = 0;
    await using raw = await rawServer((socket) => {
      connections++;
      socket.on("data", () => socket.end("HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nbo"));
    });
    const error = await read({}, raw.url).catch((problem: unknown) => problem);
    expect(error).to.be.instanceOf(Error);
    expect(connections).to.equal(1);
  });

  it("streamApi() rejects with the signal's reason and breaks the connection", async () => {
    server.handle = (exchange) => exchange.open();
    const controller = new AbortController();
    const outcome = failure({ signal: controller.signal });
    await until(() => server.exchanges.length === 1);
    controller.abort(new Error("stopped"));
    expect(await outcome).to.have.property("message", "stopped");
    await until(() => server.exchanges[0]?.isOver ?? false);
    expect(await failure({ signal: controller.signal })).to.have.property("message", "stopped");
    expect(server.exchanges).to.have.length(1);
  });

  it("streamApi() does not wait for a connection that is only being made, nor does close()", async () => {
    const sockets: Socket[] = [];
    // Accepts, and never says a word of TLS.
    const silent = createServer((socket) => sockets.push(socket));
    await once(silent.listen(0, "127.0.0.1"), "listening");
    const client = testClient(`https://127.0.0.1:${(silent.address() as AddressInfo).port}`);
    const controller = new AbortController();
    const outcome = streamApi(client, apiRequest({ answerMs: 60_000, signal: controller.signal }))
      .next()
      .catch((error: unknown) => error);
    await until(() => sockets.length === 1);
    controller.abort(new Error("stopped"));
    expect(await outcome).to.have.property("message", "stopped");
    await client.close();
    expect(sockets[0]?.destroyed).to.equal(false);
    sockets[0]?.destroy();
    await promisify(silent.close.bind(silent))();
  });

  it("streamApi() does not wait for an exec plugin that hangs", async () => {
    const client = testClient(server.url, {
      user: { exec: { command: "sleep", args: ["0.3"], apiVersion: "client.authentication.k8s.io/v1" } },
    });
    const clock = fakeClock();
    const stream = streamApi(client, apiRequest({ clock }));
    const outcome = stream.next().catch((error: unknown) => error);
    await clock.advance(501);
    expect(await outcome).to.have.property("name", "ApiTimeoutError");
    await client.close();
  });

  it("streamApi() ends the connection when the reader leaves", async () => {
    server.handle = (exchange) => {
      exchange.open();
      exchange.write("part");
    };
    const client = testClient(server.url);
    for await (const _ of streamApi(client, apiRequest())) {
      break;
    }
    await until(() => server.exchanges[0]?.isOver ?? false);
    await client.close();
  });
});
