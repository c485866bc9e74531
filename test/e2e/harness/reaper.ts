import { type ChildProcess, spawn } from "node:child_process";

/*
 * A shell that outlives this process by a moment: it reads what to clean up from a pipe, and does it when the pipe
 * closes, however this process ends (exit, exception, any signal, SIGKILL too). Lines:
 *
 *   +process PID    kill this process group at the end
 *   -process PID    no longer: it was stopped in order
 *   +folder PATH    remove this folder at the end
 */
const script = `
trap '' INT TERM HUP
pids=
while read -r verb what; do
  case $verb in
    +process) pids="$pids $what" ;;
    -process)
      left=
      for pid in $pids; do [ "$pid" = "$what" ] || left="$left $pid"; done
      pids=$left ;;
    +folder) set -- "$@" "$what" ;;
  esac
done
for pid in $pids; do kill -s KILL -- "-$pid" 2>/dev/null; done
[ $# = 0 ] || rm -rf -- "$@"
`;

let shell: ChildProcess | undefined;

function tell(line: string): void {
  if (shell === undefined) {
    shell = spawn("/bin/sh", ["-c", script], { stdio: ["pipe", "ignore", "ignore"], detached: true });
    // Neither the shell nor its pipe keeps this process alive.
    shell.unref();
    (shell.stdin as unknown as { unref(): void }).unref();
    shell.stdin?.on("error", () => {});
  }
  shell.stdin?.write(`${line}\n`);
}

/** Promises that the process group led by `pid` does not outlive this process. */
export function guardProcess(pid: number): void {
  tell(`+process ${pid}`);
}

/** Takes the promise back, once the process has ended. */
export function releaseProcess(pid: number): void {
  tell(`-process ${pid}`);
}

/** Promises that the folder does not outlive this process. */
export function guardFolder(path: string): void {
  tell(`+folder ${path}`);
}
