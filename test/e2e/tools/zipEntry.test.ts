import { deflateRawSync } from "node:zlib";
import { expect } from "chai";
import { zipEntry } from "./zipEntry.ts";

interface Entry {
  readonly name: string;
  readonly content: string;
  readonly method: number;
}

/** Writes an archive as APPNOTE.TXT lays it out; the local header's extra field differs from the central one's. */
function zip(entries: readonly Entry[], comment = ""): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const { name, content, method } of entries) {
    const packed = method === 8 ? deflateRawSync(content) : Buffer.from(content);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(Buffer.byteLength(name), 26);
    local.writeUInt16LE(4, 28);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE(method, 10);
    central.writeUInt32LE(packed.length, 20);
    central.writeUInt32LE(Buffer.byteLength(content), 24);
    central.writeUInt16LE(Buffer.byteLength(name), 28);
    central.writeUInt16LE(2, 30);
    central.writeUInt32LE(offset, 42);
    locals.push(local, Buffer.from(name), Buffer.alloc(4), packed);
    centrals.push(central, Buffer.from(name), Buffer.alloc(2));
    offset += 30 + Buffer.byteLength(name) + 4 + packed.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(offset, 16);
  end.writeUInt16LE(comment.length, 20);
  return Buffer.concat([...locals, ...centrals, end, Buffer.from(comment)]);
}

describe("zipEntry()", () => {
  const archive = zip(
    [
      { name: "bin/", content: "", method: 0 },
      { name: "bin/stored", content: "as it is", method: 0 },
      { name: "bin/deflated", content: "again ".repeat(1000), method: 8 },
      { name: "bin/empty", content: "", method: 8 },
      { name: "bin/odd", content: "bzip2, say", method: 12 },
    ],
    "a comment at the end",
  );

  for (const [name, content] of [
    ["bin/stored", "as it is"],
    ["bin/deflated", "again ".repeat(1000)],
    ["bin/empty", ""],
  ] as const) {
    it(`zipEntry() reads ${name}`, () => {
      expect(zipEntry(archive, name).toString()).to.equal(content);
    });
  }

  it("zipEntry() refuses what it cannot read", () => {
    expect(() => zipEntry(archive, "bin/absent")).to.throw(
      "Cannot read bin/absent from the archive: it has no such entry",
    );
    expect(() => zipEntry(archive, "bin/odd")).to.throw("method 12 is neither 0 nor 8");
    expect(() => zipEntry(Buffer.from("no archive, but long enough"), "x")).to.throw("it is not a zip file");
  });
});
