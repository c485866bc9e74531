import { expect } from "chai";
import { ownShard } from "../../src/inventory/ownShard.ts";

describe("ownShard()", () => {
  for (const [sharding, podName, expected] of [
    [{ shards: 3, shard: 1 }, "iae-2", 1],
    [{ shards: 3, shard: -1 }, "iae-2", 2],
    [{ shards: 3, shard: -1 }, "iae-7", 7],
    [{ shards: 1, shard: -1 }, "iae-5d9c-x2x7q", 0],
  ] as const) {
    it(`is ${expected} of ${JSON.stringify(sharding)} in the pod ${podName}`, () => {
      expect(ownShard(sharding, podName)).to.deep.equal({ shards: sharding.shards, shard: expected });
    });
  }

  it("is not guessed where the pod's name has no ordinal", () => {
    expect(() => ownShard({ shards: 3, shard: -1 }, "iae-5d9c-x2x7q")).to.throw(
      'config.sharding.shard: expected the ordinal of a StatefulSet at the end of the pod\'s name, or a number, given "iae-5d9c-x2x7q"',
    );
  });
});
