import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { open, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { expect } from "chai";
import { readInput } from "../../src/cli/readInput.ts";

describe("readInput()", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "input-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const fifo = () => {
    const path = join(folder, "pipe");
    execFileSync("mkfifo", [path]);
    return path;
  };
  const { signal } = new AbortController();
  const rejectionOf = (promise: Promise<unknown>) => promise.catch((error: unknown) => error);

  it("reads a pipe, and a file larger than configurations may be", async () => {
    const path = fifo();
    const read = readInput({ stdin: new PassThrough(), signal }, path, "--file");
    await writeFile(path, "a:1\n");
    expect(await read).to.equal("a:1\n");
    const large = join(folder, "large");
    await writeFile(large, "x".repeat(2 * 1024 * 1024));
    expect(await readInput({ stdin: new PassThrough(), signal }, large, "--file")).to.have.length(
      2 * 1024 * 1024,
    );
  });

  it("ends as soon as it is told to, whatever it waits for", async () => {
    const path = fifo();
    for (const file of [undefined, path]) {
      const stop = new AbortController();
      const reason = new Error("stopped");
      const read = rejectionOf(readInput({ stdin: new PassThrough(), signal: stop.signal }, file, "--file"));
      const writer = file === undefined ? undefined : await open(path, "w");
      stop.abort(reason);
      expect(await read).to.equal(reason);
      await writer?.close();
    }
  });

  it("says in a line what cannot be read", async () => {
    const error = await rejectionOf(readInput({ stdin: new PassThrough(), signal }, folder, "--file"));
    expect(error).to.deep.include({
      name: "UsageError",
      message: `cannot read --file: ${folder}: is a directory`,
    });
  });
});
