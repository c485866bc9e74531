import { request } from "node:http";

/** A machine of a cloud answers at once; where there is none, nobody does. */
const PATIENCE_MS = 1_000;
const MAX_BODY_BYTES = 64 * 1024;

export interface MetadataRequest {
  readonly method?: "GET" | "PUT";
  /** The service, as an URL: an address that is fixed, or the environment's; never one that an image names. */
  readonly endpoint: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Asks a cloud's metadata service, which registries' own connections never reach, in a second at most. Follows nothing.
 *
 * @throws Error where it does not answer 200, or `signal.reason`
 */
export function askMetadata(
  { method = "GET", endpoint, path, headers }: MetadataRequest,
  { signal: ended }: { signal: AbortSignal },
): Promise<{ readonly headers: Readonly<Record<string, unknown>>; readonly body: string }> {
  const patience = AbortSignal.timeout(PATIENCE_MS);
  return new Promise((resolve, reject) => {
    const fail = (error: Error) =>
      reject(
        ended.aborted
          ? ended.reason
          : patience.aborted
            ? new Error(`${endpoint}: no answer in ${PATIENCE_MS} ms`)
            : error,
      );
    const signal = AbortSignal.any([ended, patience]);
    const asked = request(new URL(path, endpoint), { method, headers, signal }, (answer) => {
      const { statusCode, headers } = answer;
      const chunks: Buffer[] = [];
      let length = 0;
      answer.on("data", (chunk: Buffer) => {
        chunks.push(chunk);
        length += chunk.length;
        if (length > MAX_BODY_BYTES) {
          answer.destroy(new Error(`${endpoint}: the answer is larger than ${MAX_BODY_BYTES} bytes`));
        }
      });
      answer.on("error", fail);
      answer.on("end", () => {
        const body = Buffer.concat(chunks).toString("utf8");
        if (statusCode === 200) {
          resolve({ headers, body });
        } else {
          fail(new Error(`${endpoint} says ${statusCode}`));
        }
      });
    });
    asked.on("error", fail);
    asked.end();
  });
}
