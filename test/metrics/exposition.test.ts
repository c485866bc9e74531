import { expect } from "chai";
import { exposition } from "../../src/metrics/exposition.ts";
import {
  type ExpositionFormat,
  OPENMETRICS_TEXT,
  PROMETHEUS_TEXT,
} from "../../src/metrics/expositionFormat.ts";
import type { FamilyWriter } from "../../src/metrics/familyWriter.ts";
import { Segment } from "../../src/series/segment.ts";
import { chunkText } from "../support/chunkText.ts";
import { fakeClock } from "../support/fakeClock.ts";
import { recordingLogger } from "../support/recordingLogger.ts";

async function chunksOf(
  writers: readonly FamilyWriter[],
  format: ExpositionFormat = PROMETHEUS_TEXT,
  clock: { monotonic(): number } = fakeClock(),
  log = recordingLogger(),
): Promise<string[]> {
  const chunks: string[] = [];
  for await (const chunk of exposition(writers, format, { clock, log })) {
    chunks.push(chunkText(chunk));
  }
  return chunks;
}

describe("exposition()", () => {
  it("joins what writers write, in their order", async () => {
    const asynchronous = async function* () {
      yield "b 1\n";
    };
    expect(await chunksOf([() => ["a 1\n", "a 2\n"], asynchronous, () => ["c 1\n"]])).to.deep.equal([
      "a 1\na 2\nb 1\nc 1\n",
    ]);
  });

  it("hands on what is kept compressed as it is, in its place", async () => {
    const segment = new Segment(["b 1\n"]);
    const writers = [() => ["a 1\n", segment], () => [segment, "c 1\n"], () => ["d 1\n"]];
    const chunks: (string | Segment)[] = [];
    for await (const chunk of exposition(writers, PROMETHEUS_TEXT, {
      clock: fakeClock(),
      log: recordingLogger(),
    })) {
      chunks.push(chunk);
    }
    expect(chunks).to.have.ordered.members(["a 1\n", segment, segment, "c 1\nd 1\n"]);
  });

  it("ends OpenMetrics with # EOF", async () => {
    expect(await chunksOf([() => ["a 1\n"]], OPENMETRICS_TEXT)).to.deep.equal(["a 1\n# EOF\n"]);
  });

  it("hands on chunks of some 64 KB", async () => {
    const piece = `${"a".repeat(9_999)}\n`;
    const chunks = await chunksOf([() => Array<string>(20).fill(piece)]);
    expect(chunks.map(({ length }) => length)).to.deep.equal([70_000, 70_000, 60_000]);
  });

  it("hands on a chunk early when making it takes long", async () => {
    let now = 0;
    const clock = { monotonic: () => now };
    function* slow() {
      for (const piece of ["a 1\n", "a 2\n", "a 3\n", "a 4\n"]) {
        now += 1;
        yield piece;
      }
    }
    expect(await chunksOf([slow], PROMETHEUS_TEXT, clock)).to.deep.equal(["a 1\na 2\n", "a 3\na 4\n"]);
  });

  it("makes nothing before it is asked for", async () => {
    let made = 0;
    function* counting() {
      for (;;) {
        made++;
        yield "a".repeat(70_000);
      }
    }
    const chunks = exposition([counting], PROMETHEUS_TEXT, { clock: fakeClock(), log: recordingLogger() });
    expect(made).to.equal(0);
    await chunks.next();
    expect(made).to.equal(1);
    await chunks.return();
  });

  it("goes on after a writer that fails", async () => {
    const log = recordingLogger();
    function* failing() {
      yield "a 1\n";
      throw new Error("broken");
    }
    const rejecting = async function* (): AsyncGenerator<string> {
      yield await Promise.reject(new Error("rejected"));
    };
    expect(
      await chunksOf([failing, rejecting, () => ["b 1\n"]], PROMETHEUS_TEXT, fakeClock(), log),
    ).to.deep.equal(["a 1\nb 1\n"]);
    expect(log.lines.map(({ fields }) => fields.error)).to.deep.equal(["Error: broken", "Error: rejected"]);
  });
});
