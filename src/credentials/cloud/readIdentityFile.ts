import { fileProblem } from "../../files/fileProblem.ts";
import { readRegularFile } from "../../files/readRegularFile.ts";

/** Keys and tokens are a few kilobytes. */
export const MAX_IDENTITY_BYTES = 1024 * 1024;

/**
 * Reads a file that an identity proves itself by. A pipe would hold up the process, and its end.
 *
 * @param name what names the file, for people
 * @throws Error in a line, without anything of the file
 */
export function readIdentityFile(name: string, path: string): string {
  try {
    return readRegularFile(path, { maxBytes: MAX_IDENTITY_BYTES });
  } catch (error) {
    throw new Error(`${name}: cannot read ${path}: ${fileProblem(error)}`);
  }
}
