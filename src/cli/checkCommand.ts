import { check } from "./check.ts";
import type { CommandInput } from "./command.ts";
import { imageOptions } from "./imageOptions.ts";

/** `check IMAGE…`; see check. */
export async function checkCommand(input: CommandInput): Promise<number> {
  return check(await imageOptions(input));
}
