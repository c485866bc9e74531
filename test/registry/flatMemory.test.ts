import { type AddressInfo, createServer, type Socket } from "node:net";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { gzipSync } from "node:zlib";
import { expect } from "chai";
import { originEndpoint } from "../../src/image/endpoint.ts";
import type { CheckResult } from "../../src/image/outcome.ts";
import { createRegistryClient } from "../../src/registry/registryClient.ts";
import { fakeClock } from "../support/fakeClock.ts";
import { until } from "../support/until.ts";
import { ALICE, createHarness, DEFAULT_OPTIONS, FOUND, recordingGate } from "./harness.ts";

const ANSWERS = 10_000;
const MIB = 1024 * 1024;
const TIMEOUT_MS = 15_000;
/** Images that hang are as many as connections that there may be. */
const HANGING = 16;

const head = (status: string, ...fields: string[]) =>
  Buffer.from([`HTTP/1.1 ${status}`, ...fields, "", ""].join("\r\n"), "latin1");
const empty = (status: string, ...fields: string[]) => head(status, ...fields, "Content-Length: 0");
const challenge = (realm: string) => `WWW-Authenticate: Bearer realm="${realm}",service="s"`;
const withBody = (body: string | Buffer, ...fields: string[]) =>
  Buffer.concat([head("200 OK", ...fields, `Content-Length: ${body.length}`), Buffer.from(body)]);

const PIECE = Buffer.from(`8000\r\n${"x".repeat(0x8000)}\r\n`);
const BOMB = withBody(
  gzipSync(Buffer.alloc(8 * MIB)),
  "Content-Encoding: gzip",
  "Content-Type: application/json",
);
const TINY_FIELDS = Buffer.from(`HTTP/1.1 200 OK\r\n${"a:\r\n".repeat(MIB / 4)}\r\n`);
const LONG_FIELD = Buffer.from(`HTTP/1.1 200 OK\r\nX: ${"x".repeat(MIB)}\r\n\r\n`);
const LONG_CHALLENGE = empty("401 No", challenge(`http://127.0.0.1/${"x".repeat(MIB - 1_000)}`));
const NO_DIGEST = head("200 OK", "Content-Type: text/plain", "Content-Length: 9");

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly host: string;
  readonly stranger: string;
  readonly socket: Socket;
}

/** What registries do, how many images each has in a round, and what is said of these. */
const HOSTILE: Readonly<
  Record<string, readonly [images: number, answer: (asked: Asked) => Buffer | undefined, CheckResult]>
> = {
  "endless-error": [20, ({ method, socket }) => endless(socket, method, "500 No"), "registry_unavailable"],
  "endless-manifest": [1, ({ method, socket }) => endless(socket, method, "200 OK"), "registry_unavailable"],
  "tiny-fields": [4, () => TINY_FIELDS, "registry_unavailable"],
  "long-field": [4, () => LONG_FIELD, "registry_unavailable"],
  "redirect-loop": [20, ({ path }) => empty("302 Found", `Location: ${path}`), "registry_unavailable"],
  "redirect-to-metadata": [
    40,
    () => empty("307 Go", "Location: http://169.254.169.254/latest/meta-data"),
    "registry_unavailable",
  ],
  "redirect-to-a-stranger": [
    40,
    ({ stranger, path }) => empty("307 Go", `Location: http://${stranger}${path}`),
    "available",
  ],
  bomb: [20, ({ method }) => (method === "HEAD" ? NO_DIGEST : BOMB), "registry_unavailable"],
  "long-challenge": [4, () => LONG_CHALLENGE, "authentication_failure"],
  "token-of-two-lines": [
    40,
    ({ path, host }) =>
      path.startsWith("/token")
        ? withBody('{"token":"a\\r\\nX-Injected: b"}')
        : empty("401 No", challenge(`http://${host}/token`)),
    "registry_unavailable",
  ],
  "token-at-metadata": [
    20,
    () => empty("401 No", challenge("http://169.254.169.254/token")),
    "authentication_failure",
  ],
};

/** A piece in each turn, as long as somebody reads: with as many as go at once, most would only fill the kernel's buffers. */
function endless(socket: Socket, method: string, status: string): Buffer | undefined {
  if (method === "HEAD") {
    return NO_DIGEST;
  }
  const more = () => {
    if (!socket.destroyed && socket.write(PIECE)) {
      setImmediate(more);
    }
  };
  socket.on("drain", more);
  socket.write(head(status, "Content-Type: text/plain", "Transfer-Encoding: chunked"));
  more();
  return undefined;
}

describe("RegistryClient", () => {
  const { server, onEnd } = createHarness();

  it(`is as large after ${ANSWERS} hostile answers as after half of them, says what is so, and tells strangers nothing`, async function () {
    this.timeout(120_000);
    setFlagsFromString("--expose-gc");
    const collect: () => void = runInNewContext("gc");

    const told: string[] = [];
    const stranger = await server((request) => {
      if (request.headers.authorization !== undefined) {
        told.push(request.headers.authorization);
      }
      return FOUND;
    });
    let answers = 0;
    let hanging = 0;
    const sockets = new Set<Socket>();
    const listener = createServer((socket) => {
      sockets.add(socket);
      socket.on("close", () => sockets.delete(socket)).on("error", () => {});
      socket.on("data", (bytes) => {
        const request = bytes.toString("latin1");
        const [, method = "", path = ""] = /^(\S+) (\S+)/.exec(request) ?? [];
        answers++;
        if (request.includes("X-Injected")) {
          told.push(request);
        }
        const kind = path.startsWith("/token") ? "token-of-two-lines" : path.split("/")[2]!;
        if (kind === "drip") {
          hanging++;
          socket.write("HTTP/1.1 200 OK\r\nX-Slow: ");
          return;
        }
        const [, answer] = HOSTILE[kind]!;
        const sent = answer({ method, path, host, stranger: `localhost:${stranger.port}`, socket });
        if (sent !== undefined) {
          socket.write(sent);
        }
      });
    });
    await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
    const host = `127.0.0.1:${(listener.address() as AddressInfo).port}`;
    const clock = fakeClock();
    const gate = { ...recordingGate(), admit: () => undefined, settle() {} };
    const log = { level: "error" as const, debug() {}, info() {}, warn() {}, error() {} };
    const subject = createRegistryClient({
      options: { ...DEFAULT_OPTIONS, plainHttp: true, timeout: TIMEOUT_MS },
      gate,
      clock,
      log,
      observer: { requestFinished() {} },
      userAgent: "test",
      env: {},
    });
    onEnd(async () => {
      await subject.close();
      for (const socket of sockets) {
        socket.destroy();
      }
      await new Promise((resolve) => listener.close(resolve));
    });

    const { signal } = new AbortController();
    let tag = 0;
    const check = async (kind: string) => {
      const reference = { registry: host, repository: `${kind}/web`, tag: `${tag++}` };
      const endpoints = [originEndpoint(reference)];
      return (await subject.check({ reference, credentials: [ALICE], endpoints }, { signal })).result;
    };
    const wrong = new Set<string>();
    const expectOf = async (kind: string, expected: CheckResult) => {
      const result = await check(kind);
      if (result !== expected) {
        wrong.add(`${kind}: ${result}`);
      }
    };

    const held: number[] = [];
    for (let round = 1; answers < ANSWERS; round++) {
      const checks = Object.entries(HOSTILE).flatMap(([kind, [images, , expected]]) =>
        Array.from({ length: images }, () => expectOf(kind, expected)),
      );
      await Promise.all(checks);
      hanging = 0;
      const slow = Array.from({ length: HANGING }, () => expectOf("drip", "registry_unavailable"));
      await until(() => hanging === HANGING);
      await clock.advance(TIMEOUT_MS);
      await Promise.all(slow);
      await until(() => sockets.size < 2 * HANGING);
      stranger.requests.length = 0;
      if (round % 2 === 1) {
        // Collecting takes long where a process has run hundreds of other files.
        continue;
      }
      collect();
      // What buffers take depends on what the servers, here, have not sent yet; `memorySecurity.test.ts` looks at them.
      held.push(process.memoryUsage().heapUsed);
    }
    expect([...wrong]).to.deep.equal([]);
    expect(told).to.deep.equal([]);
    const half = Math.ceil(held.length / 2);
    expect(Math.min(...held.slice(half)) - Math.min(...held.slice(0, half))).to.be.below(MIB);
  });
});
