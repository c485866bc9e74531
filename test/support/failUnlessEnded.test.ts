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

  const run = async (...tests: readonly string[]) => {
    const files = tests.map((_, index) => `${index}.js`);
    for (const [index, test] of tests.entries()) {
      await writeFile(join(folder, files[index]!), `it("test", () => { ${test} });`);
    }
    const args = ["--no-config", "--parallel", "--jobs", "2", "--require", FIXTURE, ...files];
    return (await runNode([MOCHA, ...args], { cwd: folder })).code;
  };

  it("ends with 0 where all is well", async () => {
    expect(await run("", "", "")).to.equal(0);
  });

  it("does not where both die, and a file is left", async () => {
    const die = 'process.kill(process.pid, "SIGKILL")';
    expect(await run(die, die, "")).not.to.equal(0);
  });
});
