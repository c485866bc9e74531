import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { Agent, request as httpsRequest, type RequestOptions } from "node:https";
import { connect as connectTcp } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect as connectTls, type TLSSocket } from "node:tls";
import { hashSync } from "bcryptjs";
import { expect } from "chai";
import { openWebFront } from "../../src/server/openWebFront.ts";
import type { RequestHandler } from "../../src/server/routes.ts";
import {
  type KeyPair,
  makeAuthority,
  makeClientCertificate,
  makeServerCertificate,
} from "../support/certificates.ts";
import { fakeClock } from "../support/fakeClock.ts";
import { recordingLogger } from "../support/recordingLogger.ts";
import { until } from "../support/until.ts";
import { send, startTestServer, type TestAnswer, type TestServer } from "./testServer.ts";

const ok: RequestHandler = (_request, response) => void response.end("ok");
const ROUTES = { "/metrics": ok, "/livez": ok, "/readyz": ok, "/healthz": ok };
const TLS = "tls_server_config: {cert_file: tls.crt, key_file: tls.key}\n";
const HASH = hashSync("secret", 4);
const USERS = `basic_auth_users: {alice: "${HASH}"}\n`;

function basic(user: string, password: string) {
  return { headers: { Authorization: `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}` } };
}

describe("openWebFront()", () => {
  let folder: string;
  let server: TestServer;
  let life: AbortController;
  let clock: ReturnType<typeof fakeClock>;
  let log: ReturnType<typeof recordingLogger>;
  let authority: KeyPair;
  before(async () => {
    authority = await makeAuthority();
  });
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), "web-front-")));
    life = new AbortController();
    clock = fakeClock();
    log = recordingLogger();
  });
  afterEach(async () => {
    await server.close();
    life.abort();
    rmSync(folder, { recursive: true });
  });

  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
  const putCertificate = async () => {
    const { cert, key } = await makeServerCertificate(["localhost", "127.0.0.1"], authority);
    write("tls.crt", cert);
    write("tls.key", key);
  };
  const start = async (text: string, routes: Readonly<Record<string, RequestHandler>> = ROUTES) => {
    await putCertificate();
    write("ca.crt", authority.cert);
    write("web.yaml", text);
    const path = join(folder, "web.yaml");
    const front = await openWebFront({ path, clock, log, signal: life.signal });
    server = await startTestServer(routes, { front });
  };
  /** Has changed files taken over. */
  const reload = async () => {
    const lines = log.lines.length;
    await clock.advance(5_000);
    await until(() => log.lines.length > lines);
  };
  const ask = (path: string, options: RequestOptions & { readonly session?: Buffer } = {}) =>
    new Promise<TestAnswer & { readonly socket: TLSSocket }>((resolve, reject) => {
      const request = httpsRequest(
        new URL(path, server.url),
        { agent: false, ca: authority.cert, ...options },
        (response) => {
          const chunks: Buffer[] = [];
          // Once the answer is whole, the socket is no longer its.
          const socket = response.socket as TLSSocket;
          response.on("data", (chunk: Buffer) => chunks.push(chunk));
          response.on("end", () => {
            const { statusCode: status = 0, headers } = response;
            resolve({ status, headers, body: Buffer.concat(chunks), socket });
          });
        },
      );
      request.on("error", reject);
      request.end();
    });
  const statusOf = async (path: string, options: Parameters<typeof ask>[1] = {}) =>
    (await ask(path, options)).status;

  describe("without TLS", () => {
    const askPlain = (path: string, options: Parameters<typeof send>[1] = {}) =>
      send(`${server.url}${path}`, options);

    it("lets everybody in when the file is empty", async () => {
      await start("");
      expect(server.url).to.match(/^http:/);
      expect(await askPlain("/metrics")).to.include({ status: 200 });
    });

    it("asks for a password everywhere but at the health endpoints", async () => {
      await start(USERS);
      const answer = await askPlain("/metrics");
      expect(answer).to.include({ status: 401 });
      expect(answer.headers["www-authenticate"]).to.equal(
        'Basic realm="k8s-image-availability-exporter", charset="UTF-8"',
      );
      expect(answer.body.toString()).to.equal("User name and password are needed.\n");
      for (const path of ["/", "/nowhere", "/livez/", "//livez", "/metrics?x=/livez"]) {
        expect(await askPlain(path)).to.include({ status: 401 }, path);
      }
      for (const path of ["/livez", "/readyz", "/healthz", "/readyz?verbose"]) {
        expect(await askPlain(path)).to.include({ status: 200 }, path);
      }
    });

    for (const [what, options, status] of [
      ["the right password", basic("alice", "secret"), 200],
      ["a wrong password", basic("alice", "Secret"), 401],
      ["no password", basic("alice", ""), 401],
      ["an unknown user with a known password", basic("eve", "secret"), 401],
      ["a name that is a property of all objects", basic("constructor", "secret"), 401],
      [
        "a scheme in another case",
        {
          headers: {
            Authorization: basic("alice", "secret").headers.Authorization.replace("Basic", "bASIC"),
          },
        },
        200,
      ],
      ["another scheme", { headers: { Authorization: "Bearer secret" } }, 401],
      ["something that is not base64", { headers: { Authorization: "Basic ?" } }, 401],
      ["a name without a password", { headers: { Authorization: "Basic YWxpY2U=" } }, 401],
    ] as const) {
      it(`answers ${status} to ${what}`, async () => {
        await start(USERS);
        expect(await askPlain("/metrics", options)).to.include({ status });
        expect(JSON.stringify(log.lines) + JSON.stringify(server.log.lines)).to.equal("[][]");
      });
    }

    it("takes over other users", async () => {
      await start(USERS);
      expect(await askPlain("/metrics", basic("alice", "secret"))).to.include({ status: 200 });
      write("web.yaml", `basic_auth_users: {alice: "${hashSync("changed", 4)}", bob: "${HASH}"}\n`);
      await reload();
      expect(await askPlain("/metrics", basic("alice", "secret"))).to.include({ status: 401 });
      expect(await askPlain("/metrics", basic("alice", "changed"))).to.include({ status: 200 });
      expect(await askPlain("/metrics", basic("bob", "secret"))).to.include({ status: 200 });
      write("web.yaml", "");
      await reload();
      expect(await askPlain("/metrics")).to.include({ status: 200 });
    });

    it("sets headers on every answer", async () => {
      await start(
        `${USERS}http_server_config: {headers: {X-Frame-Options: deny, Strict-Transport-Security: max-age=60}}\n`,
      );
      for (const path of ["/metrics", "/livez", "/nowhere"]) {
        expect((await askPlain(path)).headers).to.include({
          "x-frame-options": "deny",
          "strict-transport-security": "max-age=60",
        });
      }
    });

    it("limits the rate of requests, those for health apart", async () => {
      await start("rate_limit: {interval: 1s, burst: 2}\n");
      const statuses = async () => {
        const answers = [];
        for (let index = 0; index < 3; index++) answers.push((await askPlain("/metrics")).status);
        return answers;
      };
      expect(await statuses()).to.deep.equal([200, 200, 429]);
      expect(await askPlain("/livez")).to.include({ status: 200 });
      await clock.advance(1_000);
      expect(await statuses()).to.deep.equal([200, 429, 429]);
    });

    it("answers nobody who has gone before the password was checked", async () => {
      let answered = 0;
      await start(USERS, { "/metrics": () => void answered++, "/livez": ok });
      const { port } = new URL(server.url);
      const socket = connectTcp(Number(port), "127.0.0.1");
      const { Authorization } = basic("alice", "secret").headers;
      socket.write(`GET /metrics HTTP/1.1\r\nHost: a\r\nAuthorization: ${Authorization}\r\n\r\n`);
      await until(() => server.server.open === 1);
      socket.destroy();
      await until(() => server.server.open === 0);
      await askPlain("/metrics", basic("eve", "secret"));
      expect(answered).to.equal(0);
    });
  });

  describe("with TLS", () => {
    it("serves its certificate, and speaks nothing but TLS", async () => {
      await start(TLS);
      expect(server.url).to.match(/^https:/);
      expect(await statusOf("/metrics")).to.equal(200);
      const plain = await send(server.url.replace("https", "http")).catch(
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
      const agent = new Agent({ keepAlive: true, maxSockets: 1, ca: authority.cert });
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
      const agent = new Agent({ keepAlive: true, ca: authority.cert });
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
      expect(log.lines.map(({ level }) => level)).to.deep.equal(["error"]);
      expect(await statusOf("/metrics")).to.equal(200);
    });

    it("closes though somebody has connected and says nothing", async () => {
      await start(TLS);
      const { port } = new URL(server.url);
      const socket = connectTcp(Number(port), "127.0.0.1");
      socket.on("error", () => {});
      await new Promise((resolve) => socket.once("connect", resolve));
      await statusOf("/metrics");
      expect(await server.server.close({ timeoutMs: 0 })).to.equal(0);
      socket.destroy();
    });
  });

  describe("with client certificates", () => {
    const withClientAuth = (type: string, more = "") =>
      `${TLS.slice(0, -2)}, client_ca_file: ca.crt, client_auth_type: ${type}${more}}\n`;
    let signed: KeyPair;
    let foreign: KeyPair;
    before(async () => {
      signed = await makeClientCertificate(["prometheus.example", "::1"], authority);
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
        for (const path of ["/livez", "/readyz", "/healthz"]) expect(await statusOf(path)).to.equal(200);
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
        await statusOf("/metrics", await makeServerCertificate(["prometheus.example"], authority)),
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
        const { port } = new URL(server.url);
        const { promise: session, resolve } = Promise.withResolvers<Buffer | undefined>();
        const first = connectTls({ port: Number(port), host: "127.0.0.1", ca: authority.cert, ...shown() });
        first.write("GET /livez HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        first.resume();
        first.once("session", resolve);
        first.once("close", () => resolve(undefined));
        const remembered = await session;
        write("ca.crt", (await makeAuthority()).cert);
        if (what !== "without a certificate") await reload();
        expect(await statusOf("/metrics", remembered ? { session: remembered } : {})).to.equal(403);
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
