import type { GivenFlag } from "../config/flagLayer.ts";
import { readGoBoolean } from "../config/readGoBoolean.ts";
import { nearestName } from "../text/nearestName.ts";
import type { Command } from "./command.ts";
import { flagTable } from "./flagTable.ts";
import { UsageError } from "./usageError.ts";

const LONG_NAMES: ReadonlyMap<string, string> = new Map([
  ["h", "help"],
  ["v", "version"],
  ["f", "filename"],
]);

/** A command line taken apart. */
export interface Arguments {
  readonly command: Command;
  /** False where the command is the default one. */
  readonly isNamed: boolean;
  readonly images: readonly string[];
  /** In the order given; booleans as `true` or `false`. */
  readonly flags: readonly GivenFlag[];
}

/**
 * Reads a command line as Go's flag package does, which the original exporter uses: one dash or two, `-flag=value` or
 * `-flag value`, booleans with or without `=value`. Unlike there, flags may stand anywhere; after `--` there are none.
 * `help`, `help COMMAND` and `version` are read as the flags of that name.
 *
 * @param commands the first is meant when none is named
 * @throws {UsageError} for an unknown flag or command, or a flag without its value
 */
export function readArguments(argv: readonly string[], commands: readonly Command[]): Arguments {
  const table = flagTable(commands);
  const flags: GivenFlag[] = [];
  const words: string[] = [];
  for (let index = 0; index < argv.length; index++) {
    const argument = argv[index]!;
    if (argument === "--") {
      words.push(...argv.slice(index + 1));
      break;
    }
    const [, written = "", name = "", text] = /^(--?([^-=][^=]*))(?:=(.*))?$/s.exec(argument) ?? [];
    if (written === "") {
      words.push(argument);
      continue;
    }
    const longName = LONG_NAMES.get(name) ?? name;
    const kind = table.get(longName);
    if (kind === undefined) {
      throw new UsageError(`unknown flag ${written}${proposal(name, [...table.keys()])}`);
    }
    if (kind === "boolean") {
      flags.push({ name: longName, text: booleanText(written, text ?? "true") });
    } else if (text !== undefined) {
      flags.push({ name: longName, text });
    } else {
      const value = argv[++index];
      if (value === undefined) {
        throw new UsageError(`${written} needs a value`);
      }
      flags.push({ name: longName, text: value });
    }
  }
  const [first, ...rest] = words;
  if (first === "help") {
    return withCommand(rest, [...flags, { name: "help", text: "true" }], commands);
  }
  if (first === "version") {
    if (rest.length > 0) {
      throw new UsageError(`unexpected argument ${JSON.stringify(rest[0])}: version takes none`);
    }
    return withCommand([], [...flags, { name: "version", text: "true" }], commands);
  }
  return withCommand(words, flags, commands);
}

function withCommand(
  words: readonly string[],
  flags: readonly GivenFlag[],
  commands: readonly Command[],
): Arguments {
  const [first, ...rest] = words;
  const command = first === undefined ? commands[0] : commands.find(({ name }) => name === first);
  if (command === undefined) {
    const names = commands.map(({ name }) => name);
    const nearest = nearestName(first!, names);
    throw new UsageError(
      `unknown command ${JSON.stringify(first)}; ${nearest !== undefined ? `did you mean ${nearest}?` : `there are ${names.join(", ")}`}`,
    );
  }
  const known = flagTable([command]);
  const foreign = flags.find(({ name }) => !known.has(name));
  if (foreign !== undefined) {
    throw new UsageError(`--${foreign.name} is no flag of the command ${command.name}`);
  }
  if (command.subjects !== undefined) {
    const asksForHelp = flags.some(({ name, text }) => name === "help" && text === "true");
    if (!asksForHelp && (rest.length !== 1 || !command.subjects.includes(rest[0]!))) {
      const given = rest.length === 0 ? "nothing" : JSON.stringify(rest.join(" "));
      const expected = command.subjects.length === 1 ? "" : "one of ";
      throw new UsageError(
        `${command.name}: expected ${expected}${command.subjects.join(", ")}, given ${given}`,
      );
    }
  } else if (!command.takesImages && rest.length > 0) {
    throw new UsageError(`unexpected argument ${JSON.stringify(rest[0])}: ${command.name} takes none`);
  }
  return { command, isNamed: first !== undefined, images: rest, flags };
}

function booleanText(written: string, text: string): string {
  const value = readGoBoolean(text);
  if (value === undefined) {
    throw new UsageError(`${written}: expected true or false, given ${JSON.stringify(text)}`);
  }
  return String(value);
}

function proposal(name: string, names: readonly string[]): string {
  const nearest = nearestName(name, names);
  return nearest === undefined ? "" : `; did you mean --${nearest}?`;
}
