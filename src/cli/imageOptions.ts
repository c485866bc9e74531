import { systemClock } from "../time/clock.ts";
import type { CommandInput } from "./command.ts";
import type { ImageCommandOptions } from "./imageCommand.ts";

/** What `check` and `explain` have in common, from the command line. */
export function imageOptions({ config, images, flags, io }: CommandInput): ImageCommandOptions {
  return {
    config,
    images,
    dockerConfig: flags.get("docker-config"),
    output: flags.get("output") === "json" ? "json" : "table",
    stdout: io.stdout,
    environment: io.environment,
    clock: systemClock,
    signal: io.signal,
  };
}
