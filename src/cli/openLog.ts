import { createLogger } from "../log/createLogger.ts";
import type { Logger } from "../log/logger.ts";
import type { CommandInput } from "./command.ts";

/** Opens a command's log on stderr and writes what loading the configuration had to say. */
export async function openLog({
  config,
  warnings,
  io,
}: Pick<CommandInput, "config" | "warnings" | "io">): Promise<Logger> {
  const log = await createLogger(config.log, { stream: io.stderr, environment: io.environment });
  for (const warning of warnings) {
    log.warn({}, warning);
  }
  return log;
}
