import { expect } from "chai";
import { gauge } from "../../src/metrics/gauge.ts";
import { gaugeSources } from "./gaugeSources.ts";

const TEXTS = { help: "Number of things.", emitted: "Always." };

describe("gauge()", () => {
  it("makes a row of a number, and none of what is not known", () => {
    const size = gauge({ ...TEXTS, labels: [], rows: ({ targets }) => targets.size });
    expect([...size.rows(gaugeSources({ targets: { size: 2 } }))]).to.deep.equal([{ value: 2 }]);
    expect([...gauge({ ...TEXTS, labels: [], rows: () => undefined }).rows(gaugeSources())]).to.deep.equal(
      [],
    );
  });

  it("takes rows that have the labels, and no others", () => {
    const lanes = gauge({ ...TEXTS, labels: ["lane"], rows: () => [{ lane: "new" }] });
    expect([...lanes.rows(gaugeSources())]).to.deep.equal([{ lane: "new" }]);
    // @ts-expect-error a row without one of the labels
    gauge({ ...TEXTS, labels: ["lane", "registry"], rows: () => [{ lane: "new" }] });
    // @ts-expect-error a number where there are labels
    gauge({ ...TEXTS, labels: ["lane"], rows: () => 1 });
    // @ts-expect-error rows where there are no labels
    gauge({ ...TEXTS, labels: [], rows: () => [{ lane: "new" }] });
  });
});
