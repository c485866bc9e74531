import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import { askMetadata } from "../../../src/credentials/cloud/metadataRequest.ts";
import { until } from "../../support/until.ts";

describe("askMetadata", () => {
  let server: Server | undefined;
  afterEach(async () => {
    server?.closeAllConnections();
    server?.close();
  });

  async function ask(answer: RequestListener, signal = new AbortController().signal) {
    server = createServer(answer).listen(0, "127.0.0.1");
    await once(server, "listening");
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return await askMetadata({ endpoint, path: "/a?b=c", headers: { metadata: "true" } }, { signal }).then(
      ({ body, headers }) => `${body} ${String(headers["x-own"])}`,
      (error: unknown) => String(error).replace(endpoint, "ENDPOINT"),
    );
  }

  it("sends what it is given, and gives what comes back", async () => {
    const answer = await ask(({ method, url, headers }, response) => {
      response.writeHead(200, { "x-own": "1" }).end(`${method} ${url} ${String(headers.metadata)}`);
    });
    expect(answer).to.equal("GET /a?b=c true 1");
  });

  it("takes nothing but 200, and follows no redirect", async () => {
    const asked: (string | undefined)[] = [];
    const answer = await ask(({ url }, response) => {
      asked.push(url);
      response.writeHead(302, { location: "/elsewhere" }).end();
    });
    expect(answer).to.equal("Error: ENDPOINT says 302");
    expect(asked).to.deep.equal(["/a?b=c"]);
  });

  it("reads no endless answer", async () => {
    const answer = await ask((_, response) => {
      const more = () => response.write("x".repeat(16 * 1024), more);
      response.on("error", () => {});
      more();
    });
    expect(answer).to.equal("Error: ENDPOINT: the answer is larger than 65536 bytes");
  });

  it("ends with the exporter", async () => {
    const lifetime = new AbortController();
    let asked = false;
    const answer = ask(() => {
      asked = true;
    }, lifetime.signal);
    await until(() => asked);
    lifetime.abort(new Error("shutting down"));
    expect(await answer).to.equal("Error: shutting down");
  });
});
