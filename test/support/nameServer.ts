import { createSocket } from "node:dgram";

/** A name server on a free UDP port of the loopback interface. */
export interface NameServer extends AsyncDisposable {
  /** `127.0.0.1:PORT`. */
  readonly address: string;
  /** `NAME TYPE` of each question, in the order received. */
  readonly questions: string[];
}

const TYPES: Readonly<Record<number, "A" | "AAAA">> = { 1: "A", 28: "AAAA" };
const RCODES = { refused: 5, failed: 2, unknown: 3 } as const;

/**
 * @param answer the IPv4 addresses of a name; `silent` never answers
 */
export async function startNameServer(
  answer: (name: string, type: "A" | "AAAA") => readonly string[] | keyof typeof RCODES | "silent",
): Promise<NameServer> {
  const socket = createSocket("udp4");
  const questions: string[] = [];
  socket.on("message", (message, peer) => {
    const { name, end } = readName(message);
    const type = TYPES[message.readUInt16BE(end)];
    if (type === undefined) {
      return;
    }
    questions.push(`${name} ${type}`);
    const said = answer(name, type);
    if (said === "silent") {
      return;
    }
    const addresses = typeof said === "string" ? [] : said;
    const header = Buffer.alloc(12);
    message.copy(header, 0, 0, 2);
    header.writeUInt16BE(0x8180 | (typeof said === "string" ? RCODES[said] : 0), 2);
    header.writeUInt16BE(1, 4);
    header.writeUInt16BE(addresses.length, 6);
    const records = addresses.map((address) => {
      const record = Buffer.alloc(16);
      record.writeUInt16BE(0xc00c, 0);
      record.writeUInt16BE(1, 2);
      record.writeUInt16BE(1, 4);
      record.writeUInt32BE(60, 6);
      record.writeUInt16BE(4, 10);
      Buffer.from(address.split(".").map(Number)).copy(record, 12);
      return record;
    });
    socket.send(Buffer.concat([header, message.subarray(12, end + 4), ...records]), peer.port, peer.address);
  });
  await new Promise<void>((resolve) => socket.bind(0, "127.0.0.1", resolve));
  return {
    address: `127.0.0.1:${socket.address().port}`,
    questions,
    [Symbol.asyncDispose]: () => new Promise((resolve) => socket.close(() => resolve())),
  };
}

function readName(message: Buffer): { name: string; end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = message[at]!; length > 0; length = message[at]!) {
    labels.push(message.toString("latin1", at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join("."), end: at + 1 };
}
