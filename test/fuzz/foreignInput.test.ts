import { readdirSync } from "node:fs";
import { expect } from "chai";
import fc from "fast-check";
import { addToCorpus, corpusFolders, corpusOf } from "./corpus.ts";
import type { ForeignReader } from "./foreignReader.ts";
import { foreignTexts } from "./foreignTexts.ts";
import { openFuzzBench } from "./openFuzzBench.ts";
import { CLUSTER_READERS } from "./readers/clusterReaders.ts";
import { COMMAND_READERS } from "./readers/commandReaders.ts";
import { FILE_READERS } from "./readers/fileReaders.ts";
import { REGISTRY_READERS } from "./readers/registryReaders.ts";
import { SCRAPER_READERS } from "./readers/scraperReaders.ts";

/** Everything that reads what others send. */
const READERS = [
  ...REGISTRY_READERS,
  ...CLUSTER_READERS,
  ...FILE_READERS,
  ...COMMAND_READERS,
  ...SCRAPER_READERS,
];

/** Header fields of a megabyte are the most that anybody may send at once: what grows too fast shows far below. */
const LONG_BYTES = 64 * 1024;
/** Of this thread's processor, in microseconds: as long as nothing else may wait. */
const STRETCH_US = 50_000;
/** Whoever is slow once may have met a garbage collection, or code that is compiled at its first use. */
const TRIES = 5;

/** Processor time is what is measured: on a busy machine all of it takes longer. */
const PATIENCE_MS = 60_000;

/** More than the gate has time for: `FUZZ_RUNS=100000 npm test -- -g 'what others send'`. */
const NUM_RUNS = Number(process.env.FUZZ_RUNS ?? 100);
/** Whether what fails becomes part of the corpus: `FUZZ_KEEP=1`. */
const KEEPS = process.env.FUZZ_KEEP !== undefined;

describe("what others send", () => {
  let bench: Awaited<ReturnType<typeof openFuzzBench>>;
  // Parsers that warn quote what they read, and print it past the log.
  const warnings: string[] = [];
  const onWarning = ({ name }: Error) => void warnings.push(name);
  const { stackTraceLimit } = Error;
  before(async () => {
    bench = await openFuzzBench();
    process.on("warning", onWarning);
    // Mocha's is without end: errors of what is deep inside itself would take most of the time.
    Error.stackTraceLimit = 10;
  });
  after(async () => {
    Error.stackTraceLimit = stackTraceLimit;
    process.off("warning", onWarning);
    await bench.close();
  });

  /** Fails for a crash, and for a stretch that is too long every time. */
  async function stands({ read, refuses = [] }: ForeignReader, text: string): Promise<void> {
    for (let left = TRIES; left > 0; left--) {
      const before = process.threadCpuUsage();
      try {
        await read(text, bench);
      } catch (error) {
        if (!refuses.some((refusal) => error instanceof refusal)) {
          throw error;
        }
      }
      if (warnings.length > 0) {
        throw new Error(`it prints warnings of its own: ${warnings.splice(0).join(", ")}`);
      }
      if (process.threadCpuUsage(before).user < STRETCH_US) {
        return;
      }
    }
    const start = text.length > 60 ? `${JSON.stringify(text.slice(0, 60))}…` : JSON.stringify(text);
    throw new Error(`it holds up everything else for more than ${STRETCH_US / 1000} ms: ${start}`);
  }

  for (const reader of READERS) {
    const { name, pieces } = reader;
    const { inputs } = corpusOf(name);

    it(`${name}: is read without a crash or a halt, whatever it is`, async () => {
      for (const input of inputs) {
        await stands(reader, input);
      }
      const property = fc.asyncProperty(foreignTexts(pieces, inputs), (text) => stands(reader, text));
      const run = await fc.check(property, { numRuns: NUM_RUNS });
      if (run.failed) {
        const kept = KEEPS && run.counterexample ? addToCorpus(name, run.counterexample[0]) : undefined;
        expect.fail(`${kept === undefined ? "" : `${kept}: `}${fc.defaultReportMessage(run)}`);
      }
    }).timeout(PATIENCE_MS + NUM_RUNS * 50);

    it(`${name}: is read in proportion to its length`, async () => {
      const { longBytes = LONG_BYTES } = reader;
      for (const first of pieces) {
        for (const second of pieces) {
          const unit = first + second;
          await stands(reader, unit.repeat(Math.ceil(longBytes / unit.length)));
        }
      }
    }).timeout(PATIENCE_MS);
  }

  it("has inputs to begin with for every reader, and no inputs that nobody reads", () => {
    const read = READERS.map(({ name }) => corpusOf(name).folder);
    expect([...corpusFolders()].sort()).to.deep.equal(read.sort());
    expect(corpusFolders().filter((folder) => readdirSync(folder).length === 0)).to.deep.equal([]);
  });
});
