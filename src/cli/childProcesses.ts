import type { ChildProcess } from "node:child_process";
import { subscribe } from "node:diagnostics_channel";
import { readdirSync, readFileSync } from "node:fs";

/**
 * Remembers every process that is started from now on, whoever starts it: the Kubernetes client runs exec plugins itself,
 * and gives nobody a hold of them.
 *
 * @returns ends those that still run, and on Linux what they have started
 */
export function rememberChildProcesses(): () => void {
  const running = new Set<ChildProcess>();
  subscribe("child_process", (message) => {
    const { process: child } = message as { readonly process: ChildProcess };
    child.once("spawn", () => running.add(child));
    child.once("exit", () => running.delete(child));
  });
  return () => {
    for (const child of running) {
      const descendants = child.pid === undefined ? [] : descendantsOf(child.pid);
      child.kill("SIGKILL");
      for (const pid of descendants) {
        end(pid);
      }
      // Whatever escaped holds the other ends.
      for (const stream of child.stdio) {
        stream?.destroy();
      }
    }
  };
}

function descendantsOf(pid: number): number[] {
  const children = read(() =>
    readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
      (readFileSync(`/proc/${pid}/task/${thread}/children`, "utf8").match(/\d+/g) ?? []).map(Number),
    ),
  );
  return children.flatMap((child) => [child, ...descendantsOf(child)]);
}

/** Nothing where there is no such file system, or the process has ended meanwhile. */
function read(list: () => number[]): number[] {
  try {
    return list();
  } catch {
    return [];
  }
}

function end(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has ended meanwhile.
  }
}
