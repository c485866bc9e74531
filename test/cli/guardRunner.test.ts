import { expect } from "chai";
import { COMMANDS } from "../../src/cli/commands.ts";
import { guardRunner } from "../../src/cli/guardRunner.ts";
import { clusterFixture, holding } from "./clusterFixture.ts";

describe("guardRunner()", () => {
  const clusters = clusterFixture();
  const { signal } = new AbortController();
  const run = guardRunner(COMMANDS, { baseDirectory: "/", signal, atOnce: signal });

  it("gives what guard prints, and its exit code", async () => {
    const spec = { containers: [{ name: "main", image: "reg.io/b:1" }] };
    const pod = { metadata: { namespace: "shop", name: "b" }, spec };
    await clusters.start("prod", holding({ "/api/v1/pods": [pod] }));
    // Writes the kubeconfig.
    await clusters.run("in-use");
    const kubeconfig = `${clusters.folder}/kubeconfig`;
    expect(await run("reg.io/a:1", ["--kubeconfig", kubeconfig, "--output=may-go"])).to.deep.equal({
      code: 0,
      out: "reg.io/a:1\n",
      err: "0 of 1 must stay\n",
    });
    const refused = await run("?", ["--kubeconfig", kubeconfig]);
    expect([refused.code, refused.out]).to.deep.equal([2, ""]);
  });
});
