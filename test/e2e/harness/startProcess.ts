import { spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { guardProcess, releaseProcess } from "./reaper.ts";
import { waitUntil } from "./waitUntil.ts";

export interface ProcessOptions {
  /** What messages call it; also the log file's name. */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** Folder of the log file. */
  readonly folder: string;
}

export interface RunningProcess {
  readonly name: string;
  readonly pid: number;
  readonly logFile: string;
  /** Resolves with the exit code, or the signal's name, once it has ended. */
  readonly exited: Promise<number | NodeJS.Signals>;
  readonly hasExited: () => boolean;
  /** The end of what it wrote to both outputs. */
  readonly tail: () => Promise<string>;
  /**
   * Waits until `look` succeeds (see waitUntil). An early exit ends the waiting.
   *
   * @throws Error with the end of the log.
   */
  readonly ready: (
    look: (signal: AbortSignal) => Promise<boolean>,
    options?: { signal?: AbortSignal | undefined; deadlineMs?: number },
  ) => Promise<void>;
  /** Sends the signal (default: SIGTERM), after `graceMs` SIGKILL, and waits for the end. */
  readonly stop: (options?: {
    signal?: NodeJS.Signals;
    graceMs?: number;
  }) => Promise<number | NodeJS.Signals>;
}

/** How much of a log is shown, in bytes. */
const tailLimit = 6 * 1024;

/** Starts a server that ends with this process at the latest. Its outputs go to `folder`/`name`.log. */
export async function startProcess(options: ProcessOptions): Promise<RunningProcess> {
  const { name, folder } = options;
  const logFile = join(folder, `${name}.log`);
  const log = openSync(logFile, "a");
  // A process group of its own: an interrupt typed at the terminal reaches the test runner, which stops it in order.
  const child = spawn(options.command, options.args, {
    cwd: options.cwd ?? folder,
    env: options.env ?? process.env,
    stdio: ["ignore", log, log],
    detached: true,
  });
  closeSync(log);
  if (child.pid !== undefined) {
    guardProcess(child.pid);
  }
  const spawned = Promise.withResolvers<void>();
  child.once("spawn", () => spawned.resolve());
  child.once("error", (error) =>
    spawned.reject(new Error(`Cannot start ${name}: ${error.message}`, { cause: error })),
  );
  let ended: number | NodeJS.Signals | undefined;
  const exited = new Promise<number | NodeJS.Signals>((resolve) => {
    child.once("exit", (code, signal) => {
      ended = code ?? signal ?? -1;
      if (child.pid !== undefined) {
        releaseProcess(child.pid);
      }
      resolve(ended);
    });
  });
  await spawned.promise;
  const pid = child.pid!;
  const tail = () => readTail(logFile);
  return {
    name,
    pid,
    logFile,
    exited,
    hasExited: () => ended !== undefined,
    tail,
    async ready(look, { signal, deadlineMs } = {}) {
      try {
        await waitUntil(
          `${name} ready`,
          async (lookSignal) => {
            if (ended !== undefined) {
              return "exited";
            }
            return (await look(lookSignal)) ? "ready" : undefined;
          },
          { signal, deadlineMs: deadlineMs ?? 60_000 },
        );
        if (ended !== undefined) {
          throw new Error(`Cannot see ${name} ready: it exited with ${ended}`);
        }
      } catch (error) {
        signal?.throwIfAborted();
        throw new Error(`${(error as Error).message}\n--- end of ${name}'s log ---\n${await tail()}`, {
          cause: error,
        });
      }
    },
    async stop({ signal = "SIGTERM", graceMs = 10_000 } = {}) {
      if (ended !== undefined) {
        return ended;
      }
      child.kill(signal);
      const kill = setTimeout(() => child.kill("SIGKILL"), graceMs);
      try {
        return await exited;
      } finally {
        clearTimeout(kill);
      }
    },
  };
}

async function readTail(path: string): Promise<string> {
  await using file = await open(path, "r");
  const { size } = await file.stat();
  const start = Math.max(0, size - tailLimit);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(size - start), 0, size - start, start);
  return buffer.toString("utf8", 0, bytesRead);
}
