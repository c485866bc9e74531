import { randomInt } from "node:crypto";
import { createSocket } from "node:dgram";
import { connect, isIPv6 } from "node:net";
import { type AddressType, type DnsAnswer, readAnswer, writeQuestion } from "./dnsMessage.ts";

/** How long a name server is waited for, in milliseconds: all of them in turn, and then once more. */
const PATIENCE_MS = [3_000, 6_000] as const;
const MAX_ID = 0xffff;
const NO_ERROR = 0;
const NO_SUCH_NAME = 3;

/** Asks name servers for addresses. */
export interface DnsClient {
  /**
   * @param servers as `Resolver.getServers()` gives them
   * @param name a full one
   * @returns its addresses, none where there are none; undefined where nobody can tell
   */
  ask(servers: readonly string[], name: string, type: AddressType): Promise<readonly string[] | undefined>;
  /** Ends what is being asked: nobody can tell. */
  close(): void;
}

/**
 * Node.js has c-ares for this, which looks at each record of an answer as often as there are records before it: 64 KB of
 * them, which whoever has a name may have sent, take 30 ms of the event loop. Here they take one.
 */
export function createDnsClient(): DnsClient {
  const ends = new Set<() => void>();
  let isClosed = false;
  /** The one that has answered last: a silent one is waited for once, not for each name. */
  let first: string | undefined;

  /** What is first of an answer, the end of patience, and our own. */
  const attempt = (patienceMs: number, start: Start) =>
    new Promise<DnsAnswer | undefined>((resolve) => {
      if (isClosed) {
        resolve(undefined);
        return;
      }
      let stop = () => {};
      const end = (answer?: DnsAnswer) => {
        if (ends.delete(giveUp)) {
          clearTimeout(timer);
          stop();
          resolve(answer);
        }
      };
      const giveUp = () => end();
      const timer = setTimeout(giveUp, patienceMs);
      ends.add(giveUp);
      stop = start(end);
    });

  return {
    async ask(servers, name, type) {
      const question = writeQuestion(randomInt(MAX_ID), name, type);
      if (question === undefined) {
        return undefined;
      }
      for (const patienceMs of PATIENCE_MS) {
        let hasFailed = false;
        for (const server of [...servers].sort(
          (one, other) => Number(other === first) - Number(one === first),
        )) {
          const at = readServer(server);
          let answer = await attempt(patienceMs, byUdp(at, question, type));
          if (answer?.truncated === true) {
            answer = await attempt(patienceMs, byTcp(at, question, type));
          }
          if (answer?.code === NO_ERROR || answer?.code === NO_SUCH_NAME) {
            first = server;
            return answer.addresses;
          }
          hasFailed ||= answer !== undefined;
        }
        if (hasFailed) {
          break;
        }
      }
      return undefined;
    },
    close() {
      isClosed = true;
      for (const end of ends) {
        end();
      }
    },
  };
}

interface Server {
  readonly host: string;
  readonly port: number;
}

/** Begins to ask; undefined is told where it has failed. Returns how to stop. */
type Start = (end: (answer?: DnsAnswer) => void) => () => void;

/** A socket for each question: whoever would answer in a name server's place has to know the port as well. */
function byUdp({ host, port }: Server, question: Buffer, type: AddressType): Start {
  return (end) => {
    const socket = createSocket(isIPv6(host.replace(/%.*$/, "")) ? "udp6" : "udp4");
    socket.on("error", () => end());
    socket.on("message", (message) => {
      const answer = readAnswer(message, question, type);
      if (answer !== undefined) {
        end(answer);
      }
    });
    let isOpen = true;
    socket.connect(port, host, () => {
      if (isOpen) {
        socket.send(question);
      }
    });
    return () => {
      isOpen = false;
      socket.close();
    };
  };
}

function byTcp({ host, port }: Server, question: Buffer, type: AddressType): Start {
  return (end) => {
    const chunks: Buffer[] = [];
    let length = 0;
    let size: number | undefined;
    const socket = connect({ host, port });
    socket.on("error", () => end()).on("close", () => end());
    socket.on("data", (bytes) => {
      chunks.push(bytes);
      length += bytes.length;
      if (length >= 2) {
        size ??= 2 + Buffer.concat(chunks).readUInt16BE(0);
        if (length >= size) {
          end(readAnswer(Buffer.concat(chunks).subarray(2, size), question, type));
        }
      }
    });
    socket.write(Buffer.concat([Buffer.from([question.length >> 8, question.length & 255]), question]));
    return () => socket.destroy();
  };
}

/** `address`, `address:port` or `[address]:port`. */
function readServer(text: string): Server {
  const [, host, port] = /^\[?(.+?)\]?:(\d+)$/.exec(isIPv6(text.replace(/%.*$/, "")) ? "" : text) ?? [];
  return { host: host ?? text, port: Number(port ?? 53) };
}
