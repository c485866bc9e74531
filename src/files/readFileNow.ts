import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";
import { fileProblem } from "./fileProblem.ts";
import type { FileText } from "./readBoundedFile.ts";

const MAX_BYTES = 1024 * 1024;

/**
 * Reads a small regular file at once, for who cannot wait: one of a node's, which lies beside the program.
 *
 * Never throws.
 */
export function readFileNow(path: string): FileText {
  let file: number | undefined;
  try {
    // A pipe in which nobody writes must not hold up everything.
    file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const state = fstatSync(file);
    if (!state.isFile()) {
      return { ok: false, error: "is no regular file", code: state.isDirectory() ? "EISDIR" : "unreadable" };
    }
    if (state.size > MAX_BYTES) {
      return { ok: false, error: `larger than ${MAX_BYTES} bytes` };
    }
    const buffer = Buffer.alloc(state.size);
    let length = 0;
    for (let read = -1; read !== 0 && length < buffer.length; length += read) {
      read = readSync(file, buffer, length, buffer.length - length, length);
    }
    // Afterwards: it may have been emptied meanwhile.
    return { ok: true, text: buffer.toString("utf8", 0, length), changedMs: fstatSync(file).ctimeMs };
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unreadable";
    return { ok: false, error: fileProblem(error), code };
  } finally {
    if (file !== undefined) {
      closeSync(file);
    }
  }
}
