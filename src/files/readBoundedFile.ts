import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";
import { fileProblem } from "./fileProblem.ts";

// As much as a Secret can hold, which is where such files usually come from.
const MAX_BYTES = 1024 * 1024;
const CHUNK_BYTES = 64 * 1024;

/** How long, in milliseconds, somebody may take to write to a pipe, and how often to look. */
const PATIENCE_MS = 10_000;
const LOOK_EVERY_MS = 20;

/** A file's text and when it was changed, or what is wrong with it in a few words without its path; `code` is Node's error code. */
export type FileText =
  | { readonly ok: true; readonly text: string; readonly changedMs: number }
  | { readonly ok: false; readonly error: string; readonly code?: string };

/**
 * Reads a text file (or a pipe).
 *
 * @param options `maxBytes`: how long it may be, 1 MiB by default; `patienceMs`: how long to wait for somebody to open a
 *   pipe to write, 10 s by default; `writerMs`: how long whoever has it open may write nothing, the same by default
 * @throws only `signal.reason`
 */
export async function readBoundedFile(
  path: string,
  {
    signal,
    maxBytes = MAX_BYTES,
    patienceMs = PATIENCE_MS,
    writerMs = patienceMs,
  }: {
    readonly signal: AbortSignal;
    readonly maxBytes?: number;
    readonly patienceMs?: number;
    readonly writerMs?: number;
  },
): Promise<FileText> {
  signal.throwIfAborted();
  let file: FileHandle | undefined;
  try {
    // To open a pipe in which nobody writes would block a thread, and with it the end of the process.
    file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const isPipe = (await file.stat()).isFIFO();
    const chunks: Buffer[] = [];
    let waitedMs = 0;
    let hasWriter = false;
    for (let length = 0; length <= maxBytes; ) {
      const { bytesRead, buffer } = await readNext(file);
      signal.throwIfAborted();
      hasWriter ||= bytesRead !== 0;
      if (bytesRead === undefined || (isPipe && !hasWriter)) {
        if (waitedMs >= (hasWriter ? writerMs : patienceMs)) {
          return { ok: false, error: "is a pipe to which nobody writes" };
        }
        waitedMs += LOOK_EVERY_MS;
        await delay(LOOK_EVERY_MS, undefined, { signal });
        continue;
      }
      if (bytesRead === 0) {
        // Afterwards: it may have been emptied meanwhile.
        const { ctimeMs: changedMs } = await file.stat();
        return { ok: true, text: Buffer.concat(chunks).toString("utf8"), changedMs };
      }
      chunks.push(buffer.subarray(0, bytesRead));
      length += bytesRead;
    }
    return { ok: false, error: `larger than ${maxBytes} bytes` };
  } catch (error) {
    signal.throwIfAborted();
    const code = error instanceof Error && "code" in error ? String(error.code) : "unreadable";
    return { ok: false, error: fileProblem(error), code };
  } finally {
    await file?.close();
  }
}

/** Without `bytesRead` where nothing has been written yet. */
async function readNext(file: FileHandle): Promise<{ bytesRead: number | undefined; buffer: Buffer }> {
  const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
  try {
    return await file.read(buffer, 0, CHUNK_BYTES);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EAGAIN") {
      return { bytesRead: undefined, buffer };
    }
    throw error;
  }
}
