import { systemClock } from "../time/clock.ts";
import type { CommandInput } from "./command.ts";
import { explain } from "./explain.ts";
import { openLog } from "./openLog.ts";

/** `explain IMAGE…`; see explain. */
export async function explainCommand(input: CommandInput): Promise<number> {
  const { config, images, flags, io } = input;
  await openLog(input);
  return explain({
    config,
    images,
    dockerConfig: flags.get("docker-config"),
    output: flags.get("output") === "json" ? "json" : "table",
    stdout: io.stdout,
    environment: io.environment,
    clock: systemClock,
    signal: io.signal,
  });
}
