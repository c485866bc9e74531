import { Agent } from "node:https";
import { connect as connectTcp } from "node:net";
import { connect as connectTls } from "node:tls";
import { expect } from "chai";
import {
  type KeyPair,
  makeAuthority,
  makeClientCertificate,
  makeServerCertificate,
} from "../support/certificates.ts";
import { until } from "../support/until.ts";
import { send } from "./testServer.ts";
import { basic, TLS, USERS, webFrontSuite } from "./webFrontSuite.ts";

describe("openWebFront()", () => {
  const web = webFrontSuite();
  const { start, reload, write, putCertificate, ask, statusOf } = web;

  describe("with TLS", () => {
    it("serves its certificate, and speaks nothing but TLS", async () => {
      await start(TLS);
      expect(web.server.url).to.match(/^https:/);
      expect(await statusOf("/metrics")).to.equal(200);
      const plain = await send(web.server.url.replace("https", "http")).catch(
        (error: NodeJS.ErrnoException) => error.code,
      );
      expect(plain).to.equal("ECONNRESET");
    });

    it("speaks the versions and ciphers that are set", async () => {
      await start(
        `${TLS.slice(0, -2)}, max_version: TLS12, cipher_suites: [TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384]}`,
      );
      const { socket } = await ask("/metrics");
      expect(socket.getCipher()).to.include({ name: "ECDHE-ECDSA-AES256-GCM-SHA384", version: "TLSv1.2" });
      const refused = await ask("/metrics", { minVersion: "TLSv1.3" }).catch(
        (error: NodeJS.ErrnoException) => error.code,
      );
      expect(refused).to.equal("EPROTO");
    });

    it("takes over another certificate, and ends connections made with the one before", async () => {
      await start(TLS);
      const agent = new Agent({ keepAlive: true, maxSockets: 1, ca: web.authority.cert });
      const first = await ask("/metrics", { agent });
      const before = first.socket.getPeerX509Certificate()?.serialNumber;
      const closed = new Promise((resolve) => first.socket.once("close", resolve));
      await putCertificate();
      await reload();
      await closed;
      const second = await ask("/metrics", { agent });
      expect(second.socket.getPeerX509Certificate()?.serialNumber).to.be.a("string").and.not.equal(before);
      agent.destroy();
    });

    it("lets an answer be finished on a connection made with the certificate before", async () => {
      const begun = Promise.withResolvers<void>();
      const rest = Promise.withResolvers<void>();
      await start(TLS, {
        "/metrics": async (_request, response) => {
          response.write("begun ");
          begun.resolve();
          await rest.promise;
          response.end("done");
        },
      });
      const agent = new Agent({ keepAlive: true, ca: web.authority.cert });
      const answer = ask("/metrics", { agent });
      await begun.promise;
      await putCertificate();
      await reload();
      rest.resolve();
      const { body, socket } = await answer;
      expect(body.toString()).to.equal("begun done");
      await until(() => socket.destroyed);
      agent.destroy();
    });

    it("goes on with the last good certificate when the files are broken", async () => {
      await start(TLS);
      write("tls.key", "");
      await reload();
      expect(web.log.lines.map(({ level }) => level)).to.deep.equal(["error"]);
      expect(await statusOf("/metrics")).to.equal(200);
    });

    it("closes though somebody has connected and says nothing", async () => {
      await start(TLS);
      const { port } = new URL(web.server.url);
      const socket = connectTcp(Number(port), "127.0.0.1");
      socket.on("error", () => {});
      await new Promise((resolve) => socket.once("connect", resolve));
      await statusOf("/metrics");
      expect(await web.server.server.close({ timeoutMs: 0 })).to.equal(0);
      socket.destroy();
    });
  });

  describe("with client certificates", () => {
    const withClientAuth = (type: string, more = "") =>
      `${TLS.slice(0, -2)}, client_ca_file: ca.crt, client_auth_type: ${type}${more}}\n`;
    let signed: KeyPair;
    let foreign: KeyPair;
    before(async () => {
      signed = await makeClientCertificate(["prometheus.example", "::1"], web.authority);
      foreign = await makeClientCertificate(["prometheus.example"], await makeAuthority());
    });

    for (const [type, none, wrong] of [
      ["RequestClientCert", 200, 200],
      ["RequireAnyClientCert", 403, 200],
      ["VerifyClientCertIfGiven", 200, 403],
      ["RequireAndVerifyClientCert", 403, 403],
    ] as const) {
      it(`asks for one as ${type} says`, async () => {
        await start(withClientAuth(type));
        expect(await statusOf("/metrics", signed)).to.equal(200);
        expect(await statusOf("/metrics", foreign)).to.equal(wrong);
        expect(await statusOf("/metrics")).to.equal(none);
        for (const path of ["/livez", "/readyz", "/healthz"]) {
          expect(await statusOf(path)).to.equal(200);
        }
        expect(web.front.isProtected()).to.equal(type === "RequireAndVerifyClientCert");
      });
    }

    it("says what is missing, and ends the connection", async () => {
      await start(withClientAuth("RequireAndVerifyClientCert"));
      const { body, headers } = await ask("/metrics");
      expect(body.toString()).to.equal("A client certificate that this server trusts is needed.\n");
      expect(headers.connection).to.equal("close");
    });

    it("refuses a server's certificate that a client shows", async () => {
      await start(withClientAuth("RequireAndVerifyClientCert"));
      expect(
        await statusOf("/metrics", await makeServerCertificate(["prometheus.example"], web.authority)),
      ).to.equal(403);
    });

    for (const [sans, status] of [
      ["[other.example, prometheus.example]", 200],
      ['["0:0:0:0:0:0:0:1"]', 200],
      ["[example]", 403],
      ["[]", 403],
    ] as const) {
      it(`answers ${status} where client_allowed_sans is ${sans}`, async () => {
        await start(withClientAuth("RequireAndVerifyClientCert", `, client_allowed_sans: ${sans}`));
        expect(await statusOf("/metrics", signed)).to.equal(status);
      });
    }

    for (const [what, shown] of [
      ["without a certificate", () => ({})],
      ["under an authority that is gone", () => signed],
    ] as const) {
      it(`is not content with a session that was made ${what}`, async () => {
        await start(withClientAuth("RequireAndVerifyClientCert"));
        const { port } = new URL(web.server.url);
        const { promise: session, resolve } = Promise.withResolvers<Buffer | undefined>();
        const first = connectTls({
          port: Number(port),
          host: "127.0.0.1",
          ca: web.authority.cert,
          ...shown(),
        });
        first.write("GET /livez HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        first.resume();
        first.once("session", resolve);
        first.once("close", () => resolve(undefined));
        const remembered = await session;
        write("ca.crt", (await makeAuthority()).cert);
        if (what !== "without a certificate") {
          await reload();
        }
        expect(await statusOf("/metrics", remembered !== undefined ? { session: remembered } : {})).to.equal(
          403,
        );
      });
    }

    it("takes over another authority", async () => {
      await start(withClientAuth("RequireAndVerifyClientCert"));
      const other = await makeAuthority();
      write("ca.crt", other.cert);
      await reload();
      expect(await statusOf("/metrics", signed)).to.equal(403);
      expect(await statusOf("/metrics", await makeClientCertificate(["a"], other))).to.equal(200);
    });

    it("asks for a password besides", async () => {
      await start(withClientAuth("RequireAndVerifyClientCert") + USERS);
      expect(await statusOf("/metrics", signed)).to.equal(401);
      expect(await statusOf("/metrics", basic("alice", "secret"))).to.equal(403);
      expect(await statusOf("/metrics", { ...signed, ...basic("alice", "secret") })).to.equal(200);
    });
  });
});
