import { check } from "./check.ts";
import type { CommandInput } from "./command.ts";
import { imageOptions } from "./imageOptions.ts";
import { openLog } from "./openLog.ts";

/** `check IMAGE…`; see check. */
export async function checkCommand(input: CommandInput): Promise<number> {
  return check({ ...imageOptions(input), log: await openLog(input) });
}
