import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { readRegularFile } from "../../src/files/readRegularFile.ts";

describe("readRegularFile()", () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "regular-file-"));
  });
  after(() => rmSync(folder, { recursive: true }));

  it("reads a file of as many bytes as it may have", () => {
    const path = join(folder, "file");
    writeFileSync(path, "é1");
    expect(readRegularFile(path, { maxBytes: 3 })).to.equal("é1");
    expect(readRegularFile(path, { maxBytes: 3, encoding: "latin1" })).to.have.length(3);
    expect(() => readRegularFile(path, { maxBytes: 2 })).to.throw("it is larger than 2 bytes");
  });

  it("waits for nobody who would write to a pipe, and fills no memory with what has no end", () => {
    const pipe = join(folder, "pipe");
    execFileSync("mkfifo", [pipe]);
    const huge = join(folder, "huge");
    writeFileSync(huge, "");
    truncateSync(huge, 10 * 1024 ** 3);
    for (const [path, problem] of [
      [pipe, "is no regular file"],
      ["/dev/zero", "is no regular file"],
      [folder, "is a directory"],
      [huge, "it is larger than 1024 bytes"],
      [join(folder, "none"), "ENOENT"],
    ] as const) {
      expect(() => readRegularFile(path, { maxBytes: 1024 }), path).to.throw(problem);
    }
  });
});
