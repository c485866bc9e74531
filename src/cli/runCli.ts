import { resolve } from "node:path";
import { getOrMake } from "../collections/getOrMake.ts";
import { ConfigError } from "../config/configError.ts";
import { loadConfig } from "../config/loadConfig.ts";
import { errorText } from "../text/errorText.ts";
import { VERSION } from "../version.ts";
import type { Command, CommandInput, CommandIo } from "./command.ts";
import { type Arguments, readArguments } from "./readArguments.ts";
import { exitCodeOf, StopRequested } from "./stopRequested.ts";
import { UsageError } from "./usageError.ts";

/** The exit code for input that cannot be used. */
const BAD_INPUT = 2;
/** The exit code for a failure of the program or of what it stands on: not 1, which is an answer (an image is not there). */
export const FAILED = 70;

// Known by name, so that `--help` does not have to load all that can throw them.
const BAD_INPUT_ERRORS: readonly string[] = [
  "UsageError",
  "ClusterConfigError",
  "CaFileError",
  "DockerConfigError",
  "ProviderConfigError",
  "ProxyVariableError",
  "ShardError",
  "WebConfigError",
];

// Beyond this, lines are hard to read.
const MAX_WIDTH = 110;

/**
 * Runs the command line to its end. Never throws: what goes wrong is said on stderr in one line each.
 *
 * @param argv without node and script
 * @returns the exit code: 0, 1 or 3 (the command's own bad news), 2 (bad input), 70 (a failure), 128 + n (stopped by a signal)
 */
export async function runCli(
  argv: readonly string[],
  commands: readonly Command[],
  io: CommandIo,
): Promise<number> {
  try {
    const given = readArguments(argv, commands);
    if (isSet(given, "version")) {
      return print(io, VERSION);
    }
    if (isSet(given, "help")) {
      return print(io, await helpFor(given, commands, io));
    }
    return await given.command.run(await commandInput(given, io));
  } catch (error) {
    if (error instanceof StopRequested) {
      return exitCodeOf(error);
    }
    return complain(error, io);
  }
}

async function commandInput({ command, images, flags }: Arguments, io: CommandIo): Promise<CommandInput> {
  const { name, takesImages, insteadOfImages } = command;
  const isInstead = flags.some((flag) => flag.name === insteadOfImages);
  if (takesImages && images.length === 0 && !isInstead) {
    const instead = insteadOfImages === undefined ? "" : `, or --${insteadOfImages}`;
    throw new UsageError(`${name} needs at least one image, such as nginx:1.27${instead}`);
  }
  if (images.length > 0 && isInstead) {
    throw new UsageError(`${name}: expected images or --${insteadOfImages}, given both`);
  }
  const own = ownFlags(command, flags, io);
  const [file, another] = flags.filter(({ name }) => name === "config").map(({ text }) => text);
  if (another !== undefined) {
    throw new UsageError(
      `--config: expected one file, given ${JSON.stringify(file)} and ${JSON.stringify(another)}`,
    );
  }
  const { config, warnings } = await loadConfig(
    {
      ...(file === undefined ? {} : { file }),
      environment: io.environment,
      flags: flags.filter(({ name }) => !command.flags.some((own) => own.name === name)),
      baseDirectory: io.baseDirectory,
    },
    { signal: io.signal },
  );
  return { config, warnings, images, ...own, io };
}

function ownFlags(
  command: Command,
  flags: Arguments["flags"],
  io: CommandIo,
): Pick<CommandInput, "flags" | "lists"> {
  const own = new Map<string, string>();
  const lists = new Map<string, string[]>();
  for (const { name, text } of flags) {
    const flag = command.flags.find((candidate) => candidate.name === name);
    if (flag === undefined) {
      continue;
    }
    if (flag.choices !== undefined && !flag.choices.includes(text)) {
      throw new UsageError(
        `--${name}: expected one of ${flag.choices.join(", ")}, given ${JSON.stringify(text)}`,
      );
    }
    if (flag.type !== "string" && text === "") {
      throw new UsageError(`--${name}: expected a ${flag.type === "file" ? "path" : "name"}, given ""`);
    }
    if (flag.type === "list") {
      getOrMake(lists, name, () => []).push(text);
      continue;
    }
    own.set(name, flag.type === "file" ? resolve(io.baseDirectory, text) : text);
  }
  return { flags: own, lists };
}

async function helpFor(
  given: Arguments,
  commands: readonly Command[],
  { stdout }: CommandIo,
): Promise<string> {
  const { helpText } = await import("./helpText.ts");
  const columns = "columns" in stdout && typeof stdout.columns === "number" ? stdout.columns : MAX_WIDTH;
  return helpText(given.command, {
    commands,
    isDefault: !given.isNamed,
    width: Math.min(columns, MAX_WIDTH),
  });
}

function isSet({ flags }: Arguments, name: string): boolean {
  return flags.findLast((flag) => flag.name === name)?.text === "true";
}

function print({ stdout }: CommandIo, text: string): number {
  stdout.write(`${text}\n`);
  return 0;
}

function complain(error: unknown, { stderr }: CommandIo): number {
  if (error instanceof ConfigError) {
    for (const problem of error.problems) {
      stderr.write(`${problem}\n`);
    }
    return BAD_INPUT;
  }
  const message = errorText(error);
  stderr.write(`${message.replaceAll(/\s*\n\s*/g, " ")}\n`);
  return error instanceof Error && BAD_INPUT_ERRORS.includes(error.name) ? BAD_INPUT : FAILED;
}
