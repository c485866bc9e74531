import { runDemo } from "../demo/demo.ts";
import type { Command, CommandInput } from "./command.ts";
import { guardRunner } from "./guardRunner.ts";
import { openLog } from "./openLog.ts";
import { UsageError } from "./usageError.ts";

/**
 * `demo [--once]`; see runDemo.
 *
 * @param commands those of the program, `guard` among them
 * @throws UsageError
 */
export async function demoCommand(input: CommandInput, commands: readonly Command[]): Promise<number> {
  const { config, flags, io } = input;
  const { stdout, signal, atOnce } = io;
  if (config.server.webConfigFile !== "") {
    // The demo looks at itself as Prometheus would, and nobody could tell it the passwords: a file has their hashes.
    throw new UsageError(
      `config.server.webConfigFile: expected none with demo, which reads its own metrics without TLS and password, given ${JSON.stringify(config.server.webConfigFile)}`,
    );
  }
  const log = await openLog(input);
  const runGuard = guardRunner(commands, io);
  return runDemo({ config, once: flags.get("once") === "true", log, stdout, runGuard }, { signal, atOnce });
}
