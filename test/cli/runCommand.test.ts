import { expect } from "chai";
import { clusterFixture, holding } from "./clusterFixture.ts";

describe("run", () => {
  const clusters = clusterFixture();

  it("ends with 2 where nothing says which shard it is", async () => {
    await clusters.start("prod", holding({}));
    const argv = ["run", "--sharding-shards=3", "--bind-address=127.0.0.1:0", "--log-level=error"];
    const { code, err } = await clusters.feedIn({ POD_NAME: "vm" }, "", ...argv);
    expect([code, err]).to.deep.equal([
      2,
      'config.sharding.shard: expected the ordinal of a StatefulSet at the end of the pod\'s name, or a number, given "vm"\n',
    ]);
  });
});
