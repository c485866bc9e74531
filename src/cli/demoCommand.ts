import { runDemo } from "../demo/demo.ts";
import type { CommandInput } from "./command.ts";
import { openLog } from "./openLog.ts";

/** `demo [--once]`; see runDemo. */
export async function demoCommand(input: CommandInput): Promise<number> {
  const { config, flags, io } = input;
  const { stdout, signal, atOnce } = io;
  const log = await openLog(input);
  return runDemo({ config, once: flags.get("once") === "true", log, stdout }, { signal, atOnce });
}
