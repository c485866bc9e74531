import { createSocket } from "node:dgram";
import { type AddressInfo, createServer } from "node:net";

/** A name server on a free port of the loopback interface: by UDP, and by TCP what does not fit. */
export interface NameServer extends AsyncDisposable {
  /** `127.0.0.1:PORT`. */
  readonly address: string;
  /** `NAME TYPE` of each question, `NAME TYPE by TCP`, in the order received. */
  readonly questions: string[];
}

const TYPES: Readonly<Record<number, "A" | "AAAA">> = { 1: "A", 28: "AAAA" };
/** Of addresses, in the 512 octets of RFC 1035. */
const MOST_BY_UDP = 28;
const RCODES = { refused: 5, failed: 2, unknown: 3 } as const;

/**
 * @param answer the IPv4 addresses of a name; `silent` never answers
 */
export async function startNameServer(
  answer: (name: string, type: "A" | "AAAA") => readonly string[] | keyof typeof RCODES | "silent",
): Promise<NameServer> {
  const questions: string[] = [];
  const write = (message: Buffer, most: number): Buffer | undefined => {
    const { name, end } = readName(message);
    const type = TYPES[message.readUInt16BE(end)];
    if (type === undefined) {
      return undefined;
    }
    questions.push(`${name} ${type}${most === MOST_BY_UDP ? "" : " by TCP"}`);
    const said = answer(name, type);
    if (said === "silent") {
      return undefined;
    }
    const isLong = said.length > most && typeof said !== "string";
    const addresses = typeof said === "string" || isLong ? [] : said;
    const header = Buffer.alloc(12);
    message.copy(header, 0, 0, 2);
    header.writeUInt16BE(0x8180 | (typeof said === "string" ? RCODES[said] : 0) | (isLong ? 0x200 : 0), 2);
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
    return Buffer.concat([header, message.subarray(12, end + 4), ...records]);
  };
  const byTcp = createServer((connection) => {
    connection
      .on("error", () => {})
      .on("data", (bytes) => {
        const said = write(bytes.subarray(2), Number.POSITIVE_INFINITY) ?? Buffer.alloc(0);
        // As networks do: not all at once.
        connection.write(Buffer.from([said.length >> 8]));
        setImmediate(() => connection.write(Buffer.concat([Buffer.from([said.length & 255]), said])));
      });
  });
  await new Promise<void>((resolve) => byTcp.listen(0, "127.0.0.1", resolve));
  const { port } = byTcp.address() as AddressInfo;
  const socket = createSocket("udp4");
  socket.on("message", (message, peer) => {
    const said = write(message, MOST_BY_UDP);
    if (said !== undefined) {
      socket.send(said, peer.port, peer.address);
    }
  });
  await new Promise<void>((resolve) => socket.bind(port, "127.0.0.1", resolve));
  return {
    address: `127.0.0.1:${port}`,
    questions,
    async [Symbol.asyncDispose]() {
      await Promise.all([
        new Promise<void>((resolve) => socket.close(resolve)),
        new Promise<void>((resolve) => byTcp.close(() => resolve())),
      ]);
    },
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
