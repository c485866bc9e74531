import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import type { CommandInput } from "../../src/cli/command.ts";
import { COMMANDS } from "../../src/cli/commands.ts";
import { PROGRAM } from "../../src/cli/helpText.ts";
import { runCli } from "../../src/cli/runCli.ts";
import { recordShell } from "../support/recordShell.ts";
import { memoryIo } from "./memoryIo.ts";

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
        const { calls, complaints } = await recordShell(line.replace("$0", PROGRAM), { folder });
        expect(complaints).to.equal("");
        const argv = calls.find((call) => call.name === PROGRAM)?.args ?? [];
        const io = { ...memoryIo(), baseDirectory: folder };
        const runs: (readonly [string, CommandInput["warnings"]])[] = [];
        const commands = COMMANDS.map((command) => ({
          ...command,
          run: async ({ warnings }: CommandInput) => runs.push([command.name, warnings]),
        }));
        const code = await runCli(argv, commands, io);
        expect([io.err(), code, runs], line).to.deep.equal(["", 1, [[name, []]]]);
      }
    });
  }
});
