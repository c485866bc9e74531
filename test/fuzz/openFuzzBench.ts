import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRoutes } from "../../src/server/createRoutes.ts";
import { HttpServer } from "../../src/server/httpServer.ts";
import { Readiness } from "../../src/server/readiness.ts";
import { createRequestGuard } from "../../src/server/requestGuard.ts";
import { systemClock } from "../../src/time/clock.ts";
import { recordingLogger } from "../support/recordingLogger.ts";
import type { FuzzBench } from "./foreignReader.ts";

/** Folder and servers for readers; `close` ends them. */
export async function openFuzzBench(): Promise<FuzzBench & { close(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), "iae-fuzz-"));
  const stop = new AbortController();
  let answer: string | undefined;
  const stranger = createServer({ allowHalfOpen: true }, (socket) => {
    socket.on("error", () => {});
    const given = answer;
    answer = undefined;
    if (given === undefined) {
      socket.destroy();
      return;
    }
    // Once asked: an answer to nothing is no answer.
    socket.once("data", () => socket.end(given, "latin1"));
    socket.once("end", () => socket.end());
  });
  await new Promise<void>((resolve) => void stranger.listen(0, "127.0.0.1", resolve));

  const log = recordingLogger();
  const server = new HttpServer({
    bindAddress: "127.0.0.1:0",
    clock: systemClock,
    log,
    routes: createRoutes({
      exposition: async function* () {
        yield "a 1\n";
      },
      readiness: new Readiness(),
      version: "1",
      clock: systemClock,
    }),
    guard: createRequestGuard({
      config: () => ({
        tls: undefined,
        headers: new Map(),
        users: new Map([["user", "hash"]]),
        rateLimit: undefined,
      }),
      checkPassword: async () => "wrong",
      clock: systemClock,
      log,
    }),
  });
  await server.listen();

  return {
    signal: stop.signal,
    file(text) {
      const path = join(folder, "file.yaml");
      writeFileSync(path, text);
      return path;
    },
    host(bytes) {
      answer = bytes;
      return `127.0.0.1:${(stranger.address() as AddressInfo).port}`;
    },
    async send(bytes) {
      const { port } = new URL(server.url);
      await new Promise<void>((resolve) => {
        const socket = connect({ port: Number(port), host: "127.0.0.1" });
        socket.on("error", () => {});
        socket.on("close", () => resolve());
        socket.resume();
        socket.end(bytes, "latin1");
      });
      const [fault] = log.lines.filter(({ level }) => level === "error");
      if (fault !== undefined) {
        throw new Error(`${fault.message}: ${JSON.stringify(fault.fields)}`);
      }
    },
    async close() {
      stop.abort();
      await server.close({ timeoutMs: 0 });
      await new Promise<void>((resolve) => void stranger.close(() => resolve()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
