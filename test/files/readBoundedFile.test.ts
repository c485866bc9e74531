import { execFileSync } from "node:child_process";
import { mkdtemp, open, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { readBoundedFile } from "../../src/files/readBoundedFile.ts";

describe("readBoundedFile", () => {
  const { signal } = new AbortController();
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "bounded-file-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  for (const length of [0, 1, 65_536, 1024 * 1024]) {
    it(`readBoundedFile() reads ${length} bytes`, async () => {
      const path = join(folder, "file");
      const text = "x".repeat(length);
      await writeFile(path, text);
      expect(await readBoundedFile(path, { signal })).to.include({ ok: true, text });
    });
  }

  it("readBoundedFile() keeps characters whole that lie across two reads", async () => {
    const path = join(folder, "file");
    const text = `x${"é".repeat(40_000)}`;
    await writeFile(path, text);
    expect(await readBoundedFile(path, { signal })).to.include({ ok: true, text });
  });

  it("readBoundedFile() gives up past 1 MiB, also on what never ends", async () => {
    expect(await readBoundedFile("/dev/zero", { signal })).to.deep.equal({
      ok: false,
      error: "larger than 1048576 bytes",
    });
  });

  it("readBoundedFile() says what is wrong without the path", async () => {
    expect(await readBoundedFile(join(folder, "none"), { signal })).to.deep.equal({
      ok: false,
      error: "no such file",
      code: "ENOENT",
    });
    expect(await readBoundedFile(folder, { signal })).to.deep.equal({
      ok: false,
      error: "is a directory",
      code: "EISDIR",
    });
  });

  it("readBoundedFile() reads a pipe to its end, however late somebody writes to it", async () => {
    const path = join(folder, "pipe");
    execFileSync("mkfifo", [path]);
    const read = readBoundedFile(path, { signal });
    const text = "x".repeat(300_000);
    await writeFile(path, text);
    expect(await read).to.include({ ok: true, text });
  });

  it("readBoundedFile() does not wait for good for somebody to write to a pipe, nor when it is told to end", async () => {
    const path = join(folder, "pipe");
    execFileSync("mkfifo", [path]);
    expect(await readBoundedFile(path, { signal, patienceMs: 0 })).to.deep.equal({
      ok: false,
      error: "is a pipe to which nobody writes",
    });
    const stop = new AbortController();
    const reason = new Error("stopped");
    const read = readBoundedFile(path, { signal: stop.signal }).catch((error: unknown) => error);
    setImmediate(() => stop.abort(reason));
    expect(await read).to.equal(reason);
  });

  it("readBoundedFile() waits for whoever has a pipe open and writes nothing as long as it is told to", async () => {
    const path = join(folder, "pipe");
    execFileSync("mkfifo", [path]);
    const read = readBoundedFile(path, { signal, writerMs: 0 });
    const writer = await open(path, "w");
    expect(await read).to.deep.include({ ok: false });
    const patient = readBoundedFile(path, { signal, patienceMs: 0, writerMs: 10_000 });
    await writer.write("late");
    await writer.close();
    expect(await patient).to.include({ ok: true, text: "late" });
  });

  it("readBoundedFile() rejects with the signal's reason", async () => {
    const reason = new Error("stopped");
    const error: unknown = await readBoundedFile("/dev/zero", { signal: AbortSignal.abort(reason) }).catch(
      (e: unknown) => e,
    );
    expect(error).to.equal(reason);
  });
});
