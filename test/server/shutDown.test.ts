import { Agent } from "node:http";
import { expect } from "chai";
import { createRoutes } from "../../src/server/createRoutes.ts";
import { HttpServer } from "../../src/server/httpServer.ts";
import { Readiness } from "../../src/server/readiness.ts";
import { type ShutDownOptions, shutDown } from "../../src/server/shutDown.ts";
import { systemClock } from "../../src/time/clock.ts";
import { fakeClock } from "../support/fakeClock.ts";
import { recordingLogger } from "../support/recordingLogger.ts";
import { until } from "../support/until.ts";
import { send } from "./testServer.ts";

const { signal } = new AbortController();

describe("shutDown()", () => {
  function recorded(overrides: Partial<ShutDownOptions> = {}) {
    const calls: string[] = [];
    const clock = fakeClock();
    const log = recordingLogger();
    const call = (name: string) => () => void calls.push(name);
    const options: ShutDownOptions = {
      cause: "SIGTERM",
      server: {
        drain: call("drain"),
        close: async ({ timeoutMs }) => {
          calls.push(`close within ${timeoutMs}`);
          return 0;
        },
      },
      readiness: { beginShutdown: call("not ready") },
      stopScheduling: call("stop scheduling"),
      abortChecks: call("abort checks"),
      delayMs: 5_000,
      timeoutMs: 20_000,
      clock,
      log,
      ...overrides,
    };
    return { calls, clock, log, options };
  }

  it("takes its steps in order: nothing ends before the delay is over", async () => {
    const { calls, clock, log, options } = recorded();
    const done = shutDown(options, { signal });
    expect(calls).to.deep.equal(["not ready", "drain", "stop scheduling"]);
    await clock.advance(4_999);
    expect(calls).to.have.length(3);
    await clock.advance(1);
    await done;
    expect(calls.slice(3)).to.deep.equal(["abort checks", "close within 20000"]);
    expect(log.lines.map(({ level, message }) => `${level} ${message}`)).to.deep.equal([
      "info SIGTERM: shutting down; serving on for 5000 ms",
      "info shut down",
    ]);
  });

  it("logs how many requests were cut off", async () => {
    const { log, options } = recorded({
      delayMs: 0,
      server: { drain: () => {}, close: async () => 3 },
      clock: systemClock,
    });
    await shutDown(options, { signal });
    expect(log.lines).to.deep.include({
      level: "warn",
      fields: {},
      message: "cut off 3 requests that were still open after 20000 ms",
    });
  });

  it("rejects at once when its signal aborts during the delay", async () => {
    const { calls, options } = recorded();
    const second = new AbortController();
    const done = shutDown(options, { signal: second.signal });
    const reason = new Error("second signal");
    second.abort(reason);
    expect(await done.catch((error: unknown) => error)).to.equal(reason);
    expect(calls).to.not.include("abort checks");
  });

  it("loses no request of scrapers that go on throughout, with kept connections and without", async () => {
    const readiness = new Readiness();
    readiness.decideBy(() => []);
    const log = recordingLogger();
    const text = "m 1\n".repeat(16_384);
    const routes = createRoutes({
      exposition: async function* () {
        for (let chunk = 0; chunk < 8; chunk++) {
          yield text;
        }
      },
      readiness,
      version: "0",
      clock: systemClock,
    });
    const server = new HttpServer({ bindAddress: "127.0.0.1:0", routes, clock: systemClock, log });
    await server.listen();
    const { url } = server;

    const outcomes = { whole: 0, lost: [] as unknown[] };
    const scrape = async (agent: Agent | false, headers = {}) => {
      for (;;) {
        try {
          const { status, body } = await send(`${url}/metrics`, { agent, headers });
          if (status === 200 && body.length > 0) {
            outcomes.whole++;
          } else {
            outcomes.lost.push(status);
          }
        } catch (error) {
          // The end: nobody listens any more.
          if ((error as NodeJS.ErrnoException).code === "ECONNREFUSED") {
            return;
          }
          outcomes.lost.push(error);
        }
      }
    };
    const kept = new Agent({ keepAlive: true });
    const scrapers = [scrape(false), scrape(kept), scrape(kept, { "accept-encoding": "gzip" })];

    await until(() => outcomes.whole >= 10);
    const clock = fakeClock();
    const steps = { stopScheduling: () => {}, abortChecks: () => {} };
    const options = { cause: "SIGTERM", server, readiness, delayMs: 5_000, timeoutMs: 5_000, clock, log };
    const done = shutDown({ ...options, ...steps }, { signal });
    const before = outcomes.whole;
    const { status } = await send(`${url}/readyz`);
    expect(status).to.equal(503);
    await until(() => outcomes.whole >= before + 10);
    await clock.advance(5_000);
    await done;
    await Promise.all(scrapers);
    kept.destroy();
    expect(outcomes.lost).to.deep.equal([]);
  });
});
