import type { ServerResponse } from "node:http";

type Headers = Readonly<Record<string, string>>;

/** Sends a whole answer. The default content type is plain text. */
export function sendText(
  response: ServerResponse,
  status: number,
  text: string,
  headers: Headers = {},
): void {
  sendHead(response, status, Buffer.byteLength(text), headers);
  response.end(text);
}

/** Sends the head of an answer. @param length of its body, in bytes */
export function sendHead(response: ServerResponse, status: number, length: number, headers: Headers): void {
  response.writeHead(status, {
    "Content-Type": "text/plain; charset=utf-8",
    "Content-Length": length,
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    ...headers,
  });
}
