import { Agent } from "node:http";
import { connect } from "node:net";
import { expect } from "chai";
import { send, startTestServer, type TestServer } from "./testServer.ts";

describe("dispatch()", () => {
  let server: TestServer;

  before(async () => {
    server = await startTestServer({
      "/ok": (_request, response) => void response.end("ok"),
      "/throws": () => {
        throw new Error("thrown");
      },
      "/rejects": () => Promise.reject(new Error("rejected")),
      "/gone": (_request, response) => {
        response.destroy();
        response.write("too late");
      },
      "/breaks": async (_request, response) => {
        response.write("half");
        throw new Error("broken");
      },
    });
  });
  after(() => server.close());

  for (const [path, error] of [
    ["/throws", "Error: thrown"],
    ["/rejects", "Error: rejected"],
  ] as const) {
    it(`answers 500 and logs why when a handler fails: ${path}`, async () => {
      const { status, body } = await send(server.url + path);
      expect(`${status} ${body}`).to.equal("500 Internal error. The log tells more.\n");
      expect(server.log.lines.at(-1)).to.deep.equal({
        level: "error",
        fields: { error },
        message: `cannot answer a request for ${path}`,
      });
    });
  }

  it("breaks off an answer that cannot be finished, so that nobody takes it for whole", async () => {
    const error = await send(`${server.url}/breaks`).catch((reason: unknown) => reason);
    expect(error).to.include({ code: "ECONNRESET" });
    expect((await send(`${server.url}/ok`)).status).to.equal(200);
  });

  it("survives a handler that writes to a client that has gone", async () => {
    expect(await send(`${server.url}/gone`).catch((reason: unknown) => reason)).to.include({
      code: "ECONNRESET",
    });
    expect((await send(`${server.url}/ok`)).status).to.equal(200);
  });

  it("ends the connection of a request with a body instead of reading it", async () => {
    const agent = new Agent({ keepAlive: true });
    const { status, headers } = await send(`${server.url}/ok`, {
      method: "POST",
      body: "x".repeat(1_000),
      agent,
    });
    agent.destroy();
    expect(status).to.equal(405);
    expect(headers.connection).to.equal("close");
  });

  for (const [what, head, status] of [
    ["headers that are too large", `GET /ok HTTP/1.1\r\nHost: a\r\nX: ${"x".repeat(9_000)}\r\n\r\n`, "431"],
    ["what is not HTTP", "nonsense\r\n\r\n", "400"],
  ] as const) {
    it(`answers ${status} to ${what}`, async () => {
      const answer = await new Promise<string>((resolve, reject) => {
        const socket = connect(Number(new URL(server.url).port), "127.0.0.1", () => socket.write(head));
        let text = "";
        socket.on("data", (chunk) => {
          text += chunk;
        });
        socket.on("error", reject);
        socket.on("close", () => resolve(text));
      });
      expect(answer).to.match(new RegExp(`^HTTP/1\\.1 ${status} `));
    });
  }
});
