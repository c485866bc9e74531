import yargs, { type Argv } from "yargs";
import type { ConfigOption } from "../config/configOption.ts";
import type { Command, CommandExample, CommandFlag } from "./command.ts";
import { optionsOf } from "./flagTable.ts";

/** The program's name as users type it. */
export const PROGRAM = "k8s-image-availability-exporter";

/**
 * What `--help` prints: the commands, every flag of one command with its default, in groups, and examples.
 *
 * yargs lays it out; reading the command line is left to readArguments, since yargs knows neither `-flag=value` with one
 * dash nor Go's booleans, and takes as long to load as the rest of the program's start.
 *
 * @param command whose flags are listed
 * @param isDefault whether the command was meant because none was named: all commands are listed then
 * @param width of the terminal in columns
 */
export async function helpText(
  command: Command,
  {
    commands,
    isDefault,
    width,
  }: { readonly commands: readonly Command[]; readonly isDefault: boolean; readonly width: number },
): Promise<string> {
  // Not the machine's language: the texts of the options are English.
  const parser = yargs([]).locale("en").scriptName(PROGRAM).help(false).version(false).wrap(width);
  if (isDefault) {
    parser.usage("$0 [command] [flags]");
    commands.forEach((each, index) => {
      const { name, takesImages, description } = each;
      parser.command(
        takesImages ? `${name} <image..>` : `${name}${subjectText(each)}`,
        `${description}${index === 0 ? " (default)" : ""}`,
      );
    });
  } else {
    parser.usage(
      `$0 ${command.name}${command.takesImages ? " IMAGE..." : subjectText(command)} [flags]\n\n${command.description}`,
    );
  }
  for (const flag of command.flags) {
    addCommandFlag(parser, flag);
  }
  for (const option of optionsOf(command)) {
    addOption(parser, option);
  }
  addGeneral(parser);
  parser.epilogue(
    "One dash works as well as two. Each option is also a key of the configuration file and an IAE_ variable: see docs/configuration.md.",
  );
  const examples = isDefault ? commands.flatMap((each) => each.examples.slice(0, 1)) : command.examples;
  return `${await parser.getHelp()}\n\nExamples:\n${examples.map(exampleText).join("\n")}`;
}

// yargs would break the lines, which are there to be copied.
function exampleText([line, purpose]: CommandExample): string {
  return `  # ${purpose}\n  ${line.replace("$0", PROGRAM)}`;
}

function subjectText({ subjects }: Command): string {
  return subjects !== undefined ? ` ${subjects.join("|")}` : "";
}

function addCommandFlag(parser: Argv, { name, type, choices, description, defaultText }: CommandFlag): void {
  parser.option(name, {
    group: "Command:",
    type: type === "boolean" ? "boolean" : type === "list" ? "array" : "string",
    description: withChoices(description, choices),
    defaultDescription: defaultText,
  });
}

const SHOWN_TYPES = {
  string: "string",
  duration: "string",
  boolean: "boolean",
  integer: "number",
  number: "number",
  list: "array",
  json: "string",
} as const satisfies Record<ConfigOption["type"], string>;

function addOption(parser: Argv, option: ConfigOption): void {
  const [first, ...others] = option.flags;
  const group = `${option.group}:`;
  const type = SHOWN_TYPES[option.type];
  if (option.pairFlag !== undefined) {
    const description = "Adds a mirror as PREFIX=MIRROR; may be repeated.";
    parser.option(option.pairFlag, { group, type: "array", description });
  }
  parser.option(first!, {
    group,
    type,
    description: withChoices(option.description, option.choices),
    defaultDescription: option.defaultText,
  });
  if (option.switchFlag !== undefined) {
    const { flag, value } = option.switchFlag;
    parser.option(flag, { group, type: "boolean", description: `The same as --${first}=${value}.` });
  }
  for (const other of others) {
    parser.option(other, { group, type, description: `The same as --${first}.` });
  }
}

function addGeneral(parser: Argv): void {
  const group = "General:";
  parser.option("config", {
    group,
    type: "string",
    description: "Configuration file, YAML or JSON.",
    defaultDescription: "$IAE_CONFIG",
  });
  parser.option("help", {
    group,
    type: "boolean",
    description: "Print this text; after a command, its flags. -h and `help COMMAND` do the same.",
  });
  parser.option("version", {
    group,
    type: "boolean",
    description: "Print the version. -v and `version` do the same.",
  });
}

function withChoices(description: string, choices: readonly string[] | undefined): string {
  return choices !== undefined ? `${description} Choose from ${choices.join(", ")}.` : description;
}
