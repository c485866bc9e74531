import { type ChildProcess, spawn } from "node:child_process";
import type { Clock } from "../time/clock.ts";

/** A program that hands out credentials, and how it is asked. */
export interface HelperRun {
  /** A path, or a name that is looked for on `env.PATH`. */
  readonly program: string;
  readonly args: readonly string[];
  /** What it gets on its standard input. */
  readonly input: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** How long it may take, in milliseconds. */
  readonly timeoutMs: number;
  readonly maxOutputBytes: number;
  /** Whether what the program has started ends with it, and whether its standard error is kept. */
  readonly unattended: boolean;
}

/** How it ended, or why it could not be asked. */
export type HelperResult =
  | {
      readonly kind: "exited";
      /** The exit code, or the signal that ended it. */
      readonly code: number | string;
      readonly output: string;
      /** The first kilobytes of its standard error, where it runs unattended. */
      readonly complaint: string;
    }
  | { readonly kind: "failed"; readonly reason: string; readonly timedOut: boolean };

const MAX_COMPLAINT_BYTES = 4 * 1024;

/**
 * Runs a program once: input, output, end, each bounded.
 *
 * @throws only `signal.reason`
 */
export function runHelper(
  { program, args, input, env, timeoutMs, maxOutputBytes, unattended }: HelperRun,
  { clock, signal }: { clock: Clock; signal: AbortSignal },
): Promise<HelperResult> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const child = start({ program, args, env, unattended });
    if (typeof child === "string") {
      resolve({ kind: "failed", reason: child, timedOut: false });
      return;
    }
    const output: Buffer[] = [];
    const complaint: Buffer[] = [];
    let outputLength = 0;
    let complaintLength = 0;
    const finish = (settle: () => void) => {
      cancel();
      signal.removeEventListener("abort", onAbort);
      child.kill("SIGKILL");
      child.stdout?.destroy();
      child.stderr?.destroy();
      settle();
    };
    const giveUp = (settle: () => void) => {
      if (unattended && child.pid !== undefined) {
        killGroup(child.pid);
      }
      finish(settle);
    };
    const fail = (reason: string, timedOut = false) =>
      giveUp(() => resolve({ kind: "failed", reason, timedOut }));
    const onAbort = () => giveUp(() => reject(signal.reason));
    const cancel = clock.schedule(timeoutMs, () => fail(`no answer in ${timeoutMs} ms`, true));
    signal.addEventListener("abort", onAbort, { once: true });
    child.stdout?.on("data", (chunk: Buffer) => {
      output.push(chunk);
      outputLength += chunk.length;
      if (outputLength > maxOutputBytes) {
        fail(`its answer is larger than ${maxOutputBytes} bytes`);
      }
    });
    child.stderr?.on("data", (chunk: Buffer) => {
      if (unattended && complaintLength < MAX_COMPLAINT_BYTES) {
        complaint.push(chunk);
        complaintLength += chunk.length;
      }
    });
    child.on("error", (error) => fail(cannotRun(error)));
    child.on("close", (code, killedBy) =>
      finish(() =>
        resolve({
          kind: "exited",
          code: code ?? String(killedBy),
          output: Buffer.concat(output).toString("utf8"),
          complaint: Buffer.concat(complaint).subarray(0, MAX_COMPLAINT_BYTES).toString("utf8"),
        }),
      ),
    );
    // It may answer without reading: that breaks the pipe, and is its own business.
    child.stdin?.on("error", () => {});
    child.stdin?.end(input);
  });
}

/** @returns why it cannot be, where that is known at once; without a descriptor that is free it has no streams, and fails soon */
function start({
  program,
  args,
  env,
  unattended,
}: Pick<HelperRun, "program" | "args" | "env" | "unattended">): ChildProcess | string {
  try {
    return spawn(program, args, { env: { ...env }, stdio: "pipe", detached: unattended });
  } catch (error) {
    return cannotRun(error as NodeJS.ErrnoException);
  }
}

function cannotRun({ code }: NodeJS.ErrnoException): string {
  return code === "ENOENT" ? "no such program on the PATH" : `cannot run it (${code})`;
}

/** A program that has ended may have left others behind, which hold its output open. */
function killGroup(leader: number): void {
  try {
    process.kill(-leader, "SIGKILL");
  } catch {
    // They have ended meanwhile.
  }
}
