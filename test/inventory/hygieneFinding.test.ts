import { readFileSync } from "node:fs";
import { expect } from "chai";
import { findingSet, findingsIn, HYGIENE_FINDINGS } from "../../src/inventory/hygieneFinding.ts";

describe("HYGIENE_FINDINGS", () => {
  it("are a stable contract", () => {
    expect(HYGIENE_FINDINGS).to.deep.equal([
      "no_readiness_probe",
      "liveness_equals_readiness",
      "no_pre_stop",
      "short_grace_period",
    ]);
  });

  it("are defined in the documentation, each and no others", () => {
    const text = readFileSync(new URL("../../docs/hygiene.md", import.meta.url), "utf8");
    expect([...text.matchAll(/^\| `([a-z_]+)` \|/gm)].map(([, name]) => name)).to.deep.equal(
      HYGIENE_FINDINGS,
    );
  });

  it("findingsIn() gives back what findingSet() took", () => {
    for (const findings of [[], ["no_pre_stop"], [...HYGIENE_FINDINGS]] as const) {
      expect(findingsIn(findingSet(findings))).to.deep.equal(findings);
    }
  });
});
