import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { descriptorShare } from "../../src/files/descriptorShare.ts";

describe("descriptorShare()", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "share-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });
  const tell = (limit: string, open: number) => {
    writeFileSync(
      join(folder, "limits"),
      `Limit  Soft Limit  Hard Limit  Units\nMax open files            ${limit}    ${limit}    files\n`,
    );
    mkdirSync(join(folder, "fd"));
    for (let fd = 0; fd < open; fd++) {
      writeFileSync(join(folder, "fd", `${fd}`), "");
    }
  };

  for (const [limit, open, share] of [
    ["32", 20, 4],
    ["1024", 24, 333],
    ["20", 20, 2],
    ["unlimited", 20, Number.POSITIVE_INFINITY],
  ] as const) {
    it(`is ${share} of ${limit} of which ${open} are open`, () => {
      tell(limit, open);
      expect(descriptorShare(folder)).to.equal(share);
    });
  }

  it("is infinite where nobody tells", () => {
    expect(descriptorShare(folder)).to.equal(Number.POSITIVE_INFINITY);
  });
});
