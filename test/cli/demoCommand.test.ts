import { expect } from "chai";
import { COMMANDS } from "../../src/cli/commands.ts";
import { runCli } from "../../src/cli/runCli.ts";
import { memoryIo } from "./memoryIo.ts";

describe("demo", () => {
  it("says in one line that it reads its own metrics without a password", async () => {
    const io = memoryIo({}, {});
    const code = await runCli(["demo", "--once", "--web.config.file=/web.yaml"], COMMANDS, io);
    expect([code, io.out()]).to.deep.equal([2, ""]);
    expect(io.err()).to.match(/^config\.server\.webConfigFile: expected none with demo, .*"\/web\.yaml"\n$/);
  });
});
