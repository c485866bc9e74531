import { runDemo } from "../demo/demo.ts";
import type { Command, CommandInput } from "./command.ts";
import { guardRunner } from "./guardRunner.ts";
import { openLog } from "./openLog.ts";

/** `demo [--once]`; see runDemo. @param commands those of the program, `guard` among them */
export async function demoCommand(input: CommandInput, commands: readonly Command[]): Promise<number> {
  const { config, flags, io } = input;
  const { stdout, signal, atOnce } = io;
  const log = await openLog(input);
  const runGuard = guardRunner(commands, io);
  return runDemo({ config, once: flags.get("once") === "true", log, stdout, runGuard }, { signal, atOnce });
}
