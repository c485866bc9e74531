import { parseDuration } from "../config/duration.ts";
import { UnreadableClusterError } from "../kubernetes/apiError.ts";
import { contextOf, loadClusterClient } from "../kubernetes/loadClusterClient.ts";
import { type JanitorRule, JanitorRulesError, readJanitorRules } from "../leftovers/janitorRules.ts";
import { CHECKS, Kubectl, type Leftover } from "../leftovers/leftover.ts";
import { formatAge, parseTimeToLive } from "../leftovers/timeToLive.ts";
import { readLeftovers } from "../readLeftovers.ts";
import { formatTable } from "../text/formatTable.ts";
import { parseYaml } from "../text/parseYaml.ts";
import { systemClock } from "../time/clock.ts";
import type { CommandInput } from "./command.ts";
import { openLog } from "./openLog.ts";
import { progressLine } from "./progressLine.ts";
import { readInput } from "./readInput.ts";
import { UsageError } from "./usageError.ts";

const DEFAULT_AGE_MS = 3_600_000;

/**
 * `leftovers`: one pass over a cluster that prints what could go.
 *
 * @returns 0, or 4 where not all could be read
 * @throws UsageError, ClusterConfigError, `io.signal.reason`
 */
export async function leftoversCommand(input: CommandInput): Promise<0 | 4> {
  const { config, flags, lists, io } = input;
  const olderThanMs = readAge(flags.get("older-than"));
  const rules = await readRules(input);
  await openLog(input);
  const client = loadClusterClient({ ...config.kubernetes, clock: systemClock, env: io.environment });
  const progress = progressLine(io.stderr);
  try {
    const { leftovers, problems } = await readLeftovers({
      client,
      // Whoever has gone to another context since must not delete there.
      kubectl: new Kubectl({ ...config.kubernetes, context: contextOf(client) }),
      rules,
      namespaces: lists.get("namespace"),
      olderThanMs,
      clock: systemClock,
      signal: io.signal,
      onProgress: (text) => progress.show(text),
    });
    progress.end();
    io.stdout.write(OUTPUTS[flags.get("output") ?? "table"]!(leftovers, systemClock.now()));
    io.stderr.write(problems.map((line) => `${line}\n`).join(""));
    return problems.length > 0 ? 4 : 0;
  } catch (error) {
    if (error instanceof UnreadableClusterError) {
      io.stderr.write(`${error.message}\n`);
      return 4;
    }
    throw error;
  } finally {
    progress.end();
    await client.close();
  }
}

/** What is printed, by `--output`. */
const OUTPUTS: Readonly<Record<string, (leftovers: readonly Leftover[], now: number) => string>> = {
  table: (leftovers, now) => {
    const rows = leftovers.map(({ namespace, kind, name, created, reason, command }) => [
      namespace === "" ? name : namespace,
      kind,
      name,
      created === undefined ? "" : formatAge(now - created),
      reason,
      command ?? "",
    ]);
    const counts = CHECKS.map(
      (check) => [check, leftovers.filter((each) => each.check === check).length] as const,
    )
      .filter(([, count]) => count > 0)
      .map(([check, count]) => `, ${count} ${check}`);
    const table = formatTable([["NAMESPACE", "KIND", "NAME", "AGE", "WHY", "COMMAND"], ...rows]);
    return `${rows.length === 0 ? "" : `${table}\n`}${rows.length} leftovers${counts.join("")}\n`;
  },
  json: (leftovers, now) =>
    `${JSON.stringify(
      leftovers.map(({ namespace, resource, kind, name, created, check, reason, command }) => ({
        namespace,
        kind,
        resource,
        name,
        created: created === undefined ? null : new Date(created).toISOString(),
        ageSeconds: created === undefined ? null : Math.floor((now - created) / 1_000),
        check,
        reason,
        command: command ?? null,
      })),
      undefined,
      2,
    )}\n`,
};

/** `--older-than` in milliseconds. @throws UsageError */
function readAge(text: string | undefined): number {
  const age = text === undefined ? DEFAULT_AGE_MS : (parseDuration(text) ?? parseTimeToLive(text));
  if (age === undefined || !Number.isFinite(age)) {
    throw new UsageError(`--older-than: expected an age such as 12h or 30d, given ${JSON.stringify(text)}`);
  }
  return age;
}

/** @throws UsageError */
async function readRules({ flags, io }: CommandInput): Promise<readonly JanitorRule[]> {
  const file = flags.get("rules");
  if (file === undefined) {
    return [];
  }
  const text = await readInput(io, file, "--rules");
  try {
    return readJanitorRules(parseYaml(text));
  } catch (error) {
    const message = error instanceof JanitorRulesError ? error.message : "it is not YAML";
    throw new UsageError(`--rules: cannot use ${file}: ${message}`, { cause: error });
  }
}
