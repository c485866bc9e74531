import { execFileSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { readFileNow } from "../../src/files/readFileNow.ts";

describe("readFileNow()", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "now-"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it("reads a file", async () => {
    const path = join(folder, "a");
    await writeFile(path, "ä\n");
    expect(readFileNow(path)).to.include({ ok: true, text: "ä\n" });
  });

  it("says what is wrong with it", async () => {
    expect(readFileNow(join(folder, "a"))).to.include({ ok: false, code: "ENOENT" });
    expect(readFileNow(folder)).to.include({ ok: false, code: "EISDIR" });
    await writeFile(join(folder, "b"), Buffer.alloc(1024 * 1024 + 1));
    expect(readFileNow(join(folder, "b"))).to.deep.equal({ ok: false, error: "larger than 1048576 bytes" });
  });

  it("does not wait for a pipe", () => {
    const path = join(folder, "pipe");
    execFileSync("mkfifo", [path]);
    expect(readFileNow(path)).to.deep.include({ ok: false, error: "is no regular file" });
  });
});
