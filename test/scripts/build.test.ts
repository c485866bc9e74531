import { tmpdir } from "node:os";
import { expect } from "chai";
import { VERSION } from "../../src/version.ts";
import { bundle } from "../support/bundle.ts";
import { runNode } from "../support/runNode.ts";

describe("npm run build", () => {
  const run = async (...args: readonly string[]) => runNode([await bundle(), ...args], { cwd: tmpdir() });

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
