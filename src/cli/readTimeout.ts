import { parseDuration } from "../config/duration.ts";
import type { CommandInput } from "./command.ts";
import { UsageError } from "./usageError.ts";

const DEFAULT_MS = 600_000;

/** `--timeout` in milliseconds. @throws UsageError */
export function readTimeout({ flags }: Pick<CommandInput, "flags">): number {
  const text = flags.get("timeout");
  const timeoutMs = text === undefined ? DEFAULT_MS : parseDuration(text);
  if (timeoutMs === undefined || timeoutMs <= 0) {
    throw new UsageError(`--timeout: expected a duration such as 30s or 10m, given ${JSON.stringify(text)}`);
  }
  return timeoutMs;
}
