import type { Command } from "./command.ts";
import { OUTPUT } from "./commonFlags.ts";

/** The command `leftovers`, as the command line knows it. */
export const LEFTOVERS: Command = {
  name: "leftovers",
  description:
    "List what of a cluster could go, with the command that would remove it, and delete nothing: what nobody refers to, what kube-janitor would delete, what nothing bounds; ends with 4 if something cannot be read",
  takesImages: false,
  flags: [
    {
      name: "namespace",
      type: "list",
      description: "Only what is in this namespace. May be repeated.",
      defaultText: "all but kube-system, kube-public and kube-node-lease",
    },
    {
      name: "rules",
      type: "file",
      description: "Rules of kube-janitor: a YAML file with id, resources, jmespath and ttl of each.",
      defaultText: "none",
    },
    {
      name: "older-than",
      type: "string",
      description:
        "Only what is older, such as 12h or 30d; a time to live that an object or a rule has stands by itself.",
      defaultText: "1h",
    },
    OUTPUT,
  ],
  groups: ["Kubernetes API", "Logging"],
  examples: [
    ["$0 leftovers", "Of the cluster of the current context"],
    [
      "$0 leftovers --context prod --namespace shop --older-than 30d --output json",
      "Of one namespace of another",
    ],
    ["$0 leftovers --rules rules.yaml", "And what kube-janitor would delete by these rules"],
  ],
  run: async (input) => (await import("./leftoversCommand.ts")).leftoversCommand(input),
};
