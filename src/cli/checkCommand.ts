import { systemClock } from "../time/clock.ts";
import { check } from "./check.ts";
import type { CommandInput } from "./command.ts";
import { openLog } from "./openLog.ts";

/** `check IMAGE…`; see check. */
export async function checkCommand(input: CommandInput): Promise<number> {
  const { config, images, flags, io } = input;
  return check({
    config,
    images,
    dockerConfig: flags.get("docker-config"),
    output: flags.get("output") === "json" ? "json" : "table",
    stdout: io.stdout,
    environment: io.environment,
    clock: systemClock,
    log: await openLog(input),
    signal: io.signal,
  });
}
