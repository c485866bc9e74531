import type { CommandInput } from "./command.ts";
import { explain } from "./explain.ts";
import { imageOptions } from "./imageOptions.ts";
import { openLog } from "./openLog.ts";

/** `explain IMAGE…`; see explain. */
export async function explainCommand(input: CommandInput): Promise<number> {
  // Explaining has nothing to log itself; loading the configuration may have.
  await openLog(input);
  return explain(imageOptions(input));
}
