import { fileProblem } from "../files/fileProblem.ts";
import { readBoundedFile } from "../files/readBoundedFile.ts";
import { unlessAborted } from "../time/unlessAborted.ts";
import type { CommandIo } from "./command.ts";
import { UsageError } from "./usageError.ts";

/** A registry's whole list of a million tags. */
const MAX_BYTES = 256 * 1024 * 1024;

/**
 * The text of a file, or of standard input. Whoever has a pipe open is waited for without end.
 *
 * @param file undefined for standard input
 * @param flag that named the file, for messages
 * @throws UsageError where it cannot be read or is longer than 256 MiB, or `io.signal.reason`
 */
export async function readInput(
  { stdin, signal }: Pick<CommandIo, "stdin" | "signal">,
  file: string | undefined,
  flag: string,
): Promise<string> {
  if (file === undefined) {
    try {
      return await unlessAborted(readStream(stdin), signal);
    } catch (error) {
      signal.throwIfAborted();
      throw new UsageError(`cannot read standard input: ${fileProblem(error)}`, { cause: error });
    }
  }
  const read = await readBoundedFile(file, {
    signal,
    maxBytes: MAX_BYTES,
    writerMs: Number.POSITIVE_INFINITY,
  });
  if (!read.ok) {
    throw new UsageError(`cannot read ${flag}: ${file}: ${read.error}`);
  }
  return read.text;
}

async function readStream(stream: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of stream) {
    size += part.length;
    if (size > MAX_BYTES) {
      throw new Error(`it is longer than ${MAX_BYTES} bytes`);
    }
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}
