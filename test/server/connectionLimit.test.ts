import { connect, type Socket } from "node:net";
import { expect } from "chai";
import { until } from "../support/until.ts";
import { heldHandler, send, startTestServer, type TestServer } from "./testServer.ts";

const OK = { "/": (_request: unknown, response: { end(text: string): unknown }) => void response.end("ok") };
const LIMIT = 8;

describe("HttpServer", () => {
  describe("at the limit of its connections", () => {
    const sockets: Socket[] = [];
    let server: TestServer | undefined;
    afterEach(async () => {
      for (const socket of sockets.splice(0)) {
        socket.destroy();
      }
      await server?.close();
    });

    /** Fills the server with connections that send what is given, and stay. */
    async function fill(routes: Parameters<typeof startTestServer>[0], text: string, count = LIMIT) {
      server ??= await startTestServer(routes, { maxConnections: LIMIT });
      const opened: { readonly socket: Socket; text: string; closed: boolean }[] = [];
      for (let index = 0; index < count; index++) {
        const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
        const one = { socket, text: "", closed: false };
        socket.on("data", (data) => {
          one.text += data.toString("latin1");
        });
        socket.on("error", () => {});
        socket.on("close", () => {
          one.closed = true;
        });
        sockets.push(socket);
        opened.push(one);
        await new Promise((resolve) => socket.once("connect", resolve));
        socket.write(text);
        if (text.endsWith("\r\n\r\n")) {
          await until(() => one.text.endsWith("ok"));
        }
      }
      return { url: server.url, opened };
    }
    beforeEach(() => {
      server = undefined;
    });

    for (const [what, text] of [
      ["have asked and stay", "GET / HTTP/1.1\r\nHost: x\r\n\r\n"],
      ["say nothing", ""],
      ["never end their request", "GET / HTTP/1.1\r\nHost: x\r\nX-A"],
    ] as const) {
      it(`answers the next ones: those give way that ${what}, the longest first`, async () => {
        const { url, opened } = await fill(OK, text);
        expect((await send(url)).status).to.equal(200);
        expect((await send(url)).status).to.equal(200);
        await until(() => opened[0]!.closed);
        expect(opened.at(-1)!.closed).to.equal(false);
      });
    }

    it("lets nobody give way who is being answered", async () => {
      const held = heldHandler();
      server = await startTestServer({ ...OK, "/held": held.handler }, { maxConnections: LIMIT });
      const answer = send(`${server.url}/held`);
      await held.arrived;
      const { url } = await fill(OK, "GET / HTTP/1.1\r\nHost: x\r\n\r\n", 3 * LIMIT);
      expect((await send(url)).status).to.equal(200);
      held.release();
      expect((await answer).body.toString()).to.equal("done");
    });
  });
});
