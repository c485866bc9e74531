import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { setImmediate as turn } from "node:timers/promises";
import { Segment } from "../series/segment.ts";
import type { Clock } from "../time/clock.ts";
import { GzipMember } from "./gzipMember.ts";

/** What is written at once, in bytes: the unit in which sockets buffer. */
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
  // One for the whole answer: memory that V8 does not see is given back late, and makes it collect garbage.
  const batch = new Uint8Array(BATCH_BYTES);
  let size = 0;
  /** Bytes or characters that were worked on for this batch. */
  let work = 0;
  let beganMs = clock.monotonic();
  if (member !== undefined) {
    await put(member.header);
  }
  for await (const chunk of chunks) {
    if (member !== undefined) {
      await put(member.add(typeof chunk === "string" ? new Segment([chunk]) : chunk));
    } else if (typeof chunk === "string") {
      await put(Buffer.from(chunk));
    } else {
      const text = chunk.inflate();
      await put(text);
      letGo(text);
    }
    work += chunk.length;
    if ((typeof chunk === "string" ? work : size) >= BATCH_BYTES || clock.monotonic() - beganMs >= BATCH_MS) {
      await flush();
    }
  }
  if (member !== undefined) {
    await put(member.end());
  }
  await flush();
  response.end();
  if (!response.writableFinished) {
    await once(response, "finish", { signal });
  }

  async function put(bytes: Uint8Array): Promise<void> {
    if (size + bytes.length > batch.length) {
      await flush();
    }
    if (bytes.length > batch.length) {
      await write(response, bytes, signal);
      await turn();
      signal.throwIfAborted();
    } else {
      batch.set(bytes, size);
      size += bytes.length;
    }
  }

  async function flush(): Promise<void> {
    if (size > 0) {
      await write(response, batch.subarray(0, size), signal);
    }
    // Always: a socket that takes everything at once has done so before the event loop has turned.
    await turn();
    signal.throwIfAborted();
    size = 0;
    work = 0;
    beganMs = clock.monotonic();
  }
}

/** Frees what will not be read again: V8, which does not see that memory, would do so late, after much work. */
function letGo({ buffer, byteLength }: Uint8Array<ArrayBuffer>): void {
  // Those that are smaller may share their buffer with others.
  if (byteLength > Buffer.poolSize) {
    buffer.transfer(0);
  }
}

/** Resolves when the bytes have been taken, and their memory may be used for others. */
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
