import { catalogue, type ToolName, toolNames } from "./catalogue.ts";
import { locateTool } from "./locateTool.ts";
import { ToolUnavailable } from "./toolUnavailable.ts";

// Makes the tools named on the command line ahead of the scenes that need them, and prints where each lies; without
// names those that take minutes, which are built from source. Exit code 1 when one cannot be had, 2 when a name is
// unknown.

const names = process.argv.slice(2);
const unknown = names.filter((name) => !Object.hasOwn(catalogue, name));
if (unknown.length > 0) {
  process.stderr.write(`Cannot make ${unknown.join(", ")}: the tools are ${toolNames.join(", ")}\n`);
  process.exit(2);
}

const stop = new AbortController();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.once(signal, () => stop.abort(new Error(`Stopped by ${signal}`)));
}

const built = toolNames.filter((name) => catalogue[name].source.from === "go");
for (const name of names.length > 0 ? (names as ToolName[]) : built) {
  try {
    process.stdout.write(`${name} ${await locateTool(name, { signal: stop.signal })}\n`);
  } catch (error) {
    if (!(error instanceof ToolUnavailable) && !stop.signal.aborted) {
      throw error;
    }
    process.stderr.write(`e2e: ${(error as Error).message}\n`);
    process.exitCode = 1;
    if (stop.signal.aborted) {
      break;
    }
  }
}
