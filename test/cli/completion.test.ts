import { execFileSync, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { expect } from "chai";
import { COMMANDS } from "../../src/cli/commands.ts";
import { completion } from "../../src/cli/completion.ts";
import { flagTable } from "../../src/cli/flagTable.ts";
import { runCli } from "../../src/cli/runCli.ts";
import { CONFIG_OPTIONS } from "../../src/config/options.generated.ts";
import { memoryIo } from "./memoryIo.ts";

const PROGRAM = "k8s-image-availability-exporter";
const NAMES = [...COMMANDS.map(({ name }) => name), "help", "version"];

/** What bash proposes for the last word of a line, which may be empty; `=` is a word of its own there. */
function bashProposes(line: string): readonly string[] {
  const words = [PROGRAM, ...line.split(/(=)| /).filter((word) => word !== undefined)];
  const script = `${completion("bash", COMMANDS)}
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _${PROGRAM.replaceAll("-", "_")}; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const output = execFileSync("bash", ["-uc", script, "bash", ...words], { encoding: "utf8" });
  return output.split("\n").filter((word) => word !== "");
}

const PROPOSED: readonly (readonly [line: string, proposed: readonly string[]])[] = [
  ["", NAMES],
  ["ex", ["explain"]],
  ["help re", ["render"]],
  ["--log-level debug sc", ["scan"]],
  ["--log-level=debug sc", ["scan"]],
  // The value of a flag is no command.
  ["--context scan in", ["in-use"]],
  ["--bind", ["--bind-address"]],
  ["demo --on", ["--once"]],
  ["check --on", []],
  ["check --group", []],
  ["scan --group", ["--group-by"]],
  ["check --output ", ["table", "json", "junit", "markdown", "github"]],
  ["check --output=j", ["json", "junit"]],
  ["check --output=", ["table", "json", "junit", "markdown", "github"]],
  ["check -output m", ["markdown"]],
  ["guard --output ", ["table", "may-go", "json"]],
  ["check --log-level w", ["warn"]],
  ["demo --once=t", ["true"]],
  // Left to bash, which knows the files.
  ["check -f ", []],
  ["check --docker-config=", []],
  ["check ", []],
  ["render da", ["dashboards"]],
  ["render rules --out", ["--output-dir"]],
  ["completion ", ["bash", "zsh", "fish"]],
  ["nonsense --", []],
];

describe("completion", () => {
  it("completion() lets bash propose commands, flags and values", () => {
    expect(PROPOSED.map(([line]) => [line, bashProposes(line)])).to.deep.equal(PROPOSED);
  });

  for (const shell of ["bash", "zsh", "fish"] as const) {
    it(`completion() names every flag of every command to ${shell}, and is what the command prints`, async () => {
      const io = memoryIo();
      expect(await runCli(["completion", shell], COMMANDS, io)).to.equal(0);
      expect(io.out()).to.equal(completion(shell, COMMANDS));
      const shown = new Set([...io.out().matchAll(/(?:--|-l )([a-z][\w.-]*)/g)].map(([, name]) => name));
      const hidden = new Set(CONFIG_OPTIONS.flatMap(({ pathFlag = [] }) => pathFlag));
      const flags = [...flagTable(COMMANDS).keys()].filter((name) => !hidden.has(name));
      expect([...shown]).to.include.members(flags);
    });
    if (process.env.PATH!.split(delimiter).some((folder) => existsSync(join(folder, shell)))) {
      it(`completion() is a script that ${shell} can read`, () => {
        const argv = ["-n", "-c", completion(shell, COMMANDS)];
        const { status, stderr } = spawnSync(shell, argv, { encoding: "utf8" });
        // fish ends with 0 whatever it reads.
        expect([stderr, status]).to.deep.equal(["", 0]);
      });
    }
  }
});
