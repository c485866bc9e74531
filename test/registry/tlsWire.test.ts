import { createCipheriv, createHmac } from "node:crypto";
import { EventEmitter, once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { Duplex, PassThrough } from "node:stream";
import { createServer as createSecureServer, type TLSSocket } from "node:tls";
import { expect } from "chai";
import { ReadingTurns } from "../../src/registry/readingTurns.ts";
import { TlsWire } from "../../src/registry/tlsWire.ts";
import { type KeyPair, makeServerCertificate } from "../support/certificates.ts";
import { until } from "../support/until.ts";
import { createHarness, FOUND } from "./harness.ts";

const NEW_KEY = Buffer.from([24, 0, 0, 1, 0]);
/** A message that clients only remember. */
const TICKET = Buffer.from([4, 0, 0, 15, 0, 0, 0, 9, 0, 0, 0, 9, 0, 0, 2, 7, 7, 0, 0]);
const HANDSHAKE = 22;
const DATA = 23;

const ANSWER = `HTTP/1.1 200 OK\r\n${Object.entries(FOUND.headers ?? {})
  .map(([name, value]) => `${name}: ${value}\r\n`)
  .join("")}content-length: 400\r\n\r\n`;

/** What one side sends by TLS 1.3 (AES-128, SHA-256) once it is there, record by record. */
class Sender {
  #secret: Buffer;
  #sequence: number;

  constructor(secret: Buffer, sequence: number) {
    this.#secret = secret;
    this.#sequence = sequence;
  }

  record(type: number, content: Buffer): Buffer {
    const nonce = this.#expand("iv", 12);
    nonce.writeUInt32BE((nonce.readUInt32BE(8) ^ this.#sequence) >>> 0, 8);
    this.#sequence++;
    const head = Buffer.from([23, 3, 3, 0, 0]);
    head.writeUInt16BE(content.length + 17, 3);
    const cipher = createCipheriv("aes-128-gcm", this.#expand("key", 16), nonce).setAAD(head);
    return Buffer.concat([
      head,
      cipher.update(content),
      cipher.update(Buffer.from([type])),
      cipher.final(),
      cipher.getAuthTag(),
    ]);
  }

  newKey(): Buffer {
    const record = this.record(HANDSHAKE, NEW_KEY);
    this.#secret = this.#expand("traffic upd", 32);
    this.#sequence = 0;
    return record;
  }

  #expand(name: string, length: number): Buffer {
    const label = Buffer.from(`tls13 ${name}`);
    const info = Buffer.concat([Buffer.from([0, length, label.length]), label, Buffer.from([0, 1])]);
    return createHmac("sha256", this.#secret).update(info).digest().subarray(0, length);
  }
}

/** What must hold whatever servers send by TLS besides answers. */
describe("TlsWire", () => {
  const { client, onEnd } = createHarness();
  let pair: KeyPair;

  before(async () => {
    pair = await makeServerCertificate(["127.0.0.1"]);
  });

  /** A registry that answers each request with what it makes for it. */
  async function registry(answer: (sender: Sender) => Buffer) {
    const sockets = new Set<Socket>();
    const secure = createSecureServer({ ...pair, minVersion: "TLSv1.3", ciphers: "TLS_AES_128_GCM_SHA256" });
    const server = createServer((socket) => {
      sockets.add(socket);
      let flights = 0;
      let sent = 0;
      let secret = Buffer.alloc(0);
      const wire = new Duplex({
        read() {},
        write(bytes: Buffer, _, onEnd) {
          for (let at = 0; at < bytes.length; at += 5 + bytes.readUInt16BE(at + 3)) {
            // Those before the client's last word of the handshake have other keys.
            sent += Number(flights > 1);
          }
          socket.write(bytes, () => onEnd());
        },
      });
      socket
        .on("error", () => {})
        .on("close", () => sockets.delete(socket))
        .on("data", (bytes) => {
          flights++;
          wire.push(bytes);
        });
      secure
        .removeAllListeners("keylog")
        .on("keylog", (line: Buffer) => {
          const [label, , value] = line.toString().trim().split(" ");
          secret = label === "SERVER_TRAFFIC_SECRET_0" ? Buffer.from(value ?? "", "hex") : secret;
        })
        .removeAllListeners("secureConnection")
        .on("secureConnection", (connection) => {
          let sender: Sender | undefined;
          connection.on("data", () =>
            setImmediate(() => {
              sender ??= new Sender(secret, sent);
              socket.write(answer(sender));
            }),
          );
        })
        .emit("connection", wire);
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    onEnd(async () => {
      for (const socket of sockets) {
        socket.destroy();
      }
      await new Promise((resolve) => server.close(resolve));
    });
    return { host: `127.0.0.1:${(server.address() as AddressInfo).port}`, sockets };
  }

  const keys = (sender: Sender, count: number) => Array.from({ length: count }, () => sender.newKey());
  const TICKETS = Buffer.alloc(16_000 - (16_000 % TICKET.length), TICKET);

  for (const [what, make] of [
    ["new keys", (sender: Sender) => keys(sender, 10_000)],
    ["tickets", (sender: Sender) => Array.from({ length: 16 }, () => sender.record(HANDSHAKE, TICKETS))],
  ] as const) {
    it(`ends who goes on with ${what}, of whose image nothing is known then`, async () => {
      const { host, sockets } = await registry((sender) =>
        Buffer.concat([...make(sender), sender.record(DATA, Buffer.from(ANSWER))]),
      );
      const outcome = await client({ insecureSkipVerify: true }).image(host);
      expect(outcome).to.have.property("message").that.includes("its TLS goes on with what brings nothing");
      expect(outcome.result).to.equal("rate_limited");
      await until(() => sockets.size === 0);
    });
  }

  it("takes answers among a few of them, in small pieces too, one after the other on the same connection", async () => {
    const senders = new Set<Sender>();
    const { host } = await registry((sender) => {
      senders.add(sender);
      return Buffer.concat([
        ...keys(sender, 30),
        sender.record(HANDSHAKE, TICKET),
        ...(ANSWER.match(/[\s\S]{1,8}/g) ?? []).map((piece) => sender.record(DATA, Buffer.from(piece))),
      ]);
    });
    const subject = client({ insecureSkipVerify: true });
    for (let round = 0; round < 8; round++) {
      expect(await subject.image(host)).to.include({ result: "available" });
    }
    expect(senders.size).to.equal(1);
  });

  it("has certificates, and what is longer than a short answer, wait for their turn, and reads nothing meanwhile", async () => {
    const under = new PassThrough();
    const tls = new EventEmitter();
    const waiting: (() => void)[] = [];
    const turns = Object.assign(new ReadingTurns(), { wait: (onTurn: () => void) => waiting.push(onTurn) });
    const wire = new TlsWire(under as unknown as Socket, turns);
    let passed = 0;
    wire.carry(tls as TLSSocket);
    wire.on("data", ({ length }: Buffer) => {
      passed += length;
    });
    await new Promise(setImmediate);
    wire.receive(Buffer.alloc(4_000));
    expect([passed, under.isPaused()]).to.deep.equal([0, true]);
    waiting.pop()?.();
    tls.emit("secureConnect");
    wire.receive(Buffer.alloc(1_000));
    wire.receive(Buffer.alloc(1_000));
    expect([passed, under.isPaused()]).to.deep.equal([6_000, false]);
    wire.receive(Buffer.alloc(1_000));
    tls.emit("resume");
    expect([passed, under.isPaused()]).to.deep.equal([6_000, true]);
    waiting.pop()?.();
    expect([passed, under.isPaused()]).to.deep.equal([7_000, false]);
    wire.destroy();
  });
});
