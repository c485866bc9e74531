import type { CommandFlag } from "./command.ts";
import { REPORT_FORMATS } from "./reportChoices.ts";

/** Flags that several commands have. */
export const DOCKER_CONFIG: CommandFlag = {
  name: "docker-config",
  type: "file",
  description:
    "Docker config with the credentials to use, read as a node reads it. Otherwise the user's own, read as Docker does.",
  defaultText: "the user's own",
};

export const OUTPUT: CommandFlag = {
  name: "output",
  type: "string",
  choices: ["table", "json"],
  description: "How results are printed.",
  defaultText: "table",
};

export const CLUSTERS: readonly CommandFlag[] = [
  {
    name: "context",
    type: "list",
    description: "Context of the kubeconfig, of a cluster to be read. May be repeated.",
    defaultText: "config.kubernetes.context",
  },
  {
    name: "all-contexts",
    type: "boolean",
    description: "Read the clusters of all contexts of the kubeconfig.",
    defaultText: "false",
  },
  {
    name: "partial",
    type: "boolean",
    description: "Go on where something cannot be read: what is in use there is left out.",
    defaultText: "false",
  },
  {
    name: "allow-unused",
    type: "boolean",
    description: "Go on where nothing in use is of a registry or repository that is named.",
    defaultText: "false",
  },
];

export const REPORT: CommandFlag = {
  ...OUTPUT,
  choices: REPORT_FORMATS,
};

export const TIMEOUT: CommandFlag = {
  name: "timeout",
  type: "string",
  description: "How long all of it may take; what is not checked by then is unknown.",
  defaultText: "10m",
};
