import { systemClock } from "../time/clock.ts";
import type { CommandInput } from "./command.ts";
import type { ImageCommandOptions } from "./imageCommand.ts";
import { openLog } from "./openLog.ts";

/** What `check` and `explain` have in common, from the command line. */
export async function imageOptions(input: CommandInput): Promise<ImageCommandOptions> {
  const { config, images, flags, io } = input;
  return {
    config,
    images,
    dockerConfig: flags.get("docker-config"),
    output: flags.get("output") === "json" ? "json" : "table",
    stdout: io.stdout,
    environment: io.environment,
    clock: systemClock,
    log: await openLog(input),
    signal: io.signal,
  };
}
