import { closeSync, constants, fstatSync, openSync, readFileSync } from "node:fs";

/**
 * Reads a file of text at once. Only what is a file: a pipe would hold up everything until somebody writes to it.
 *
 * @param maxBytes how long it may be
 * @throws Error that says what is wrong without the path, or the file system's
 */
export function readRegularFile(
  path: string,
  { maxBytes, encoding = "utf8" }: { readonly maxBytes: number; readonly encoding?: "utf8" | "latin1" },
): string {
  const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const status = fstatSync(file);
    if (status.isDirectory()) {
      throw new Error("is a directory");
    }
    if (!status.isFile()) {
      throw new Error("is no regular file");
    }
    if (status.size > maxBytes) {
      throw new Error(`it is larger than ${maxBytes} bytes`);
    }
    return readFileSync(file, encoding);
  } finally {
    closeSync(file);
  }
}
