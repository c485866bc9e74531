import { COMMANDS } from "../../src/cli/commands.ts";
import { helpText } from "../../src/cli/helpText.ts";
import { CONFIG_OPTIONS } from "../../src/config/options.generated.ts";
import type { GeneratedFile, Generator } from "./generator.ts";

/** What each `--help` prints, to be looked at where it changes: options of the configuration once, with `run`. */
export const helpTextsGenerator: Generator = { name: "help", generate };

const SHARED = new Set(CONFIG_OPTIONS.map(({ group }) => group));

async function generate(): Promise<readonly GeneratedFile[]> {
  const [first] = COMMANDS;
  return await Promise.all(
    COMMANDS.map(async (command) => {
      const isDefault = command === first;
      const text = await helpText(command, { commands: COMMANDS, isDefault, width: 110 });
      return {
        path: `test/cli/golden/help.${command.name}.txt`,
        text: `${isDefault ? text : text.split("\n\n").map(shorten).join("\n\n")}\n`,
      };
    }),
  );
}

/** Of a group that `run` has as well only the names of its flags. */
function shorten(section: string): string {
  const [heading = ""] = section.split(":\n", 1);
  const names = [...section.matchAll(/^ {2}((?:--[a-z.-]+(?:, )?)+)/gm)].map(([, name]) => `  ${name}`);
  return SHARED.has(heading) ? [`${heading}:`, ...names].join("\n") : section;
}
