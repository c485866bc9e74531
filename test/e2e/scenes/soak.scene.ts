import { expect } from "chai";
import { playSoak } from "../../../bench/soak/playSoak.ts";
import { seededRandom } from "../../../bench/soak/seededRandom.ts";
import { scene } from "../harness/scene.ts";
import { temporaryFolder } from "../harness/temporaryFolder.ts";

scene("three hours of churn in compressed time", [], () => {
  it("leave the exporter with the verdicts, memory, handles and series it had", async () => {
    const seed = Date.now() % 1_000_000;
    const { faults, rounds } = await playSoak({
      rounds: 9,
      folder: await temporaryFolder("soak"),
      random: seededRandom(seed),
      signal: AbortSignal.timeout(580_000),
    });
    expect(faults, `npm run soak -- --seed ${seed}`).to.deep.equal([]);
    expect(rounds).to.have.length(9);
  }).timeout(600_000);
});
