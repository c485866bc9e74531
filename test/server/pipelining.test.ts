import { connect, type Socket } from "node:net";
import { setImmediate as turn } from "node:timers/promises";
import { expect } from "chai";
import { metricsHandler } from "../../src/server/metricsHandler.ts";
import { fakeClock } from "../support/fakeClock.ts";
import { until } from "../support/until.ts";
import { heldHandler, send, startTestServer, type TestServer } from "./testServer.ts";

const LIMIT = 8;

function get(path: string, version = "1.1"): string {
  return `GET ${path} HTTP/${version}\r\nHost: x\r\n\r\n`;
}

describe("HttpServer, asked for more before it has answered", () => {
  const sockets: Socket[] = [];
  let server: TestServer;
  afterEach(async () => {
    for (const socket of sockets.splice(0)) {
      socket.destroy();
    }
    await until(() => server.server.open === 0);
    await server.close();
  });

  /** Sends what is given, and reads nothing of the answers until it is told to. */
  async function ask(text: string): Promise<{ socket: Socket; read(): void; text: string; closed: boolean }> {
    const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
    sockets.push(socket);
    const one = {
      socket,
      text: "",
      closed: false,
      read() {
        socket.on("data", (data) => {
          one.text += data.toString("latin1");
        });
      },
    };
    socket.on("error", () => {});
    socket.on("close", () => {
      one.closed = true;
    });
    await new Promise((resolve) => socket.once("connect", resolve));
    socket.write(text);
    return one;
  }

  it("works on one request of a connection at a time, and answers all in order", async () => {
    const held = heldHandler();
    let asked = 0;
    server = await startTestServer({
      "/held": held.handler,
      "/next": (_request, response) => {
        asked++;
        response.end(`next ${asked}`);
      },
    });
    const client = await ask(get("/held") + get("/next") + get("/next"));
    client.read();
    await held.arrived;
    await turn();
    expect(asked).to.equal(0);
    expect(server.server.open).to.equal(1);
    held.release();
    await until(() => client.text.endsWith("next 2"));
    expect(client.text.match(/done|next \d/g)).to.deep.equal(["done", "next 1", "next 2"]);
    await until(() => server.server.open === 0);
  });

  it("lets go of all of them with their connection", async () => {
    const held = heldHandler();
    let asked = 0;
    server = await startTestServer({ "/held": held.handler, "/next": () => void asked++ });
    const client = await ask(get("/held") + get("/next").repeat(10));
    await held.arrived;
    client.socket.destroy();
    await until(() => server.server.open === 0);
    held.release();
    await turn();
    expect(asked).to.equal(0);
  });

  it("ends a connection that goes on asking before it is answered", async () => {
    const held = heldHandler();
    server = await startTestServer({ "/held": held.handler });
    const client = await ask(get("/held").repeat(100));
    await until(() => client.closed);
    held.release();
    await until(() => server.server.open === 0);
  });

  it("has who reads nothing of forty scrapes on one connection give way like who reads nothing of one", async () => {
    const clock = fakeClock();
    server = await startTestServer(
      {
        "/metrics": metricsHandler({
          clock,
          async *exposition() {
            for (let chunk = 0; chunk < 250; chunk++) {
              yield "m 1\n".repeat(16_384);
            }
          },
        }),
      },
      { clock },
    );
    const flood = await Promise.all(Array.from({ length: 4 }, () => ask(get("/metrics").repeat(40))));
    await until(() => server.server.open >= flood.length);
    const answer = send(`${server.url}/metrics`);
    let status = 0;
    void answer.then((got) => {
      status = got.status;
    });
    await until(() => server.server.open > flood.length);
    await clock.advance(1_000);
    await until(() => status > 0);
    expect(status).to.equal(200);
  });

  for (const [what, request] of [
    ["answers", get("/livez")],
    ["answers of another kind", get("/nothing")],
    ["answers by HTTP/1.0", `GET /livez HTTP/1.0\r\nConnection: keep-alive\r\n\r\n`],
  ] as const) {
    it(`answers others though as many as there may be take none of their ${what}: the longest asked gives way`, async () => {
      server = await startTestServer(
        {
          "/livez": (_request, response) => void response.end("ok".repeat(4_000_000)),
          "/nothing": (_request, response) => void response.writeHead(404).end("-".repeat(8_000_000)),
        },
        { maxConnections: LIMIT },
      );
      const stuck = [];
      for (let index = 0; index < LIMIT; index++) {
        stuck.push(await ask(request.repeat(10)));
        await until(() => server.server.open === stuck.length);
      }
      // Each has what its socket holds, and takes no more.
      for (let quiet = 0; quiet < 50; quiet++) {
        await turn();
      }
      expect(server.server.open).to.equal(LIMIT);
      expect((await send(`${server.url}/livez`)).status).to.equal(200);
      await until(() => server.server.open < LIMIT);
    });
  }
});
