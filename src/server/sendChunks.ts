import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { setImmediate as turn } from "node:timers/promises";
import { Segment } from "../series/segment.ts";
import type { Clock } from "../time/clock.ts";
import { GzipMember } from "./gzipMember.ts";

/** What is written at once, in bytes or characters: the unit in which sockets buffer. */
const BATCH_BYTES = 64 * 1024;
/** Milliseconds after which a batch is written, however small it is: to make chunks takes time, too. */
const BATCH_MS = 2;

/**
 * Sends chunks as the body of an answer whose head is prepared, no faster than they are taken in. Between two batches the
 * event loop turns at least once.
 *
 * @param chunks text, or what is kept compressed, and goes out as it is with gzip
 * @throws `signal.reason` when `signal` aborts, as it must when the answer is destroyed; it is then left unfinished
 */
export async function sendChunks(
  chunks: AsyncIterable<string | Segment>,
  response: ServerResponse,
  {
    gzip,
    clock,
    signal,
  }: { readonly gzip: boolean; readonly clock: Pick<Clock, "monotonic">; readonly signal: AbortSignal },
): Promise<void> {
  const member = gzip ? new GzipMember() : undefined;
  let batch: Uint8Array[] = member === undefined ? [] : [member.header];
  let size = 0;
  let beganMs = clock.monotonic();
  for await (const chunk of chunks) {
    const bytes =
      member !== undefined
        ? member.add(typeof chunk === "string" ? new Segment([chunk]) : chunk)
        : typeof chunk === "string"
          ? Buffer.from(chunk)
          : chunk.inflate();
    batch.push(bytes);
    // Text counts for what it was before: it has only just been compressed.
    size += typeof chunk === "string" ? chunk.length : bytes.length;
    if (size >= BATCH_BYTES || clock.monotonic() - beganMs >= BATCH_MS) {
      await write(response, Buffer.concat(batch), signal);
      // Always: a socket that takes everything at once has done so before the event loop has turned.
      await turn();
      signal.throwIfAborted();
      batch = [];
      size = 0;
      beganMs = clock.monotonic();
    }
  }
  response.end(Buffer.concat(member === undefined ? batch : [...batch, member.end()]));
  if (!response.writableFinished) {
    await once(response, "finish", { signal });
  }
}

/** Resolves when the bytes have been taken. */
function write(response: ServerResponse, bytes: Uint8Array, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason);
    signal.addEventListener("abort", onAbort, { once: true });
    response.write(bytes, (error) => {
      // What fails ends the answer, and that aborts.
      if (error != null) {
        return;
      }
      signal.removeEventListener("abort", onAbort);
      resolve();
    });
  });
}
