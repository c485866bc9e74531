import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { divideAmongShards } from "../../../bench/support/divideAmongShards.ts";
import { scene } from "../harness/scene.ts";
import { temporaryFolder } from "../harness/temporaryFolder.ts";

const SHARDS = 8;

scene("eight shards as processes", [], () => {
  it("divide the containers of a cluster without a gap and without an overlap", async () => {
    const context = {
      quick: true,
      folder: await temporaryFolder("shards"),
      bundle: fileURLToPath(new URL("../../../dist/main.js", import.meta.url)),
      nodeFlags: [],
      signal: AbortSignal.timeout(100_000),
      say: () => {},
    };
    const shape = { name: "10,000 containers", workloads: 1_000, containersEach: 10, images: 2_000 };
    const { parts, missing, twice } = await divideAmongShards(context, shape, SHARDS);
    expect({ missing, twice }).to.deep.equal({ missing: 0, twice: 0 });
    // An eighth each, as far as chance goes with 250 images.
    for (const part of parts) {
      expect(part).to.be.within(800, 1_700);
    }
  });
});
