import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { request as httpsRequest, type RequestOptions } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TLSSocket } from "node:tls";
import { hashSync } from "bcryptjs";
import { openWebFront, type WebFront } from "../../src/server/openWebFront.ts";
import type { RequestHandler } from "../../src/server/routes.ts";
import { type KeyPair, makeAuthority, makeServerCertificate } from "../support/certificates.ts";
import { fakeClock } from "../support/fakeClock.ts";
import { recordingLogger } from "../support/recordingLogger.ts";
import { until } from "../support/until.ts";
import { startTestServer, type TestAnswer, type TestServer } from "./testServer.ts";

export const ok: RequestHandler = (_request, response) => void response.end("ok");
const ROUTES = { "/metrics": ok, "/livez": ok, "/readyz": ok, "/healthz": ok };
export const TLS = "tls_server_config: {cert_file: tls.crt, key_file: tls.key}\n";
/** Of the password "secret". */
export const HASH = hashSync("secret", 4);
export const USERS = `basic_auth_users: {alice: "${HASH}"}\n`;

export function basic(user: string, password: string) {
  return { headers: { Authorization: `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}` } };
}

/** A server behind a web configuration file, for the suite that this is called in: one for each test. */
export function webFrontSuite() {
  let folder: string;
  let server: TestServer;
  let front: WebFront;
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
    front = await openWebFront({ path, clock, log, signal: life.signal });
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

  return {
    /** The server that was started. */
    get server() {
      return server;
    },
    get front() {
      return front;
    },
    /** Signs the server's certificates; ca.crt is its own. */
    get authority() {
      return authority;
    },
    get clock() {
      return clock;
    },
    get log() {
      return log;
    },
    write,
    putCertificate,
    start,
    reload,
    ask,
    statusOf,
  };
}
