import { expect } from "chai";
import { shardFilter } from "../../src/inventory/shard.ts";

describe("shardFilter()", () => {
  const images = Array.from({ length: 600 }, (_, index) => `reg.io/app:${index}`);
  const owner = (image: string, shards: number) =>
    Array.from({ length: shards }, (_, shard) => shard).filter((shard) =>
      shardFilter({ shards, shard })(image),
    );

  it("gives every image to exactly one shard", () => {
    for (const image of images) {
      expect(owner(image, 5)).to.have.length(1);
    }
  });

  it("moves only what becomes the new shard's own when one is added", () => {
    let moved = 0;
    for (const image of images) {
      const [before] = owner(image, 2);
      const [after] = owner(image, 3);
      if (before !== after) {
        expect(after).to.equal(2);
        moved++;
      }
    }
    expect(moved).to.be.within(140, 260);
  });

  it("takes everything when there is one shard", () => {
    expect(images.every(shardFilter({ shards: 1, shard: 0 }))).to.equal(true);
  });

  it("takes nothing when there are fewer shards than its number says", () => {
    expect(images.some(shardFilter({ shards: 2, shard: 2 }))).to.equal(false);
  });
});
