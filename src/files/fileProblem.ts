import { errorText } from "../text/errorText.ts";

const WORDS: Readonly<Record<string, string>> = {
  ENOENT: "no such file",
  EACCES: "permission denied",
  EISDIR: "is a directory",
  ENOTDIR: "no such file",
  ENXIO: "is no regular file",
};

/**
 * What keeps a file from being read, in a few words without its path: of an error of the file system, or of a parser.
 */
export function fileProblem(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const [line = ""] = errorText(error)
    .replace("Maximum call stack size exceeded", "nested too deeply")
    .split("\n", 1);
  return WORDS[code] ?? (error instanceof Error && "syscall" in error ? code : line.replace(/:$/, ""));
}
