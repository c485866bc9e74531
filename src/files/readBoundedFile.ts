import { open } from "node:fs/promises";
import { fileProblem } from "./fileProblem.ts";

// As much as a Secret can hold, which is where such files usually come from.
const MAX_BYTES = 1024 * 1024;
const CHUNK_BYTES = 64 * 1024;

/** A file's text, or what is wrong with it in a few words without its path; `code` is Node's error code. */
export type FileText =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly error: string; readonly code?: string };

/**
 * Reads a text file (or a pipe) of at most 1 MiB.
 *
 * @throws only `signal.reason`
 */
export async function readBoundedFile(path: string, { signal }: { signal: AbortSignal }): Promise<FileText> {
  signal.throwIfAborted();
  let file: Awaited<ReturnType<typeof open>> | undefined;
  try {
    file = await open(path, "r");
    const chunks: Buffer[] = [];
    for (let length = 0; length <= MAX_BYTES; ) {
      const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(CHUNK_BYTES), 0, CHUNK_BYTES);
      signal.throwIfAborted();
      if (bytesRead === 0) {
        return { ok: true, text: Buffer.concat(chunks).toString("utf8") };
      }
      chunks.push(buffer.subarray(0, bytesRead));
      length += bytesRead;
    }
    return { ok: false, error: `larger than ${MAX_BYTES} bytes` };
  } catch (error) {
    signal.throwIfAborted();
    const code = error instanceof Error && "code" in error ? String(error.code) : "unreadable";
    return { ok: false, error: fileProblem(error), code };
  } finally {
    await file?.close();
  }
}
