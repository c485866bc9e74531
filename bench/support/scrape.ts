import { Agent, get } from "node:http";

/** One answer of the exporter's server. */
export interface Scrape {
  readonly status: number;
  /** From the request to the last byte, in milliseconds. */
  readonly durationMs: number;
  /** Of the body as it came over the wire. */
  readonly bytes: number;
  readonly body: Buffer;
}

/** As Prometheus does: one connection, kept. */
const agent = new Agent({ keepAlive: true, maxSockets: 1 });

/** GETs a page; does not decompress. */
export function scrape(url: string, { gzip = false } = {}): Promise<Scrape> {
  return new Promise((resolve, reject) => {
    const beganMs = performance.now();
    const request = get(url, { agent, headers: gzip ? { "Accept-Encoding": "gzip" } : {} }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.once("error", reject);
      response.once("end", () => {
        const durationMs = performance.now() - beganMs;
        const body = Buffer.concat(chunks);
        resolve({ status: response.statusCode ?? 0, durationMs, bytes: body.length, body });
      });
    });
    request.once("error", reject);
  });
}
