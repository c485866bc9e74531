import { Agent } from "node:http";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { setImmediate as turn } from "node:timers/promises";
import { expect } from "chai";
import { HttpServer } from "../../src/server/httpServer.ts";
import { ListenError } from "../../src/server/listenError.ts";
import { fakeClock } from "../support/fakeClock.ts";
import { recordingLogger } from "../support/recordingLogger.ts";
import { until } from "../support/until.ts";
import { heldHandler, send, startTestServer, type TestServer } from "./testServer.ts";

const OK = { "/": (_request: unknown, response: { end(text: string): unknown }) => void response.end("ok") };

function connectTo(url: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(url).port), "127.0.0.1", () => resolve(socket));
    socket.on("error", reject);
  });
}

/** Whether nobody listens; a connection that can be had is ended at once. */
async function refuses(url: string): Promise<boolean> {
  const socket = await connectTo(url).catch((error: NodeJS.ErrnoException) => error.code);
  if (socket === "ECONNREFUSED") {
    return true;
  }
  if (typeof socket === "object") {
    socket.destroy();
  }
  return false;
}

describe("HttpServer", () => {
  const servers: TestServer[] = [];
  const start = async (...given: Parameters<typeof startTestServer>) => {
    const server = await startTestServer(...given);
    servers.push(server);
    return server;
  };
  afterEach(async () => {
    for (const server of servers.splice(0)) {
      await server.close();
    }
  });

  describe("listen()", () => {
    for (const [bindAddress, url] of [
      ["127.0.0.1:0", /^http:\/\/127\.0\.0\.1:\d+$/],
      ["0.0.0.0:0", /^http:\/\/localhost:\d+$/],
      [":0", /^http:\/\/localhost:\d+$/],
      ["localhost:0", /^http:\/\/(?:127\.0\.0\.1|\[::1\]):\d+$/],
    ] as const) {
      it(`serves at ${bindAddress}`, async () => {
        const server = await start(OK, { bindAddress });
        expect(server.url).to.match(url);
        expect((await send(server.url)).status).to.equal(200);
      });
    }

    it("says in one line that the port is taken", async () => {
      const { url } = await start(OK);
      const bindAddress = new URL(url).host;
      const error: unknown = await start(OK, { bindAddress }).catch((reason: unknown) => reason);
      expect(error).to.be.instanceOf(ListenError);
      expect(error).to.include({
        code: "EADDRINUSE",
        bindAddress,
        message: `Cannot listen on "${bindAddress}": the port is already in use`,
      });
    });

    it("says in one line that the address is not this machine's", async () => {
      const error: unknown = await start(OK, { bindAddress: "192.0.2.1:0" }).catch(
        (reason: unknown) => reason,
      );
      expect(error).to.include({
        message: 'Cannot listen on "192.0.2.1:0": this machine has no such address',
      });
    });
  });

  describe("drain()", () => {
    it("ends kept connections with their next answer, and takes new ones", async () => {
      const { server, url } = await start(OK);
      const agent = new Agent({ keepAlive: true });
      expect((await send(url, { agent })).headers.connection).to.equal("keep-alive");
      server.drain();
      expect((await send(url, { agent })).headers.connection).to.equal("close");
      expect((await send(url)).status).to.equal(200);
      agent.destroy();
    });

    it("ends the connection of an answer that is on its way", async () => {
      const held = heldHandler();
      const { server, url } = await start({ "/": held.handler });
      const agent = new Agent({ keepAlive: true });
      const answer = send(url, { agent });
      await held.arrived;
      server.drain();
      held.release();
      expect((await answer).headers.connection).to.equal("close");
      agent.destroy();
    });
  });

  describe("close()", () => {
    it("closes idle connections and refuses new ones", async () => {
      const { server, url } = await start(OK);
      const agent = new Agent({ keepAlive: true });
      await send(url, { agent });
      expect(await server.close({ timeoutMs: 1_000 })).to.equal(0);
      expect(await refuses(url)).to.equal(true);
      agent.destroy();
    });

    it("lets a request that has come in be answered", async () => {
      const held = heldHandler();
      const { server, url } = await start({ "/": held.handler });
      const answer = send(url);
      await held.arrived;
      const closed = server.close({ timeoutMs: 10_000 });
      while (!(await refuses(url))) {
        await turn();
      }
      held.release();
      expect((await answer).body.toString()).to.equal("done");
      expect(await closed).to.equal(0);
    });

    it("answers who has connected and is yet to send a request", async () => {
      const { server, url } = await start(OK);
      const socket = await connectTo(url);
      // Its connection has been accepted once this answer is here.
      await send(url);
      const closed = server.close({ timeoutMs: 10_000 });
      await turn();
      let text = "";
      socket.on("data", (chunk) => {
        text += chunk;
      });
      socket.write("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
      expect(await closed).to.equal(0);
      await until(() => text.endsWith("ok\r\n0\r\n\r\n") || text.endsWith("ok"));
      expect(text).to.match(/^HTTP\/1\.1 200 OK\r\nConnection: close\r\n/);
    });

    it("holds those who keep asking until it has stopped listening, and then answers them", async () => {
      const clock = fakeClock();
      const { server, url } = await start(OK, { clock });
      server.drain();
      await send(url);
      const closed = server.close({ timeoutMs: 10_000 });
      await turn();
      const answers: string[] = [];
      const asked = [send(url), send(url)].map((answer) =>
        answer.then(({ body }) => answers.push(body.toString())),
      );
      await until(() => server.open === 2);
      await clock.advance(99);
      for (let turns = 0; turns < 20; turns++) {
        await turn();
      }
      expect(answers).to.deep.equal([]);
      await clock.advance(1);
      await Promise.all(asked);
      expect(answers).to.deep.equal(["ok", "ok"]);
      expect(await refuses(url)).to.equal(true);
      expect(await closed).to.equal(0);
    });

    it("holds nobody up when nobody has asked since it drains", async () => {
      const clock = fakeClock();
      const { server, url } = await start(OK, { clock });
      await send(url);
      server.drain();
      expect(await server.close({ timeoutMs: 10_000 })).to.equal(0);
      expect(await refuses(url)).to.equal(true);
    });

    it("does not wait for connections that stay silent", async () => {
      const clock = fakeClock();
      const { server, url } = await start(OK, { clock });
      const socket = await connectTo(url);
      await send(url);
      let closed = false;
      const closing = server.close({ timeoutMs: 60_000 }).then(() => {
        closed = true;
      });
      // It has a tenth of a second while others are held, then a second.
      await turn();
      await clock.advance(100);
      while (!(await refuses(url))) {
        await turn();
      }
      await clock.advance(999);
      expect(closed).to.equal(false);
      await clock.advance(1);
      await closing;
      socket.destroy();
    });

    it("cuts off what takes too long, and says how much", async () => {
      const clock = fakeClock();
      const held = heldHandler();
      const { server, url } = await start({ "/": held.handler }, { clock });
      const answer = send(url).catch((error: NodeJS.ErrnoException) => error.code);
      await held.arrived;
      const closed = server.close({ timeoutMs: 20_000 });
      await turn();
      await clock.advance(19_999);
      expect(await Promise.race([closed, turn("still open")])).to.equal("still open");
      await clock.advance(1);
      expect(await closed).to.equal(1);
      expect(await answer).to.equal("ECONNRESET");
      held.release();
    });

    it("closes a kept connection whose answer began before draining, as soon as it is idle", async () => {
      const rest = Promise.withResolvers<void>();
      const { server, url } = await start({
        "/": async (_request, response) => {
          response.write("begun ");
          await rest.promise;
          response.end("done");
        },
      });
      const agent = new Agent({ keepAlive: true });
      const answer = send(url, { agent });
      await until(() =>
        Object.values(agent.sockets)
          .flat()
          .some((socket) => (socket?.bytesRead ?? 0) > 0),
      );
      const closed = server.close({ timeoutMs: 60_000 });
      while (!(await refuses(url))) {
        await turn();
      }
      rest.resolve();
      expect((await answer).body.toString()).to.equal("begun done");
      expect(await closed).to.equal(0);
      agent.destroy();
    });

    it("can be called again, to make an end sooner", async () => {
      const clock = fakeClock();
      const held = heldHandler();
      const { server, url } = await start({ "/": held.handler }, { clock });
      send(url).catch(() => {});
      await held.arrived;
      const first = server.close({ timeoutMs: 60_000 });
      const second = server.close({ timeoutMs: 0 });
      await clock.advance(0);
      expect(await Promise.all([first, second])).to.deep.equal([1, 1]);
      expect(await server.close({ timeoutMs: 1_000 })).to.equal(1);
      held.release();
    });

    it("resolves when the server never came to listen", async () => {
      const taken = createServer().listen(0, "127.0.0.1");
      await new Promise((resolve) => taken.once("listening", resolve));
      const { port } = taken.address() as AddressInfo;
      const server = new HttpServer({
        bindAddress: `127.0.0.1:${port}`,
        routes: new Map(),
        clock: fakeClock(),
        log: recordingLogger(),
      });
      await server.listen().catch(() => {});
      expect(await server.close({ timeoutMs: 1_000 })).to.equal(0);
      taken.close();
    });
  });
});
