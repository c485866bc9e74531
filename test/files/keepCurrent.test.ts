import { expect } from "chai";
import { keepCurrent } from "../../src/files/keepCurrent.ts";
import { fakeClock } from "../support/fakeClock.ts";
import { recordingLogger } from "../support/recordingLogger.ts";

describe("keepCurrent()", () => {
  /** Something that is kept; `content` is what its file holds, an Error what keeps it from being read. */
  async function keep(first: string | Error) {
    const clock = fakeClock();
    const log = recordingLogger();
    const ending = new AbortController();
    const file = { content: first };
    const seen: string[] = [];
    const read = async () => {
      if (file.content instanceof Error) {
        throw file.content;
      }
      return { fingerprint: file.content };
    };
    const options = {
      clock,
      log,
      signal: ending.signal,
      onChange: ({ fingerprint }: { fingerprint: string }) => seen.push(fingerprint),
    };
    const { fingerprint } = await keepCurrent("the thing", read, options);
    const said = () => log.lines.map(({ level, fields, message }) => [level, fields.error, message]);
    return { fingerprint, file, seen, said, clock, end: () => ending.abort() };
  }

  it("gives the first content, then tells of changes alone", async () => {
    const kept = await keep("a");
    expect(kept.fingerprint).to.equal("a");
    await kept.clock.advance(20_000);
    expect(kept.seen).to.deep.equal([]);
    kept.file.content = "b";
    await kept.clock.advance(4_999);
    expect(kept.seen).to.deep.equal([]);
    await kept.clock.advance(10_000);
    expect(kept.seen).to.deep.equal(["b"]);
    expect(kept.said()).to.deep.equal([["info", undefined, "the thing has changed and is in force"]]);
  });

  it("says each problem once, and when it is over", async () => {
    const kept = await keep("a");
    const problem = "the thing cannot be taken over, its last good content stays in force";
    for (const content of [new Error("no such file"), new Error("no JSON"), "a"]) {
      kept.file.content = content;
      await kept.clock.advance(20_000);
    }
    expect(kept.seen).to.deep.equal([]);
    expect(kept.said()).to.deep.equal([
      ["error", "no such file", problem],
      ["error", "no JSON", problem],
      ["info", undefined, "the thing is whole again"],
    ]);
  });

  it("rejects where it cannot be read at first", async () => {
    const error: unknown = await keep(new Error("no such file")).catch((caught: unknown) => caught);
    expect(error).to.have.property("message", "no such file");
  });

  it("ends with its signal", async () => {
    const kept = await keep("a");
    kept.end();
    kept.file.content = "b";
    await kept.clock.advance(20_000);
    expect([...kept.seen, ...kept.said()]).to.deep.equal([]);
  });
});
