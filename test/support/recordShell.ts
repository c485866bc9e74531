import { execFile } from "node:child_process";
import { mkdir, readdir, readFile, rm, symlink } from "node:fs/promises";
import { join } from "node:path";

/** A program that a script called. */
export interface ShellCall {
  readonly name: string;
  readonly args: readonly string[];
  readonly stdin: string;
}

export interface RecordShellOptions {
  /** Where the script runs; it exists and is the caller's to remove. */
  readonly folder: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** What programs print: a pattern of bash for the whole call, such as `crane ls *`, to a text. */
  readonly outputs?: Readonly<Record<string, string>>;
}

/** Programs that do what they always do; they touch nothing but what they are given. */
const REAL = "awk base64 cat cut grep head mktemp sed sort tail tee tr uniq wc xargs".split(" ");

/**
 * Has bash read and run a script in which programs are only noted, with the arguments that the shell makes of the line:
 * none of them is run, but for filters of text.
 *
 * @returns the calls in their order, and what the shell complains of: "" where it could read all of it
 */
export async function recordShell(
  script: string,
  { folder, environment = {}, outputs = {} }: RecordShellOptions,
): Promise<{ readonly calls: readonly ShellCall[]; readonly complaints: string }> {
  const [bin, notes] = [join(folder, ".bin"), join(folder, ".calls")];
  await rm(notes, { recursive: true, force: true });
  await mkdir(notes);
  await mkdir(bin, { recursive: true });
  await Promise.all(REAL.map((name) => linkTo(name, join(bin, name))));
  const cases = Object.entries(outputs).map(
    ([pattern, text]) => `${pattern.replaceAll(" ", "\\ ")}) printf '%s' ${quoted(text)};;`,
  );
  const prelude = `
command_not_found_handle() {
  local note="${notes}/$EPOCHREALTIME-$BASHPID-$RANDOM"
  printf '%s\\0' "$@" > "$note"
  cat > "$note.stdin"
  case "$*" in
  ${cases.join("\n")}
  esac
}
cd() { command_not_found_handle cd "$@"; }
source() { command_not_found_handle source < <(cat "$@"); }
set -u
`;
  const env = { HOME: folder, ...environment, PATH: bin };
  const complaints = await new Promise<string>((resolve) => {
    const child = execFile(
      "/bin/bash",
      ["-c", `${prelude}${script}`],
      { cwd: folder, env },
      (_, _out, stderr) => resolve(stderr),
    );
    child.stdin?.end();
  });
  const files = (await readdir(notes)).filter((file) => !file.endsWith(".stdin")).sort();
  const calls = await Promise.all(
    files.map(async (file) => {
      const [name = "", ...args] = (await readFile(join(notes, file), "utf8")).split("\0").slice(0, -1);
      return { name, args, stdin: await readFile(join(notes, `${file}.stdin`), "utf8") };
    }),
  );
  return { calls, complaints };
}

const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

async function linkTo(name: string, path: string): Promise<void> {
  for (const folder of ["/usr/bin", "/bin"]) {
    try {
      await readFile(join(folder, name));
      await symlink(join(folder, name), path);
      return;
    } catch {
      // There already, or elsewhere.
    }
  }
}
