import { once } from "node:events";
import { createServer as createSecureServer, Server as SecureServer } from "node:https";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import type { TLSSocket } from "node:tls";
import { expect } from "chai";
import { MAX_HANDSHAKES } from "../../src/registry/connections.ts";
import type { ResolveAll } from "../../src/registry/guardedLookup.ts";
import { makeServerCertificate } from "../support/certificates.ts";
import { until } from "../support/until.ts";
import { createHarness, FOUND } from "./harness.ts";

const HERE: ResolveAll = (_, __, callback) => callback(null, [{ address: "127.0.0.1", family: 4 }]);

/** What must hold however many registries there are, and whatever they send before TLS is there. */
describe("RegistryClient", () => {
  const { client, onEnd } = createHarness();

  async function listen(server: Server): Promise<{ readonly port: number; readonly sockets: Set<Socket> }> {
    const sockets = new Set<Socket>();
    server.on("connection", (socket: Socket) => {
      sockets.add(socket);
      socket.on("error", () => {}).once("close", () => sockets.delete(socket));
      if (server instanceof SecureServer) {
        return;
      }
      // Reads on, so that it hears of the end.
      socket.resume();
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    onEnd(async () => {
      for (const socket of sockets) {
        socket.destroy();
      }
      await new Promise((resolve) => server.close(resolve));
    });
    return { port: (server.address() as AddressInfo).port, sockets };
  }

  /** A registry by TLS that sends so many certificates. */
  async function registry(certificates: number) {
    const { key, cert } = await makeServerCertificate(["127.0.0.1"]);
    const server = createSecureServer(
      { key, cert: `${cert.trim()}\n`.repeat(certificates) },
      (_, response) => {
        response.writeHead(200, FOUND.headers).end(JSON.stringify(FOUND.body));
      },
    );
    return await listen(server);
  }

  it("begins TLS with few servers at a time, however many never end it, and leaves places to other namespaces", async () => {
    const silent = await listen(createServer());
    const { port } = await registry(1);
    const subject = client({ insecureSkipVerify: true }, { resolve: HERE });
    const checks = Array.from({ length: 400 }, (_, index) =>
      subject.image(`r${index % 40}.test:${silent.port}`, { tag: `${index}`, by: "evil" }),
    );
    await until(() => silent.sockets.size >= MAX_HANDSHAKES / 2);
    expect(await subject.image(`good.test:${port}`, { by: "good" })).to.include({ result: "available" });
    expect(silent.sockets.size).to.equal(MAX_HANDSHAKES / 2);
    await subject.close();
    await Promise.allSettled(checks);
  });

  it("leaves places to what no namespace asks for, and to requests for tokens, however many that is asked for never end it", async () => {
    const silent = await listen(createServer());
    const { port } = await registry(1);
    let realm = "";
    const pair = await makeServerCertificate(["127.0.0.1"]);
    const server = createSecureServer(pair, ({ url, headers }, response) => {
      if (url?.startsWith("/token")) {
        response.end('{"token":"t"}');
      } else if (headers.authorization === "Bearer t") {
        response.writeHead(200, FOUND.headers).end(JSON.stringify(FOUND.body));
      } else {
        response.writeHead(401, { "www-authenticate": `Bearer realm="${realm}"` }).end();
      }
    });
    const withTokens = await listen(server);
    realm = `https://auth.test:${withTokens.port}/token`;
    const subject = client({ insecureSkipVerify: true, allowedNetworks: ["127.0.0.0/8"] }, { resolve: HERE });
    const { signal } = new AbortController();
    const probes = Array.from({ length: 400 }, (_, index) =>
      subject.probe(`r${index}.evil.test:${silent.port}`, { signal }),
    );
    await until(() => silent.sockets.size >= MAX_HANDSHAKES / 2);
    const good = await subject.image(`good.test:${withTokens.port}`, { by: "good" });
    expect(good).to.include({
      result: "available",
    });
    expect(await subject.probe(`other.test:${port}`, { signal })).to.equal(true);
    expect(silent.sockets.size).to.equal(MAX_HANDSHAKES / 2);
    await subject.close();
    await Promise.allSettled(probes);
  });

  it("has those that wait follow when others have had their time", async () => {
    const silent = await listen(createServer());
    const subject = client({ insecureSkipVerify: true }, { resolve: HERE });
    let ended = 0;
    const checks = Array.from({ length: 100 }, async (_, index) => {
      const { result } = await subject.image(`r${index}.test:${silent.port}`, { by: "evil" });
      ended++;
      return result;
    });
    await until(() => silent.sockets.size === MAX_HANDSHAKES / 2);
    await subject.clock.advance(15_000);
    await until(() => silent.sockets.size === 100 - MAX_HANDSHAKES / 2);
    expect(ended).to.equal(MAX_HANDSHAKES / 2);
    await subject.clock.advance(15_000);
    expect(new Set(await Promise.all(checks))).to.deep.equal(new Set(["registry_unavailable"]));
  });

  it("ends who sends more certificates than any honest server, of whose image nothing is known then", async () => {
    const { port } = await registry(150);
    const outcome = await client({ insecureSkipVerify: true }).image(`127.0.0.1:${port}`);
    expect(outcome).to.include({ result: "rate_limited" });
  });

  it("begins TLS no second time on a connection, as nodes do not", async () => {
    const pair = await makeServerCertificate(["127.0.0.1"]);
    let answered = 0;
    const server = createSecureServer({ ...pair, maxVersion: "TLSv1.2" }, ({ socket }, response) => {
      (socket as TLSSocket).renegotiate({}, () => {
        answered++;
        response.writeHead(200, FOUND.headers).end();
      });
    });
    const { port } = await listen(server);
    const { result } = await client({ insecureSkipVerify: true }).image(`127.0.0.1:${port}`);
    expect(result).to.equal("registry_unavailable");
    expect(answered).to.equal(0);
  });

  it("keeps no connection whose server sent much before TLS was there, which OpenSSL keeps as long", async () => {
    const [usual, large] = await Promise.all([registry(1), registry(60)]);
    const subject = client({ insecureSkipVerify: true });
    for (const { port } of [usual, large]) {
      expect(await subject.image(`127.0.0.1:${port}`)).to.include({ result: "available" });
    }
    await until(() => large.sockets.size === 0);
    expect(usual.sockets.size).to.equal(1);
  });
});
