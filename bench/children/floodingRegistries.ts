import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { answerQuestions } from "../support/answerQuestions.ts";

/** Registries, a port each, that answer every request with nearly a megabyte of header fields. */

const SIZE = 1_000_000;
const repeated = (text: string) => text.repeat(Math.floor(SIZE / text.length));

/** What they answer, by kind; the first is what honest ones do. */
export const FLOODS = {
  "a few fields": "HTTP/1.1 200 OK\r\nX-Field: x\r\nContent-Length: 0\r\n\r\n",
  "one long field": `HTTP/1.1 200 OK\r\nX-Field: ${"x".repeat(SIZE)}\r\nContent-Length: 0\r\n\r\n`,
  "fields of four bytes": `HTTP/1.1 200 OK\r\n${repeated("a:\r\n")}Content-Length: 0\r\n\r\n`,
  "a long challenge": `HTTP/1.1 401 No\r\nWWW-Authenticate: Basic realm="${"x".repeat(SIZE)}"\r\nContent-Length: 0\r\n\r\n`,
  "fields without an end": `HTTP/1.1 200 OK\r\n${repeated("X-Field: some value that is of no use\r\n")}`,
} as const;

let requests = 0;

answerQuestions({
  /** Opens ports. @returns their `host:port` */
  async start({ ports, flood }: { ports: number; flood: keyof typeof FLOODS }): Promise<readonly string[]> {
    const answer = Buffer.from(FLOODS[flood], "latin1");
    const serve = (socket: Socket) => {
      socket.on("error", () => {});
      socket.on("data", () => {
        requests++;
        socket.write(answer);
      });
    };
    const hosts: string[] = [];
    for (let port = 0; port < ports; port++) {
      const server = createServer({ noDelay: true }, serve).listen(0, "127.0.0.1");
      await once(server, "listening");
      hosts.push(`127.0.0.1:${(server.address() as AddressInfo).port}`);
    }
    return hosts;
  },
  count: (): number => requests,
});
