import { get } from "node:http";
import { connect } from "node:net";

/** Those who reach the port, in their good and their bad ways; each resolves when its connection has ended. */
export const SCRAPERS: readonly ((url: string) => Promise<void>)[] = [
  (url) => ask(`${url}/metrics`, { "Accept-Encoding": "gzip" }),
  (url) => ask(`${url}/metrics`, { Accept: "application/openmetrics-text" }),
  (url) => ask(`${url}/readyz?verbose`),
  (url) => ask(`${url}/nothing`),
  // Gone in the middle of the answer.
  (url) => speak(url, "GET /metrics HTTP/1.1\r\nHost: a\r\n\r\n", { leaves: true }),
  // Never gets to the end of its request.
  (url) => speak(url, "GET /metrics HTTP/1.1\r\nHost: "),
  (url) => speak(url, "\u0016\u0003\u0001 this is no HTTP\r\n\r\n"),
  (url) => speak(url, "POST /metrics HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\nabc"),
  // A crowd.
  async (url) => void (await Promise.all(Array.from({ length: 30 }, () => ask(`${url}/metrics`)))),
];

function ask(url: string, headers: Record<string, string> = {}): Promise<void> {
  return new Promise((resolve) => {
    const request = get(url, { agent: false, headers }, (response) => {
      response.on("error", () => {}).resume();
    });
    request.on("error", () => {}).on("close", () => resolve());
  });
}

/** @param leaves whether it breaks the connection at the first byte of the answer; else it closes it in good order */
function speak(url: string, text: string, { leaves = false } = {}): Promise<void> {
  return new Promise((resolve) => {
    const { hostname, port } = new URL(url);
    const socket = connect({ host: hostname, port: Number(port) });
    socket.on("error", () => {}).on("close", () => resolve());
    if (leaves) {
      socket.write(text);
      socket.once("data", () => socket.destroy());
    } else {
      socket.end(text);
      socket.resume();
    }
  });
}
