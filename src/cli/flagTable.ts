import type { ConfigOption } from "../config/configOption.ts";
import { CONFIG_OPTIONS } from "../config/options.generated.ts";
import type { Command } from "./command.ts";

/** How the reader of the command line has to treat a flag. */
export type FlagKind = "value" | "boolean";

/** The flags of no command in particular; `config` names the configuration file. */
export const GENERAL_FLAGS: ReadonlyMap<string, FlagKind> = new Map([
  ["config", "value"],
  ["help", "boolean"],
  ["version", "boolean"],
]);

/** The configuration options that a command understands. */
export function optionsOf({
  groups,
  withoutOptions = [],
}: Pick<Command, "groups" | "withoutOptions">): readonly ConfigOption[] {
  return CONFIG_OPTIONS.filter(
    ({ group, path }) => (groups?.includes(group) ?? true) && !withoutOptions.includes(path),
  );
}

/** Every name that flags of the commands go by. */
export function flagTable(commands: readonly Command[]): ReadonlyMap<string, FlagKind> {
  const table = new Map<string, FlagKind>(GENERAL_FLAGS);
  for (const command of commands) {
    for (const { name, type } of command.flags) {
      table.set(name, type === "boolean" ? "boolean" : "value");
    }
    for (const { flags, pathFlag, pairFlag, switchFlag, type } of optionsOf(command)) {
      for (const name of flags) {
        table.set(name, type === "boolean" ? "boolean" : "value");
      }
      if (pathFlag !== undefined) {
        table.set(pathFlag, type === "boolean" ? "boolean" : "value");
      }
      if (pairFlag !== undefined) {
        table.set(pairFlag, "value");
      }
      if (switchFlag !== undefined) {
        table.set(switchFlag.flag, "boolean");
      }
    }
  }
  return table;
}
