import { expect } from "chai";
import { clusterFixture, holding } from "./clusterFixture.ts";

describe("run", () => {
  const clusters = clusterFixture();

  for (const [what, flags, line] of [
    [
      "nothing says which shard it is",
      ["--sharding-shards=3"],
      'config.sharding.shard: expected the ordinal of a StatefulSet at the end of the pod\'s name, or a number, given "vm"',
    ],
    [
      "the kubelet's file is not there",
      ["--nodes-credential-providers-config=/none", "--nodes-credential-providers-bin-dir=/none"],
      "/none: no such file",
    ],
  ] as const) {
    it(`ends with 2 where ${what}`, async () => {
      await clusters.start("prod", holding({}));
      const argv = ["run", "--bind-address=127.0.0.1:0", "--log-level=error", ...flags];
      const { code, err } = await clusters.feedIn({ POD_NAME: "vm" }, "", ...argv);
      expect([code, err]).to.deep.equal([2, `${line}\n`]);
    });
  }
});
