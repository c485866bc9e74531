import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { runNode } from "./runNode.ts";

const FIXTURE = fileURLToPath(new URL("failUnlessEnded.ts", import.meta.url));
const MOCHA = join(dirname(createRequire(import.meta.url).resolve("mocha/package.json")), "bin/mocha.js");

describe("mocha with two processes", () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "mocha-"));
  });
  after(() => rm(folder, { recursive: true }));

  const mocha = async (mode: readonly string[], ...tests: readonly string[]) => {
    const files = tests.map((_, index) => `${index}.js`);
    for (const [index, test] of tests.entries()) {
      await writeFile(join(folder, files[index]!), `it("test", () => { ${test} });`);
    }
    const args = ["--no-config", ...mode, "--require", FIXTURE, ...files];
    return await runNode([MOCHA, ...args], { cwd: folder, environment: { MOCHA_END_PATIENCE_MS: "100" } });
  };
  const run = async (...tests: readonly string[]) =>
    (await mocha(["--parallel", "--jobs", "2"], ...tests)).code;

  it("ends with 0 where all is well", async () => {
    expect(await run("", "", "")).to.equal(0);
  });

  it("does not where both die, and a file is left", async () => {
    const die = 'process.kill(process.pid, "SIGKILL")';
    expect(await run(die, die, "")).not.to.equal(0);
  });

  it("ends, and says what is left, where it has run files itself and one of them left something", async () => {
    const left = await mocha(
      ["--no-parallel"],
      "",
      'require("node:net").createServer().listen(0, "127.0.0.1")',
    );
    expect(left).to.include({ code: 1, stderr: "Cannot end: there is left TCPServerWrap\n" });
    expect(left.stdout).to.contain("2 passing");
    expect(await mocha(["--no-parallel"], "", "")).to.include({ code: 0, stderr: "" });
  });
});
