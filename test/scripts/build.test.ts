import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { VERSION } from "../../src/version.ts";
import { runNode } from "../support/runNode.ts";

const script = fileURLToPath(new URL("../../scripts/build.ts", import.meta.url));

describe("npm run build", () => {
  let folder: string;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "bundle-"));
    expect(await runNode([script, folder], { cwd: tmpdir() })).to.deep.equal({
      code: 0,
      stdout: "",
      stderr: "",
    });
  });
  after(() => rmSync(folder, { recursive: true }));

  // The folder has no node_modules above it: whatever is not in the bundle is missed.
  const run = (...args: readonly string[]) => runNode([join(folder, "main.js"), ...args], { cwd: tmpdir() });

  it("makes a bundle that knows its version", async () => {
    expect(await run("--version")).to.deep.equal({ code: 0, stdout: `${VERSION}\n`, stderr: "" });
  });

  it("makes a bundle whose commands find their parts", async () => {
    expect((await run("--help")).stdout).to.include("--check-interval");
    const explained = await run("explain", "nginx", "--ignored-images=^nginx$", "--output=json");
    expect(explained).to.include({ code: 0, stderr: "" });
    expect(JSON.parse(explained.stdout)[0]).to.include({ image: "nginx", filtered: "ignored" });
    const noCluster = await run("run", "--kubeconfig=nowhere", "--log-format=pretty");
    expect(noCluster).to.include({ code: 2, stdout: "" });
    expect(noCluster.stderr).to.match(/^Cannot read .+nowhere as kubeconfig: .+\n$/);
  });
});
