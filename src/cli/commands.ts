import type { Command } from "./command.ts";

/** Every command; the first runs when none is named. Each is loaded when it is called for. */
export const COMMANDS: readonly Command[] = [
  {
    name: "run",
    description: "Watch a cluster and serve its metrics",
    takesImages: false,
    flags: [],
    run: async (input) => (await import("./runCommand.ts")).runCommand(input),
  },
];
