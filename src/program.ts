import { baseDirectory } from "./cli/baseDirectory.ts";
import { rememberChildProcesses } from "./cli/childProcesses.ts";
import { COMMANDS } from "./cli/commands.ts";
import { FAILED, runCli } from "./cli/runCli.ts";
import { exitCodeOf, STOP_SIGNALS, StopRequested } from "./cli/stopRequested.ts";
import { errorText } from "./text/errorText.ts";

/** How long an exit that was asked for twice may take, in milliseconds. */
const AT_ONCE_MS = 500;
/** How long, in milliseconds, what is left at the end may keep the process: output that nobody reads, for example. */
const LINGER_MS = 300;
/** As long as timers can be, in milliseconds. */
const ALIVE_MS = 2 ** 31 - 1;
/** 128 and the number of SIGPIPE. */
const BROKEN_PIPE = 141;

const endChildProcesses = rememberChildProcesses();
process.on("exit", endChildProcesses);
const stop = new AbortController();
const atOnce = new AbortController();
for (const signalName of STOP_SIGNALS) {
  process.on(signalName, () => {
    const reason = new StopRequested(signalName);
    if (!stop.signal.aborted) {
      stop.abort(reason);
      return;
    }
    atOnce.abort(reason);
    process.exitCode = exitCodeOf(reason);
    setTimeout(leave, AT_ONCE_MS).unref();
  });
}

// Node.js would let whoever may signal the process debug it, on a port that everybody on the machine reaches.
process.on("SIGUSR1", () => {});

// Whoever reads our output may stop before its end, as `head` does. An exporter whose log nobody reads goes on.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") {
    complain("cannot write what was asked for", error);
    process.exit(FAILED);
  }
  // As a shell says of other programs that nobody reads any more, unless there is bad news already.
  process.exit(process.exitCode === undefined || process.exitCode === 0 ? BROKEN_PIPE : process.exitCode);
});
process.stderr.on("error", () => {});

// A mistake of ours in one place must not end the exporter, nor print a stack trace.
process.on("unhandledRejection", (error) => complain("unhandled rejection", error));
process.on("uncaughtException", (error) => {
  complain("internal error", error);
  process.exit(FAILED);
});

// All that a user gives relative paths in, KUBECONFIG and DOCKER_CONFIG included, means their folder.
process.chdir(baseDirectory(process.cwd(), process.env));
// No clock of ours keeps the process: one that waits for its next attempt would end here, without a word.
const alive = setInterval(() => {}, ALIVE_MS);
process.exitCode = await runCli(process.argv.slice(2), COMMANDS, {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  environment: process.env,
  baseDirectory: process.cwd(),
  signal: stop.signal,
  atOnce: atOnce.signal,
});
clearInterval(alive);
// An exec plugin that hangs would keep the process.
endChildProcesses();
if (stop.signal.aborted) {
  setTimeout(leave, LINGER_MS).unref();
}

/** Ends the process without waiting for anything. */
function leave(): void {
  // At an exit Node.js waits for its threads, and getaddrinfo gives up a silent name server after a minute or two.
  if (process.getActiveResourcesInfo().includes("GetAddrInfoReqWrap")) {
    process.kill(process.pid, "SIGKILL");
  }
  process.exit();
}

function complain(what: string, error: unknown): void {
  const message = errorText(error);
  process.stderr.write(`${what}: ${message.replaceAll(/\s*\n\s*/g, " ")}\n`);
}
