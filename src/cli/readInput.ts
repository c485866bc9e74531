import { createReadStream } from "node:fs";
import { fileProblem } from "../files/fileProblem.ts";
import type { CommandIo } from "./command.ts";
import { UsageError } from "./usageError.ts";

/** A registry's whole list of a million tags. */
const MAX_BYTES = 256 * 1024 * 1024;

/**
 * The text of a file, or of standard input.
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
  const what = file === undefined ? "standard input" : `${flag}: ${file}`;
  const stream: AsyncIterable<Uint8Array> = file === undefined ? stdin : createReadStream(file, { signal });
  const parts: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const part of stream) {
      signal.throwIfAborted();
      size += part.length;
      if (size > MAX_BYTES) {
        throw new Error(`it is longer than ${MAX_BYTES} bytes`);
      }
      parts.push(part);
    }
  } catch (error) {
    signal.throwIfAborted();
    throw new UsageError(`cannot read ${what}: ${fileProblem(error)}`, { cause: error });
  }
  return Buffer.concat(parts).toString("utf8");
}
