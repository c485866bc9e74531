import type { CommandInput } from "./command.ts";
import { explain } from "./explain.ts";
import { imageOptions } from "./imageOptions.ts";

/** `explain IMAGE…`; see explain. */
export async function explainCommand(input: CommandInput): Promise<number> {
  return explain(await imageOptions(input));
}
