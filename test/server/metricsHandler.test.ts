import { get as httpGet, type IncomingMessage } from "node:http";
import { setImmediate as turn } from "node:timers/promises";
import { gunzipSync } from "node:zlib";
import { expect } from "chai";
import { OPENMETRICS_TEXT, PROMETHEUS_TEXT } from "../../src/metrics/expositionFormat.ts";
import { Segment } from "../../src/series/segment.ts";
import { type Exposition, metricsHandler } from "../../src/server/metricsHandler.ts";
import { fakeClock } from "../support/fakeClock.ts";
import { until } from "../support/until.ts";
import { send, startTestServer, type TestServer } from "./testServer.ts";

/** More than sockets on both sides buffer. */
const LARGE = { chunks: 250, text: "m 1\n".repeat(16_384) };

describe("metricsHandler()", () => {
  let server: TestServer | undefined;

  async function serve(exposition: Exposition, clock = fakeClock()) {
    server = await startTestServer({ "/metrics": metricsHandler({ exposition, clock }) }, { clock });
    return `${server.url}/metrics`;
  }
  afterEach(async () => {
    await server?.close();
  });

  const inFormat: Exposition = async function* (format) {
    yield `m{openMetrics="${format.openMetrics}",text="Ünïcode"} 1\n`;
  };

  for (const format of [PROMETHEUS_TEXT, OPENMETRICS_TEXT]) {
    for (const encoding of ["identity", "gzip"]) {
      it(`answers in ${format.contentType}, encoded as ${encoding}`, async () => {
        const url = await serve(inFormat);
        const accept = format.contentType.split(";")[0] ?? "";
        const { status, headers, body } = await send(url, {
          headers: { accept, "accept-encoding": encoding },
        });
        expect(status).to.equal(200);
        expect(headers).to.include({
          "content-type": format.contentType,
          vary: "Accept, Accept-Encoding",
          "cache-control": "no-store",
        });
        expect(headers["content-encoding"]).to.equal(encoding === "gzip" ? "gzip" : undefined);
        const text = (encoding === "gzip" ? gunzipSync(body) : body).toString();
        expect(text).to.equal(`m{openMetrics="${format.openMetrics}",text="Ünïcode"} 1\n`);
      });
    }
  }

  for (const encoding of ["identity", "gzip"]) {
    it(`sends chunks of any length and any characters, encoded as ${encoding}`, async () => {
      const chunks = ["a", "€".repeat(50_000), "", "x".repeat(65_536), `${"y".repeat(65_535)}😀`, "end"];
      const url = await serve(async function* () {
        yield* chunks;
      });
      const { body } = await send(url, { headers: { "accept-encoding": encoding } });
      expect((encoding === "gzip" ? gunzipSync(body) : body).toString() === chunks.join("")).to.equal(true);
    });
  }

  for (const encoding of ["identity", "gzip"]) {
    it(`lets the event loop turn between two chunks, encoded as ${encoding}`, async () => {
      let turns = 0;
      const seen: number[] = [];
      let counting = true;
      const url = await serve(async function* () {
        for (let chunk = 0; chunk < 50; chunk++) {
          seen.push(turns);
          yield LARGE.text;
        }
      });
      const count = async () => {
        for (; counting; turns++) {
          await turn();
        }
      };
      const counted = count();
      const { body } = await send(url, { headers: { "accept-encoding": encoding } });
      counting = false;
      await counted;
      expect(encoding === "gzip" ? gunzipSync(body).length : body.length).to.equal(50 * LARGE.text.length);
      expect(new Set(seen).size).to.equal(50);
    });
  }

  for (const encoding of ["identity", "gzip"]) {
    it(`sends what is kept compressed in its place, encoded as ${encoding}`, async () => {
      const kept = [new Segment(["b\n".repeat(200_000)]), new Segment([]), new Segment(["€\n"])];
      const url = await serve(async function* () {
        yield "a\n";
        yield* kept;
        yield "c\n";
        yield* kept;
      });
      const { body } = await send(url, { headers: { "accept-encoding": encoding } });
      const text = (encoding === "gzip" ? gunzipSync(body) : body).toString();
      const expected = `${"b\n".repeat(200_000)}€\n`;
      expect(text === `a\n${expected}c\n${expected}`).to.equal(true);
    });
  }

  it("lets the event loop turn when making chunks takes long, however small they are", async () => {
    let now = 0;
    const clock = Object.assign(fakeClock(), { monotonic: () => now });
    let turns = 0;
    const seen: number[] = [];
    const url = await serve(async function* () {
      for (let chunk = 0; chunk < 4; chunk++) {
        setImmediate(() => turns++);
        seen.push(turns);
        now += 1;
        yield "m 1\n";
      }
    }, clock);
    await send(url);
    expect(seen).to.deep.equal([0, 0, 2, 2]);
  });

  it("makes no more than the client takes", async () => {
    let made = 0;
    const url = await serve(async function* () {
      for (; made < LARGE.chunks; made++) {
        yield LARGE.text;
      }
    });
    const response = await new Promise<IncomingMessage>((resolve) => httpGet(url, { agent: false }, resolve));
    response.pause();
    let before = -1;
    for (let quiet = 0; quiet < 50; quiet++) {
      if (made !== before) {
        quiet = 0;
      }
      before = made;
      await turn();
    }
    expect(made).to.be.below(LARGE.chunks);
    let length = 0;
    for await (const chunk of response) {
      length += (chunk as Buffer).length;
    }
    expect(length).to.equal(LARGE.chunks * LARGE.text.length);
  });

  for (const encoding of ["identity", "gzip"]) {
    it(`stops when the client goes away, encoded as ${encoding}`, async () => {
      let ended = false;
      const url = await serve(async function* () {
        try {
          for (;;) {
            yield LARGE.text;
          }
        } finally {
          ended = true;
        }
      });
      const request = httpGet(url, { agent: false, headers: { "accept-encoding": encoding } }, (response) => {
        response.once("data", () => request.destroy());
        response.on("error", () => {});
      });
      request.on("error", () => {});
      await until(() => ended);
      expect(server?.log.lines).to.deep.equal([]);
    });
  }

  it("answers a scrape in the end though fifty clients read a byte and no more", async () => {
    const clock = fakeClock();
    const url = await serve(async function* () {
      for (let chunk = 0; chunk < LARGE.chunks; chunk++) {
        yield LARGE.text;
      }
    }, clock);
    const slow = Array.from({ length: 50 }, () => {
      const request = httpGet(url, { agent: false }, (response) => {
        response.pause();
        response.on("error", () => {});
      });
      request.on("error", () => {});
      return request;
    });
    await until(() => server?.server.open === slow.length);
    const answer = send(url);
    let length = 0;
    void answer.then(({ body }) => {
      length = body.length;
    });
    // As they are in front of it, four give way at a time; the more wait, the sooner.
    for (let waitedMs = 0; waitedMs < 7_200; waitedMs += 300) {
      // Sockets take in some of it first, which counts as reading.
      for (let turns = 0; turns < 20; turns++) {
        await turn();
      }
      await clock.advance(300);
    }
    await until(() => length > 0);
    expect(length).to.equal(LARGE.chunks * LARGE.text.length);
    for (const request of slow) {
      request.destroy();
    }
    await until(() => server?.server.open === 0);
  });

  it("ends a scrape whose client does not read, after two minutes", async () => {
    const clock = fakeClock();
    let ended = false;
    const url = await serve(async function* () {
      try {
        for (;;) {
          yield LARGE.text;
        }
      } finally {
        ended = true;
      }
    }, clock);
    const response = await new Promise<IncomingMessage>((resolve) => httpGet(url, { agent: false }, resolve));
    response.on("error", () => {});
    response.pause();
    await clock.advance(119_999);
    expect(ended).to.equal(false);
    await clock.advance(1);
    await until(() => ended);
    response.resume();
  });

  it("writes four scrapes at once, has others wait, and refuses them when too many do", async () => {
    const gate = Promise.withResolvers<void>();
    let begun = 0;
    const url = await serve(async function* () {
      begun++;
      await gate.promise;
      yield "m 1\n";
    });
    const scrapes = Array.from({ length: 69 }, () => send(url));
    const refused = await Promise.race(scrapes);
    expect(`${refused.status} ${refused.body}`).to.equal("503 Too many scrapes at once. Try again later.\n");
    expect(begun).to.equal(4);
    gate.resolve();
    const answers = await Promise.all(scrapes);
    expect(answers.filter(({ status }) => status === 200)).to.have.length(68);
  });

  it("gives the slot of a client that went away to the next", async () => {
    const gate = Promise.withResolvers<void>();
    let begun = 0;
    const url = await serve(async function* () {
      begun++;
      yield "m 1\n";
      await gate.promise;
    });
    const requests = Array.from({ length: 5 }, () => httpGet(url, { agent: false }).on("error", () => {}));
    await until(() => begun === 4);
    gate.resolve();
    for (const request of requests.slice(0, 4)) {
      request.destroy();
    }
    await until(() => begun === 5);
    requests[4]?.destroy();
  });

  it("answers HEAD without making anything", async () => {
    const url = await serve(() => {
      throw new Error("made");
    });
    const { status, headers, body } = await send(url, { method: "HEAD" });
    expect(status).to.equal(200);
    expect(headers["content-type"]).to.equal(PROMETHEUS_TEXT.contentType);
    expect(body).to.have.length(0);
  });
});
