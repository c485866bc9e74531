import { descend, elements } from "./json.ts";

const SLEEP = "(?:/usr)?(?:/bin/)?sleep";
/** Seconds, or what GNU's `sleep` takes besides. */
const DURATION = String.raw`(\d+(?:\.\d+)?)([smhd]?)`;
/** Only what a script does first and in any case: it takes that long at least. */
const SCRIPT = new RegExp(String.raw`^\s*(?:exec\s+)?${SLEEP}\s+${DURATION}\s*(?:$|[;\n]|&&)`);
const PROGRAM = new RegExp(`^${SLEEP}$`);
const ARGUMENT = new RegExp(`^${DURATION}$`);
const SHELL = /^(?:\/usr)?(?:\/bin\/)?(?:a|ba|da)?sh$/;
const SHELL_OPTION = /^-[eux]*c$/;

const SECONDS: Readonly<Record<string, number>> = { "": 1, s: 1, m: 60, h: 3_600, d: 86_400 };

/**
 * How long, in seconds, a preStop hook sleeps at least: the `sleep` action, or an `exec` of `sleep 5`, by itself or at
 * the beginning of a shell's script.
 *
 * @returns undefined where it does not sleep, or cannot be told to
 */
export function preStopSleepSeconds(preStop: unknown): number | undefined {
  const seconds = descend(preStop, "sleep", "seconds");
  if (typeof seconds === "number") {
    return seconds;
  }
  const [program, option, script] = elements(descend(preStop, "exec", "command")).map(String);
  if (program === undefined || option === undefined) {
    return undefined;
  }
  if (PROGRAM.test(program)) {
    return secondsOf(ARGUMENT.exec(option));
  }
  if (!SHELL.test(program) || !SHELL_OPTION.test(option)) {
    return undefined;
  }
  return secondsOf(SCRIPT.exec(script ?? ""));
}

function secondsOf(match: RegExpExecArray | null): number | undefined {
  return match !== null ? Number(match[1]) * (SECONDS[match[2] ?? ""] ?? 1) : undefined;
}
