import { inflateRawSync } from "node:zlib";

/*
 * The parts of PKWARE's APPNOTE.TXT that are needed to read one entry of an archive that fits into memory:
 *
 *   archive      = *( local-header data ) *central-header end-record
 *   end-record   = PK\5\6, 8 bytes, u16 entries, u32 size, u32 offset of the first central header, …     (4.3.16)
 *   central      = PK\1\2, …, u16 method @10, u32 compressed @20, u32 size @24, u16 name @28, u16 extra @30,
 *                  u16 comment @32, u32 offset of the local header @42, name @46                          (4.3.12)
 *   local        = PK\3\4, …, u16 name @26, u16 extra @28, name @30, extra, data                          (4.3.7)
 */
const endSignature = 0x06054b50;
const centralSignature = 0x02014b50;
const endRecordLength = 22;

/**
 * Reads one entry of a zip archive (stored or deflated; no ZIP64).
 *
 * @throws Error when the archive is none, has no such entry or packs it in another way.
 */
export function zipEntry(archive: Buffer, name: string): Buffer {
  const end = findEndRecord(archive);
  const entries = archive.readUInt16LE(end + 10);
  let at = archive.readUInt32LE(end + 16);
  for (let entry = 0; entry < entries; entry++) {
    if (archive.readUInt32LE(at) !== centralSignature) {
      break;
    }
    const nameLength = archive.readUInt16LE(at + 28);
    if (archive.toString("utf8", at + 46, at + 46 + nameLength) === name) {
      return unpack(archive, at, name);
    }
    at += 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  throw new Error(`Cannot read ${name} from the archive: it has no such entry`);
}

function findEndRecord(archive: Buffer): number {
  for (let at = archive.length - endRecordLength; at >= 0; at--) {
    if (archive.readUInt32LE(at) === endSignature) {
      return at;
    }
  }
  throw new Error("Cannot read the archive: it is not a zip file");
}

function unpack(archive: Buffer, central: number, name: string): Buffer {
  const method = archive.readUInt16LE(central + 10);
  const packedLength = archive.readUInt32LE(central + 20);
  const length = archive.readUInt32LE(central + 24);
  const local = archive.readUInt32LE(central + 42);
  const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
  const packed = archive.subarray(start, start + packedLength);
  if (method === 0) {
    return packed;
  }
  if (method !== 8) {
    throw new Error(`Cannot read ${name} from the archive: method ${method} is neither 0 nor 8`);
  }
  return inflateRawSync(packed, { maxOutputLength: Math.max(length, 1) });
}
