import type { Command } from "./command.ts";
import { CLUSTERS, DOCKER_CONFIG, OUTPUT, REPORT, TIMEOUT } from "./commonFlags.ts";
import { LEFTOVERS } from "./leftovers.ts";
import { RENDER_SUBJECTS } from "./renderSubjects.ts";
import { GROUPS } from "./reportChoices.ts";

/** What only `run` does. */
const KEEP_ALIVE = ["enabled", "period", "registries"].map((key) => `images.keepAlive.${key}`);

/** Who lists what is in use reads all there is: neither kinds nor namespaces are chosen. */
const IN_USE_GROUPS = ["Kubernetes API", "Workloads", "Images", "Nodes", "Logging"];
const NOT_OF_GUARD = [
  "kubernetes.context",
  "workloads.kinds",
  "workloads.liveRevisions",
  "workloads.includeDisabled",
  "images.ignored",
  "images.allowed",
  "images.verify",
  "images.platforms",
  ...KEEP_ALIVE,
];
const NOT_OF_IN_USE = [
  ...NOT_OF_GUARD,
  "nodes.credentialProviders.config",
  "nodes.credentialProviders.binDir",
  ...["aws", "azure", "google"].flatMap((cloud) => [
    `nodes.cloud.${cloud}.mode`,
    `nodes.cloud.${cloud}.sameAsNodes`,
  ]),
];

/** Which workloads are meant is said. */
const NOT_OF_CHOSEN = [
  ...KEEP_ALIVE,
  "workloads.kinds",
  "workloads.liveRevisions",
  "workloads.includeDisabled",
  "workloads.revisions",
];

// What concerns neither a cluster nor a server.
const IMAGE_GROUPS = ["Images", "Registries", "Nodes", "Logging"];

/** Every command; the first runs when none is named. Each is loaded when it is called for. */
export const COMMANDS: readonly Command[] = [
  {
    name: "run",
    description: "Watch a cluster and serve its metrics",
    takesImages: false,
    flags: [],
    examples: [
      ["$0 run --config config.yaml", "Watch the cluster of the current context"],
      [
        "$0 run --bind-address=:9090 --check-period=1h --ignored-images='^localhost/'",
        "The same, with options as flags",
      ],
    ],
    run: async (input) => (await import("./runCommand.ts")).runCommand(input),
  },
  {
    name: "demo",
    description: "The exporter on an embedded cluster and registry, to look at",
    takesImages: false,
    flags: [
      {
        name: "once",
        type: "boolean",
        description: "Print the verdicts as a table and end.",
        defaultText: "false",
      },
    ],
    examples: [
      ["$0 demo", "Look at it on port 8080, without a cluster"],
      ["$0 demo --once", "Print the table and end"],
    ],
    run: async (input) => (await import("./demoCommand.ts")).demoCommand(input, COMMANDS),
  },
  {
    name: "check",
    description:
      "Ask the registries whether images can be pulled, those named, those on standard input (-), or those of manifests (-f); ends with 1 if one cannot, 3 if one could not be asked about",
    takesImages: true,
    insteadOfImages: "filename",
    flags: [
      {
        name: "filename",
        type: "list",
        description:
          "File or folder of rendered manifests, or - for standard input; also -f. Every image of them is checked, with the pull secrets and service accounts that they have. May be repeated.",
        defaultText: "none",
      },
      {
        name: "namespace",
        type: "string",
        description: "Namespace of objects in manifests that name none.",
        defaultText: "default",
      },
      DOCKER_CONFIG,
      REPORT,
      TIMEOUT,
    ],
    groups: [...IMAGE_GROUPS, "Workloads"],
    // Who names an image wants to know.
    withoutOptions: ["images.ignored", "images.allowed", ...NOT_OF_CHOSEN],
    examples: [
      ["$0 check nginx:1.27 reg.example.com/shop/cart:2.8.1", "Can these be pulled?"],
      ["helm template shop ./chart | $0 check -f -", "All images of a chart"],
      ["$0 check -f rendered/ --output junit", "A report for a pipeline, of a folder of manifests"],
    ],
    run: async (input) => (await import("./checkCommand.ts")).checkCommand(input),
  },
  {
    name: "scan",
    description:
      "Check all images of a cluster once; ends with 1 if one cannot be pulled, 3 if one could not be asked about, 4 if the cluster cannot be read",
    takesImages: false,
    flags: [
      {
        name: "namespace",
        type: "list",
        description: "Only workloads of this namespace. May be repeated.",
        defaultText: "config.namespaces.include",
      },
      {
        name: "workload",
        type: "string",
        description: "KIND/NAME, such as deployment/cart: only workloads that are called so.",
        defaultText: "all",
      },
      {
        name: "selector",
        type: "string",
        description: "Only workloads that have these labels, such as team=shop,tier!=test.",
        defaultText: "all",
      },
      REPORT,
      {
        name: "group-by",
        type: "string",
        choices: GROUPS,
        description: "What the table is sorted and counted by.",
        defaultText: "reason",
      },
      TIMEOUT,
    ],
    groups: [...IMAGE_GROUPS, "Kubernetes API", "Workloads", "Namespaces", "Pull secrets"],
    examples: [
      ["$0 scan", "All images of the cluster of the current context"],
      ["$0 scan --context prod --namespace shop --output json", "One namespace of another cluster"],
      ["$0 scan --group-by registry", "What each registry lacks"],
      ["$0 scan --namespace shop --workload deployment/cart", "A single workload"],
    ],
    run: async (input) => (await import("./scanCommand.ts")).scanCommand(input),
  },
  {
    name: "explain",
    description:
      "Tell how images are read, and what would be asked with which credentials; asks no registry, but with --running; ends with 4 if the cluster of --workload cannot be read",
    takesImages: true,
    insteadOfImages: "workload",
    flags: [
      {
        name: "workload",
        type: "string",
        description:
          "KIND/NAME, such as deployment/cart: the images of this workload of the cluster, with the credentials that its pods have.",
        defaultText: "none",
      },
      {
        name: "service-account",
        type: "string",
        description: "The credentials are those that pods of this service account of the cluster have.",
        defaultText: "none",
      },
      {
        name: "namespace",
        type: "string",
        description: "Namespace of the workload or service account.",
        defaultText: "the context's",
      },
      {
        name: "running",
        type: "boolean",
        description:
          "Also what the workload's pods run, on which nodes, and where its tags lead by now: asks its registries.",
        defaultText: "false",
      },
      DOCKER_CONFIG,
      OUTPUT,
    ],
    groups: [...IMAGE_GROUPS, "Kubernetes API", "Workloads", "Pull secrets"],
    withoutOptions: NOT_OF_CHOSEN,
    examples: [
      ["$0 explain nginx", "Where nginx would be asked for, with which credentials"],
      ["$0 explain --namespace shop --workload deployment/cart", "As this workload of the cluster would"],
      [
        "$0 explain --namespace shop --workload deployment/cart --running",
        "And what its pods run, on which nodes",
      ],
      ["$0 explain --namespace shop --service-account puller nginx", "As pods of this service account would"],
    ],
    run: async (input) => (await import("./explainCommand.ts")).explainCommand(input),
  },
  {
    name: "in-use",
    description:
      "Print every image that clusters use: running, in templates, switched off, or to be rolled back to; ends with 4 if something cannot be read, or nothing is of what is named",
    takesImages: false,
    flags: [
      ...CLUSTERS,
      {
        name: "registry",
        type: "list",
        description: "Only images of this registry, as references name it. May be repeated.",
        defaultText: "all",
      },
      {
        name: "repository",
        type: "list",
        description:
          "Only images of this repository, such as team/app; with a slash at its end, of all below it. May be repeated.",
        defaultText: "all",
      },
      {
        name: "output",
        type: "string",
        choices: ["refs", "digests", "json"],
        description:
          "What is printed: references in full; digests with their repositories, and references where none is known; or all of it.",
        defaultText: "refs",
      },
    ],
    groups: IN_USE_GROUPS,
    withoutOptions: NOT_OF_IN_USE,
    examples: [
      ["$0 in-use --all-contexts", "Of all clusters of the kubeconfig"],
      [
        "$0 in-use --registry reg.example.com --repository shop/ --output digests",
        "Of one registry, below shop/",
      ],
    ],
    run: async (input) => (await import("./inUseCommand.ts")).inUseCommand(input),
  },
  {
    name: "guard",
    description:
      "Read what a cleanup means to delete, and print what must stay as it is in use; ends with 1 if anything must, with 4 if something cannot be read, or nothing is of a registry of the list",
    takesImages: false,
    flags: [
      {
        name: "file",
        type: "file",
        description:
          "The list: references, tags or digests, one a line, or JSON of Harbor, ECR, GitLab or a registry's list of tags.",
        defaultText: "standard input",
      },
      {
        name: "registry",
        type: "string",
        description: "Host of the registry that names in the list belong to which begin with none.",
        defaultText: "none",
      },
      {
        name: "repository",
        type: "string",
        description: "Repository that tags and digests in the list belong to which stand alone.",
        defaultText: "none",
      },
      ...CLUSTERS,
      {
        name: "in-use",
        type: "list",
        description:
          "Take what is in use from a file that in-use --output=json or /api/v1/in-use gave, instead of a cluster. May be repeated.",
        defaultText: "none",
      },
      DOCKER_CONFIG,
      {
        name: "output",
        type: "string",
        choices: ["table", "may-go", "json"],
        description: "What is printed: what must stay and why; what may be deleted, a line each; or both.",
        defaultText: "table",
      },
    ],
    groups: [...IN_USE_GROUPS, "Registries"],
    withoutOptions: NOT_OF_GUARD,
    examples: [
      ["crane ls quay.io/shop | $0 guard --repository quay.io/shop", "Which of these tags must stay?"],
      [
        "$0 guard --in-use in-use.json --file candidates.txt --output may-go",
        "What may be deleted, a line each, without a cluster",
      ],
    ],
    run: async (input) => (await import("./guardCommand.ts")).guardCommand(input),
  },
  LEFTOVERS,
  {
    name: "render",
    description:
      "Print what the chart creates for Prometheus and Grafana, for those who do without the chart",
    takesImages: false,
    subjects: RENDER_SUBJECTS,
    flags: [
      {
        name: "values",
        type: "file",
        description: "Values of the chart, as for Helm.",
        defaultText: "the chart's own",
      },
      {
        name: "output-dir",
        type: "file",
        description: "Folder to write files into, instead of printing.",
        defaultText: "none",
      },
    ],
    groups: [],
    examples: [
      ["$0 render rules --output-dir rules/", "Rules of Prometheus as files"],
      ["$0 render alertmanager --values values.yaml", "Alertmanager's configuration by the chart's values"],
    ],
    run: async (input) => (await import("./renderCommand.ts")).renderCommand(input),
  },
  {
    name: "completion",
    description: "Print the script that lets a shell complete this command line",
    takesImages: false,
    subjects: ["bash", "zsh", "fish"],
    flags: [],
    groups: [],
    examples: [
      ["source <($0 completion bash)", "In ~/.bashrc or, with zsh, in ~/.zshrc"],
      ["$0 completion fish | source", "In ~/.config/fish/config.fish"],
    ],
    run: async ({ images, io }) => {
      const { completion } = await import("./completion.ts");
      io.stdout.write(completion(images[0] as Parameters<typeof completion>[0], COMMANDS));
      return 0;
    },
  },
];
