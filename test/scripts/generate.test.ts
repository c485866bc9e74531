import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect } from "chai";

const script = fileURLToPath(new URL("../../scripts/generate.ts", import.meta.url));

describe("npm run generate", () => {
  it("finds every generated file as its sources say", async () => {
    const { stdout } = await promisify(execFile)(process.execPath, [script, "--check"]);
    expect(stdout).to.equal("");
    // The first time, Helm and amtool are fetched.
  }).timeout(60_000);
});
