import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import type { CommandInput } from "../../src/cli/command.ts";
import { COMMANDS } from "../../src/cli/commands.ts";
import { PROGRAM } from "../../src/cli/helpText.ts";
import { runCli } from "../../src/cli/runCli.ts";
import { memoryIo } from "./memoryIo.ts";

// What the examples call; our program notes the arguments that it gets.
const PROGRAMS = `helm() { :; }; crane() { :; }; source() { cat "$@"; }
${PROGRAM}() { printf '%s\\0' "$@" > argv; }`;

describe("COMMANDS", () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "commands-"));
    writeFileSync(join(folder, "config.yaml"), "{}\n");
  });
  after(() => rmSync(folder, { recursive: true }));

  for (const { name, examples } of COMMANDS) {
    it(`COMMANDS has examples of ${name} that a shell and the command line can read`, async () => {
      expect(examples).to.have.length.at.least(1);
      for (const [line] of examples) {
        const script = `set -e; ${PROGRAMS}\n${line.replace("$0", PROGRAM)}`;
        execFileSync("bash", ["-c", script], { cwd: folder });
        const argv = readFileSync(join(folder, "argv"), "utf8").split("\0");
        const io = { ...memoryIo(), baseDirectory: folder };
        const runs: (readonly [string, CommandInput["warnings"]])[] = [];
        const commands = COMMANDS.map((command) => ({
          ...command,
          run: async ({ warnings }: CommandInput) => runs.push([command.name, warnings]),
        }));
        const code = await runCli(argv.slice(0, -1), commands, io);
        expect([io.err(), code, runs], line).to.deep.equal(["", 1, [[name, []]]]);
      }
    });
  }
});
