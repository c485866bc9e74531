import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { connect as connectTcp } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { makeAuthority, makeServerCertificate } from "../support/certificates.ts";
import { createHarness, FOUND } from "./harness.ts";

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
      response
        .writeHead(200, { ...(FOUND.headers as Record<string, string>), "content-length": "100" })
        .end();
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
        message: `https://registry.test/v2/shop/web/manifests/1.2: the proxy does not let us through: it answered ${status} to CONNECT`,
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
        "http://registry.test/v2/shop/web/manifests/1.2: the proxy does not let us through: it answered 407",
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
