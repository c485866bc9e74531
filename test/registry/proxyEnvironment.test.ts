import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { connect as connectTcp } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { ProxyVariableError, readProxyEnvironment } from "../../src/registry/proxyEnvironment.ts";
import { makeAuthority, makeServerCertificate } from "../support/certificates.ts";
import { createHarness, FOUND } from "./harness.ts";

describe("readProxyEnvironment()", () => {
  const proxyFor = (env: Record<string, string>, origin: string): string | undefined =>
    readProxyEnvironment(env).proxyFor(new URL(origin))?.href;

  const BOTH = { HTTP_PROXY: "http://plain.test:3128", HTTPS_PROXY: "http://secure.test:3129" };

  it("proxyFor() takes the scheme's variable", () => {
    expect(proxyFor(BOTH, "http://registry.test")).to.equal("http://plain.test:3128/");
    expect(proxyFor(BOTH, "https://registry.test")).to.equal("http://secure.test:3129/");
    expect(proxyFor({}, "https://registry.test")).to.equal(undefined);
  });

  it("proxyFor() takes HTTP_PROXY for HTTPS too where there is no other", () => {
    expect(proxyFor({ HTTP_PROXY: "http://plain.test:3128" }, "https://registry.test")).to.equal(
      "http://plain.test:3128/",
    );
    expect(proxyFor({ HTTPS_PROXY: "http://secure.test:3129" }, "http://registry.test")).to.equal(undefined);
  });

  it("proxyFor() prefers lower case, empty switches off, and no scheme means http", () => {
    expect(proxyFor({ ...BOTH, https_proxy: "low.test:1" }, "https://registry.test")).to.equal(
      "http://low.test:1/",
    );
    expect(
      proxyFor({ HTTPS_PROXY: "http://secure.test:3129", https_proxy: "" }, "https://registry.test"),
    ).to.equal(undefined);
  });

  const bypasses: [string, string, boolean][] = [
    ["registry.test", "https://registry.test", true],
    ["registry.test", "https://eu.registry.test", true],
    ["registry.test", "https://myregistry.test", false],
    [".registry.test", "https://registry.test", true],
    ["*.registry.test", "https://registry.test", false],
    ["*.registry.test", "https://eu.registry.test", true],
    ["REGISTRY.test", "https://registry.TEST", true],
    ["registry.test.", "https://registry.test", true],
    ["registry.test", "https://registry.test.", true],
    ["registry.test:5000", "https://registry.test:5000", true],
    ["registry.test:5000", "https://registry.test", false],
    ["registry.test:443", "https://registry.test", true],
    ["registry.test:80", "http://registry.test", true],
    ["other.test, registry.test", "https://registry.test", true],
    ["other.test registry.test", "https://registry.test", true],
    ["*", "https://registry.test", true],
    ["*:80", "https://registry.test", false],
    ["10.0.0.1", "https://10.0.0.1:5000", true],
    ["10.0.0.0/8", "https://10.1.2.3:5000", true],
    ["10.0.0.0/8", "https://11.1.2.3", false],
    ["10.0.0.0/8", "https://registry.test", false],
    ["fd00::/8", "https://[fd00::1]:5000", true],
    ["[fd00::1]:5000", "https://[fd00::1]:5000", true],
    ["fd00::1", "https://[fd00::1]", true],
    ["", "https://registry.test", false],
    ["", "http://localhost:5000", true],
    ["", "http://127.0.0.1:5000", true],
    ["", "http://127.8.8.8", true],
    ["", "http://[::1]:5000", true],
    ["", "http://registry.localhost", true],
  ];
  for (const [noProxy, origin, direct] of bypasses) {
    it(`proxyFor() ${direct ? "goes directly to" : "uses the proxy for"} ${origin} with NO_PROXY=${noProxy}`, () => {
      expect(proxyFor({ ...BOTH, NO_PROXY: noProxy }, origin) === undefined).to.equal(direct);
    });
  }

  for (const [name, value] of [
    ["HTTPS_PROXY", "socks5://user:hidden@proxy.test"],
    ["http_proxy", "http://"],
  ] as const) {
    it(`refuses ${name}=${value} without repeating it`, () => {
      expect(() => readProxyEnvironment({ [name]: value })).to.throw(
        ProxyVariableError,
        new RegExp(`^Cannot use ${name}: expected a URL such as http://proxy.example.com:3128$`),
      );
    });
  }
});

describe("RegistryClient behind a proxy", () => {
  const { server, client, onEnd } = createHarness();

  /** A proxy that forwards everything to 127.0.0.1, whatever the host. */
  async function startProxy({ status = 200 }: { status?: number } = {}) {
    const asked: string[] = [];
    const proxy = createServer((request, response) => {
      asked.push(`${request.method} ${request.url} ${request.headers["proxy-authorization"] ?? ""}`.trim());
      if (status !== 200) {
        response.writeHead(status).end();
        return;
      }
      response.writeHead(200, FOUND.headers as Record<string, string>).end();
    });
    proxy.on("connect", (request, socket) => {
      asked.push(`CONNECT ${request.url} ${request.headers["proxy-authorization"] ?? ""}`.trim());
      if (status !== 200) {
        socket.end(`HTTP/1.1 ${status} No\r\ncontent-length: 0\r\n\r\n`);
        return;
      }
      const upstream = connectTcp(Number(request.url?.split(":").at(-1)), "127.0.0.1", () => {
        socket.write("HTTP/1.1 200 OK\r\n\r\n");
        socket.pipe(upstream).pipe(socket);
      });
      upstream.on("error", () => socket.destroy());
      socket.on("error", () => upstream.destroy());
    });
    await new Promise<void>((resolve) => {
      proxy.listen(0, "127.0.0.1", resolve);
    });
    onEnd(async () => {
      proxy.closeAllConnections();
      await new Promise((resolve) => {
        proxy.close(resolve);
      });
    });
    const address = proxy.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    return { host: `127.0.0.1:${port}`, asked };
  }

  const unresolvable = () => {
    throw new Error("behind a proxy, the proxy resolves");
  };

  it("tunnels HTTPS, with the registry's own TLS settings, and authenticates to the proxy", async () => {
    const authority = await makeAuthority();
    const registry = await server(() => FOUND, {
      tls: await makeServerCertificate(["registry.test"], authority),
    });
    const proxy = await startProxy();
    const folder = await mkdtemp(join(tmpdir(), "proxy-"));
    onEnd(() => rm(folder, { recursive: true }));
    await writeFile(join(folder, "ca.pem"), authority.cert);
    const env = { HTTPS_PROXY: `http://user:pass@${proxy.host}` };
    const name = `registry.test:${registry.port}`;
    const subject = client(
      { hosts: { [name]: { caFile: join(folder, "ca.pem") } } },
      { env, resolve: unresolvable },
    );
    expect((await subject.image(name)).result).to.equal("available");
    expect(proxy.asked).to.deep.equal([
      `CONNECT ${name} Basic ${Buffer.from("user:pass").toString("base64")}`,
    ]);
    const strict = client({}, { env, resolve: unresolvable });
    expect(await strict.image(name))
      .to.have.property("message")
      .that.includes("the certificate is refused");
  });

  it("asks plain HTTP in the proxy's form", async () => {
    const proxy = await startProxy();
    const subject = client(
      { plainHttp: true },
      { env: { HTTP_PROXY: `http://${proxy.host}` }, resolve: unresolvable },
    );
    expect((await subject.image("registry.test:5000")).result).to.equal("available");
    expect(proxy.asked).to.deep.equal(["HEAD http://registry.test:5000/v2/shop/web/manifests/1.2"]);
  });

  for (const status of [407, 403, 502]) {
    it(`takes a proxy's ${status} to CONNECT for the proxy's failure, not for an abort of ours`, async () => {
      const proxy = await startProxy({ status });
      const subject = client({}, { env: { HTTPS_PROXY: `http://${proxy.host}` } });
      expect(await subject.image("registry.test")).to.deep.equal({
        result: "registry_unavailable",
        message: `https://registry.test/v2/shop/web/manifests/1.2: the proxy does not let us through: Proxy response (${status}) !== 200 when HTTP Tunneling`,
      });
      expect(subject.observed).to.deep.equal(["registry.test HEAD proxy"]);
      expect(subject.gate.settled.map(({ end }) => end.kind)).to.deep.equal(["unreachable"]);
    });
  }

  it("takes a proxy's 407 to plain HTTP for the proxy's failure", async () => {
    const proxy = await startProxy({ status: 407 });
    const subject = client({ plainHttp: true }, { env: { HTTP_PROXY: `http://${proxy.host}` } });
    expect(await subject.image("registry.test")).to.deep.equal({
      result: "registry_unavailable",
      message:
        "http://registry.test/v2/shop/web/manifests/1.2: the proxy does not let us through: Proxy Authentication Required (407)",
    });
  });

  it("says that the proxy cannot be reached, without its password", async () => {
    const proxy = await startProxy();
    const dead = await server(() => FOUND);
    await dead.close();
    const subject = client({}, { env: { HTTPS_PROXY: `http://user:hidden@${dead.host}` } });
    const outcome = await subject.image("registry.test");
    expect(outcome.result).to.equal("registry_unavailable");
    expect(JSON.stringify([outcome, subject.gate.settled]))
      .to.include("ECONNREFUSED")
      .and.not.to.include("hidden");
    expect(proxy.asked).to.deep.equal([]);
  });

  it("goes directly where NO_PROXY says so", async () => {
    const proxy = await startProxy();
    const registry = await server(() => FOUND);
    const subject = client(
      { plainHttp: true },
      {
        env: { HTTP_PROXY: `http://${proxy.host}`, NO_PROXY: "internal.test" },
        resolve: (_, __, callback) => callback(null, [{ address: "127.0.0.1", family: 4 }]),
      },
    );
    expect((await subject.image(`registry.internal.test:${registry.port}`)).result).to.equal("available");
    expect(proxy.asked).to.deep.equal([]);
  });

  it("still refuses metadata services, by address and by their known names", async () => {
    const proxy = await startProxy();
    const subject = client({ plainHttp: true }, { env: { HTTP_PROXY: `http://${proxy.host}` } });
    for (const host of ["169.254.169.254", "metadata.google.internal"]) {
      expect(await subject.image(host))
        .to.have.property("message")
        .that.includes(" is refused: it is a");
    }
    expect(proxy.asked).to.deep.equal([]);
  });
});
