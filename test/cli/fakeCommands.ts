import type { Command, CommandInput } from "../../src/cli/command.ts";

/** Commands that only note what they were called with; `outcome` is what they return or throw. */
export function fakeCommands(outcome: () => number = () => 0): {
  readonly commands: readonly Command[];
  readonly calls: { readonly name: string; readonly input: CommandInput }[];
} {
  const calls: { name: string; input: CommandInput }[] = [];
  const command = (name: string, parts: Partial<Command>): Command => ({
    name,
    description: `Does ${name}`,
    takesImages: false,
    flags: [],
    examples: [[`$0 ${name} it`, `To ${name}`]],
    run: async (input) => {
      calls.push({ name, input });
      return outcome();
    },
    ...parts,
  });
  return {
    calls,
    commands: [
      command("watch", {}),
      command("look", {
        takesImages: true,
        groups: ["Images"],
        flags: [
          { name: "from", type: "file", description: "A file.", defaultText: "none" },
          {
            name: "as",
            type: "string",
            choices: ["table", "json"],
            description: "A form.",
            defaultText: "table",
          },
          { name: "once", type: "boolean", description: "Once.", defaultText: "false" },
        ],
      }),
      command("glance", { takesImages: true, groups: ["Images"], withoutOptions: ["images.ignored"] }),
    ],
  };
}
