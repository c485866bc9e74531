import { Writable } from "node:stream";
import { expect } from "chai";
import { createLogger, type LogOptions } from "../../src/log/createLogger.ts";

class Lines extends Writable {
  text = "";
  isTTY = false;

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString("utf8");
    done();
  }
}

async function loggerTo(
  options: Partial<LogOptions>,
  { isTTY = false, environment = {} }: { isTTY?: boolean; environment?: Record<string, string> } = {},
) {
  const stream = new Lines();
  stream.isTTY = isTTY;
  const log = await createLogger({ level: "info", format: "auto", ...options }, { stream, environment });
  return { stream, log };
}

describe("createLogger", () => {
  it("createLogger() writes a line of JSON: level as a word, time, fields, message", async () => {
    const { stream, log } = await loggerTo({});
    log.warn({ namespace: "shop", image: "nginx", reason: undefined }, "image cannot be pulled");
    const { time, ...line } = JSON.parse(stream.text);
    expect(line).to.deep.equal({
      level: "warn",
      namespace: "shop",
      image: "nginx",
      msg: "image cannot be pulled",
    });
    expect(time).to.match(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(stream.text).to.match(/^[^\n]+\n$/);
  });

  for (const [level, written] of [
    ["debug", ["debug", "info", "warn", "error"]],
    ["warn", ["warn", "error"]],
    ["error", ["error"]],
  ] as const) {
    it(`createLogger() writes ${written.join(", ")} at level ${level}`, async () => {
      const { stream, log } = await loggerTo({ level });
      for (const each of ["debug", "info", "warn", "error"] as const) {
        log[each]({}, each);
      }
      const lines = stream.text.trimEnd().split("\n");
      expect(lines.map((line) => JSON.parse(line).msg)).to.deep.equal(written);
    });
  }

  for (const [environment, coloured] of [
    [{ NO_COLOR: "1" }, false],
    [{ NO_COLOR: "" }, true],
    [{ TERM: "dumb" }, false],
    [{ TERM: "xterm" }, true],
  ] as const) {
    it(`createLogger() ${coloured ? "has" : "does without"} colours where the environment has ${JSON.stringify(environment)}`, async () => {
      const { stream, log } = await loggerTo({}, { isTTY: true, environment });
      log.info({}, "hello");
      expect(stream.text).to.include("hello").and.not.include('"msg"');
      expect(stream.text.includes("\u001b[")).to.equal(coloured);
    });
  }

  it("createLogger() writes for people on a terminal, in colour, unless told otherwise", async () => {
    const onTerminal = await loggerTo({}, { isTTY: true });
    onTerminal.log.info({ namespace: "shop" }, "hello");
    expect(onTerminal.stream.text).to.include("hello").and.include("\u001b[");
    const json = await loggerTo({ format: "json" }, { isTTY: true });
    json.log.info({}, "hello");
    expect(JSON.parse(json.stream.text)).to.include({ msg: "hello" });
    const pretty = await loggerTo({ format: "pretty" });
    pretty.log.info({ namespace: "shop", error: "gone" }, "hello");
    expect(pretty.stream.text).to.match(
      /^\[\d\d:\d\d:\d\d\] INFO: hello \{"namespace":"shop","error":"gone"\}\n$/,
    );
  });

  it("createLogger() writes no secret, be it in a field, a text or a URL", async () => {
    const { stream, log } = await loggerTo({});
    log.info(
      {
        password: "hunter22",
        token: "hunter23",
        error: "GET https://bob:hunter24@registry.example/v2/ with Bearer hunter25.abc",
      },
      "sent Authorization: Basic aHVudGVyMjY=",
    );
    const { time: _time, ...line } = JSON.parse(stream.text);
    expect(line).to.deep.equal({
      level: "info",
      password: "[redacted]",
      token: "[redacted]",
      error: "GET https://[redacted]@registry.example/v2/ with Bearer [redacted]",
      msg: "sent Authorization: Basic [redacted]",
    });
  });

  it("createLogger() keeps no more than a megabyte for a reader that does not read, and says how much is lost", async () => {
    const held: (() => void)[] = [];
    let text = "";
    const stream = new Writable({
      write(chunk: Buffer, _encoding, done) {
        text += chunk.toString("utf8");
        held.push(done);
      },
    });
    const log = await createLogger({ level: "info", format: "json" }, { stream, environment: {} });
    for (let line = 0; line < 3_000; line++) {
      log.info({ error: "x".repeat(1_000) }, "line");
    }
    expect(stream.writableLength).to.be.within(1024 * 1024, 1024 * 1024 + 3_000);
    while (stream.writableLength > 0) {
      held.splice(0).forEach((done) => void done());
      await new Promise((resolve) => setImmediate(resolve));
    }
    log.info({}, "read again");
    held.splice(0).forEach((done) => void done());
    await new Promise((resolve) => setImmediate(resolve));
    const [lost, last] = text.trim().split("\n").slice(-2);
    expect(lost).to.match(/"level":"warn".*"\d+ lines of the log are lost: nobody read them"/);
    expect(last).to.include("read again");
  });
});
