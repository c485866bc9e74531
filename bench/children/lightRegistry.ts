import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { answerQuestions } from "../support/answerQuestions.ts";

/**
 * A registry that costs next to nothing: every manifest is there but those with the tag `absent`. It looks for the ends
 * of request heads and for that tag, and answers with prepared bytes, so that what asks is what is measured.
 */

/** What it has seen ; times in milliseconds, of this process' own clock. */
export interface RegistryCount {
  readonly requests: number;
  readonly firstMs: number;
  readonly lastMs: number;
  /** When it was asked. */
  readonly atMs: number;
}

const MANIFEST = [
  "HTTP/1.1 200 OK",
  "Content-Type: application/vnd.oci.image.index.v1+json",
  `Docker-Content-Digest: sha256:${"0123456789abcdef".repeat(4)}`,
  "Docker-Distribution-Api-Version: registry/2.0",
  "Content-Length: 1024",
  "",
  "",
].join("\r\n");
const NO_MANIFEST = '{"errors":[{"code":"MANIFEST_UNKNOWN","message":"manifest unknown"}]}';
const ABSENT = [
  "HTTP/1.1 404 Not Found",
  "Content-Type: application/json",
  "Docker-Distribution-Api-Version: registry/2.0",
  `Content-Length: ${NO_MANIFEST.length}`,
  "",
  "",
].join("\r\n");
const END_OF_HEAD = "\r\n\r\n";
const ABSENT_TAG = "/manifests/absent ";

let requests = 0;
let firstMs = 0;
let lastMs = 0;

function answer(head: string): string {
  lastMs = performance.now();
  if (requests++ === 0) {
    firstMs = lastMs;
  }
  if (!head.includes(ABSENT_TAG)) {
    return MANIFEST;
  }
  return head.startsWith("HEAD ") ? ABSENT : ABSENT + NO_MANIFEST;
}

function serve(socket: Socket): void {
  let rest = "";
  socket.on("error", () => {});
  socket.on("data", (bytes: Buffer) => {
    let text = rest + bytes.toString("latin1");
    let answers = "";
    for (let end = text.indexOf(END_OF_HEAD); end >= 0; end = text.indexOf(END_OF_HEAD)) {
      answers += answer(text.slice(0, end));
      text = text.slice(end + END_OF_HEAD.length);
    }
    rest = text;
    if (answers !== "") {
      socket.write(answers, "latin1");
    }
  });
}

answerQuestions({
  /** Opens one more port. @returns its `host:port` */
  async listen(): Promise<string> {
    const server = createServer({ noDelay: true }, serve).listen(0, "127.0.0.1");
    await once(server, "listening");
    return `127.0.0.1:${(server.address() as AddressInfo).port}`;
  },
  /** Counts from nothing again. */
  reset(): void {
    requests = 0;
  },
  count: (): RegistryCount => ({ requests, firstMs, lastMs, atMs: performance.now() }),
});
