import { type SpawnOptions, spawn } from "node:child_process";

/** A command that could not be started (`code` is then the system's, as ENOENT) or did not exit with 0. */
export class CommandFailed extends Error {
  readonly command: string;
  /** Exit code, the signal's name, or the system's error code. */
  readonly code: number | string;
  /** The last lines it wrote to standard error. */
  readonly stderr: string;

  constructor(command: string, code: number | string, stderr: string) {
    super(`Cannot run ${command}: it ended with ${code}${stderr === "" ? "" : `: ${lastLine(stderr)}`}`);
    this.name = "CommandFailed";
    this.command = command;
    this.code = code;
    this.stderr = stderr;
  }
}

const lastLine = (text: string): string => text.trimEnd().split("\n").at(-1) ?? "";

/** Keeps the end of a long output: the reason for a failure stands there. */
const outputLimit = 256 * 1024;

/**
 * Runs a command without a shell and without standard input, and returns what it wrote to standard output.
 *
 * @throws CommandFailed when it cannot be started or fails; `signal.reason` when aborted (the command is killed).
 */
export async function runCommand(
  command: string,
  args: readonly string[],
  options: Pick<SpawnOptions, "cwd" | "env"> & { signal?: AbortSignal | undefined } = {},
): Promise<string> {
  const { signal, ...spawnOptions } = options;
  signal?.throwIfAborted();
  const child = spawn(command, args, { ...spawnOptions, stdio: ["ignore", "pipe", "pipe"] });
  const kill = () => child.kill("SIGKILL");
  signal?.addEventListener("abort", kill, { once: true });
  let stdout = "";
  let stderr = "";
  child.stdout?.setEncoding("utf8").on("data", (text: string) => {
    stdout = (stdout + text).slice(-outputLimit);
  });
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    stderr = (stderr + text).slice(-outputLimit);
  });
  try {
    const code = await new Promise<number | string>((resolve) => {
      child.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
      child.once("close", (exitCode, killedBy) => resolve(exitCode ?? killedBy ?? "unknown"));
    });
    signal?.throwIfAborted();
    if (code !== 0) {
      throw new CommandFailed([command, ...args.slice(0, 2)].join(" "), code, stderr);
    }
    return stdout;
  } finally {
    signal?.removeEventListener("abort", kill);
  }
}
