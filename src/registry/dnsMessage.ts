import { SocketAddress } from "node:net";

/** What is asked for: addresses of IPv4 or IPv6. */
export type AddressType = "A" | "AAAA";

const TYPES = { A: 1, AAAA: 28 } as const;
const SIZES = { A: 4, AAAA: 16 } as const;
const INTERNET = 1;
const HEADER = 12;
const RECORD_HEADER = 10;

/** What a name server said. */
export interface DnsAnswer {
  /** RFC 1035, section 4.1.1: 0 is an answer, 3 says that there is no such name. */
  readonly code: number;
  /** It did not fit, and is to be asked for by TCP. */
  readonly truncated: boolean;
  readonly addresses: readonly string[];
}

/** @returns the question as it is sent (RFC 1035, section 4), undefined where no name server can have such a name */
export function writeQuestion(id: number, name: string, type: AddressType): Buffer | undefined {
  const labels = name.split(".");
  if (name.length > 253 || !labels.every(({ length }) => length > 0 && length < 64)) {
    return undefined;
  }
  const header = Buffer.from([id >> 8, id & 255, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0]);
  const asked = labels.map((label) => `${String.fromCharCode(label.length)}${label}`).join("");
  return Buffer.concat([
    header,
    Buffer.from(`${asked}\0`, "latin1"),
    Buffer.from([0, TYPES[type], 0, INTERNET]),
  ]);
}

/**
 * Reads what a name server sent. Names in it are passed over: whatever alias of it an address belongs to, it was the answer.
 *
 * @returns undefined where it is no answer to the question, or breaks off
 */
export function readAnswer(message: Buffer, question: Buffer, type: AddressType): DnsAnswer | undefined {
  if (
    message.length < question.length ||
    message.readUInt16BE(0) !== question.readUInt16BE(0) ||
    message.readUInt8(2) < 0x80 ||
    textOf(message.subarray(4, 6)) !== textOf(question.subarray(4, 6)) ||
    textOf(message.subarray(HEADER, question.length)) !== textOf(question.subarray(HEADER))
  ) {
    return undefined;
  }
  const code = message.readUInt8(3) & 15;
  if ((message.readUInt8(2) & 2) !== 0) {
    return { code, truncated: true, addresses: [] };
  }
  const addresses: string[] = [];
  let at = question.length;
  for (let left = message.readUInt16BE(6); left > 0; left--) {
    at = afterName(message, at);
    const data = at + RECORD_HEADER;
    if (data > message.length) {
      return undefined;
    }
    const size = message.readUInt16BE(at + 8);
    if (data + size > message.length) {
      return undefined;
    }
    const isAddress = message.readUInt16BE(at) === TYPES[type] && message.readUInt16BE(at + 2) === INTERNET;
    if (isAddress && size === SIZES[type]) {
      addresses.push(addressOf(message.subarray(data, data + size)));
    }
    at = data + size;
  }
  return { code, truncated: false, addresses };
}

/** Where a name ends: at the root, or where it leads to another one. */
function afterName(message: Buffer, from: number): number {
  let at = from;
  for (let length = message[at]; length !== undefined && length !== 0; length = message[at]) {
    if (length >= 0xc0) {
      return at + 2;
    }
    at += 1 + length;
  }
  return at + 1;
}

function addressOf(bytes: Buffer): string {
  if (bytes.length === SIZES.A) {
    return bytes.join(".");
  }
  const address = bytes.toString("hex").replace(/(.{4})(?!$)/g, "$1:");
  return new SocketAddress({ address, family: "ipv6" }).address;
}

function textOf(bytes: Buffer): string {
  return bytes.toString("latin1").toLowerCase();
}
