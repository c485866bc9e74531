import { expect } from "chai";
import { COMMANDS } from "../../src/cli/commands.ts";
import { helpText } from "../../src/cli/helpText.ts";
import { fakeCommands } from "./fakeCommands.ts";

/** Heading to the flags under it. */
function groupsOf(help: string): Readonly<Record<string, readonly string[]>> {
  const sections = help.split(/\n\n(?=[A-Z][A-Za-z ]*:\n)/).slice(1);
  return Object.fromEntries(
    sections.map((section) => [
      section.slice(0, section.indexOf(":")),
      [...section.matchAll(/^ {2}--([a-z.-]+)/gm)].map(([, flag]) => flag!),
    ]),
  );
}

const IMAGES = [
  "ignored-images",
  "allowed-images",
  "default-registry",
  "image-mirror",
  "images-mirrors",
  "verify",
  "platform",
  "images-keep-alive-enabled",
  "images-keep-alive-period",
  "images-keep-alive-registries",
];

describe("helpText", () => {
  it("helpText() lists the original's flags and all others in groups", async () => {
    const help = await helpText(COMMANDS[0]!, { commands: COMMANDS, isDefault: true, width: 110 });
    const groups = groupsOf(help);
    expect(Object.keys(groups)).to.deep.equal([
      "Commands",
      "Server",
      "Logging",
      "Kubernetes API",
      "Workloads",
      "Namespaces",
      "Images",
      "Registries",
      "Nodes",
      "Pull secrets",
      "Schedule",
      "Metrics",
      "Hygiene",
      "Running",
      "Sharding",
      "General",
      "Examples",
    ]);
    expect(groups).to.deep.include({
      Server: [
        "bind-address",
        "web.config.file",
        "server-shutdown-delay",
        "server-shutdown-timeout",
        "server-status-page",
        "server-in-use",
      ],
      "Kubernetes API": ["kubeconfig", "context"],
      Logging: ["log-level", "log-format"],
      Images: IMAGES,
      Schedule: [
        "check-interval",
        "check-period",
        "schedule-recheck-window",
        "schedule-revision-window",
        "schedule-failed-recheck-period",
      ],
      General: ["config", "help", "version"],
    });
    expect(groups.Namespaces).to.include("namespace-label");
    expect(groups.Workloads).to.include("force-check-disabled-controllers");
    expect(groups.Registries).to.include.members([
      "capath",
      "allow-plain-http",
      "skip-registry-cert-verification",
    ]);
  });

  it("helpText() lists a command's own flags and the groups that concern it", async () => {
    const { commands } = fakeCommands();
    const help = await helpText(commands[1]!, { commands, isDefault: false, width: 110 });
    expect(help).to.match(/^k8s-image-availability-exporter look IMAGE\.\.\. \[flags\]\n\nDoes look\n/);
    expect(groupsOf(help)).to.deep.equal({
      Command: ["from", "as", "once"],
      Images: IMAGES,
      General: ["config", "help", "version"],
      Examples: [],
    });
    expect(help).to.match(/--as +A form\. Choose from table, json\. +\[string\] \[default: table\]/);
  });

  it("helpText() keeps to the width of the terminal", async () => {
    const help = await helpText(COMMANDS[0]!, { commands: COMMANDS, isDefault: true, width: 90 });
    const wide = help.split("\n").filter((line) => line.length > 90);
    // A JSON default is one word.
    expect(wide.filter((line) => !line.includes("[default: {"))).to.deep.equal([]);
  });

  it("helpText() ends with examples: those of the command, or one of each", async () => {
    const { commands } = fakeCommands();
    const one = await helpText(commands[1]!, { commands, isDefault: false, width: 110 });
    expect(one).to.match(/\n\nExamples:\n {2}# To look\n {2}k8s-image-availability-exporter look it$/);
    const all = await helpText(commands[0]!, { commands, isDefault: true, width: 110 });
    expect(all.match(/^ {2}k8s-.*/gm)).to.include.members(
      ["watch", "look", "glance"].map((name) => `  k8s-image-availability-exporter ${name} it`),
    );
  });
});
