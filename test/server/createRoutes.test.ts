import { expect } from "chai";
import { createRoutes } from "../../src/server/createRoutes.ts";
import { Readiness } from "../../src/server/readiness.ts";
import { systemClock } from "../../src/time/clock.ts";
import { send, startTestServer, type TestServer } from "./testServer.ts";

describe("createRoutes()", () => {
  const readiness = new Readiness();
  let server: TestServer;
  let synced = true;
  let permitted = true;

  before(async () => {
    readiness.decideBy(() => [
      synced
        ? { name: "informer deployments", ok: true, ...(!permitted && { message: "forbidden" }) }
        : { name: "informer deployments", ok: false, message: "not listed yet" },
    ]);
    const routes = createRoutes({
      exposition: async function* () {
        yield "up 1\n";
      },
      readiness,
      version: "1.2.3",
      clock: systemClock,
    });
    server = await startTestServer(Object.fromEntries(routes));
  });
  beforeEach(() => {
    synced = true;
    permitted = true;
  });
  after(() => server.close());

  async function text(path: string, options?: Parameters<typeof send>[1]) {
    const { status, body } = await send(server.url + path, options);
    return `${status} ${body}`;
  }

  for (const [path, expected] of [
    ["/metrics", "200 up 1\n"],
    ["/livez", "200 ok\n"],
    ["/healthz", "200 ok\n"],
    ["/livez?verbose", "200 ok\n"],
    ["/readyz", "200 ok\n"],
    ["/readyz?verbose", "200 [+]informer deployments ok\n[+]shutdown ok\nreadyz check passed\n"],
    ["/readyz?verbose=true&x=1", "200 [+]informer deployments ok\n[+]shutdown ok\nreadyz check passed\n"],
    ["/nothing", "404 Not found. / lists what there is.\n"],
    ["/metrics/", "404 Not found. / lists what there is.\n"],
    ["//", "404 Not found. / lists what there is.\n"],
  ] as const) {
    it(`GET ${path} answers ${JSON.stringify(expected)}`, async () => {
      expect(await text(path)).to.equal(expected);
    });
  }

  for (const path of ["/readyz", "/readyz?verbose"]) {
    it(`GET ${path} answers 503 and why while something is not ready`, async () => {
      synced = false;
      expect(await text(path)).to.equal(
        "503 [-]informer deployments failed: not listed yet\n[+]shutdown ok\nreadyz check failed\n",
      );
    });
  }

  it("GET /readyz?verbose says what there is to know of what is ready all the same", async () => {
    permitted = false;
    expect(await text("/readyz?verbose")).to.equal(
      "200 [+]informer deployments ok: forbidden\n[+]shutdown ok\nreadyz check passed\n",
    );
  });

  it("GET /livez answers 200 whatever is not ready", async () => {
    synced = false;
    expect(await text("/livez")).to.equal("200 ok\n");
  });

  it("GET / links to what there is and loads nothing from elsewhere", async () => {
    const { status, headers, body } = await send(`${server.url}/`);
    const page = body.toString();
    expect(status).to.equal(200);
    expect(headers["content-type"]).to.equal("text/html; charset=utf-8");
    expect(headers["content-security-policy"]).to.equal("default-src 'none'");
    const links = [...page.matchAll(/href="([^"]*)"/g)].map(([, path]) => path ?? "");
    expect(links).to.deep.equal(["/metrics", "/readyz?verbose", "/livez"]);
    for (const path of links) {
      expect((await send(server.url + path)).status).to.equal(200);
    }
    expect(page)
      .to.include("1.2.3")
      .and.not.match(/src=|https?:/);
  });

  for (const path of ["/", "/metrics", "/livez", "/readyz", "/healthz"]) {
    it(`HEAD ${path} answers as GET does, without the body`, async () => {
      const head = await send(server.url + path, { method: "HEAD" });
      const get = await send(server.url + path);
      expect(head.body).to.have.length(0);
      expect(head.status).to.equal(get.status);
      for (const name of ["content-type", "content-length", "cache-control"]) {
        expect(head.headers[name], name).to.equal(get.headers[name]);
      }
    });
  }

  for (const method of ["POST", "PUT", "DELETE", "OPTIONS"]) {
    it(`${method} /metrics answers 405`, async () => {
      const { status, headers, body } = await send(`${server.url}/metrics`, { method });
      expect(`${status} ${body}`).to.equal("405 Method not allowed. Use GET or HEAD.\n");
      expect(headers.allow).to.equal("GET, HEAD");
    });
  }
});
