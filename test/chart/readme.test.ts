import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { VALUES_DEFAULTS } from "../../src/chart/values.generated.ts";
import { CHART } from "./helms.ts";

const text = readFileSync(join(CHART, "README.md"), "utf8");

describe("chart/README.md", () => {
  it("tells how long the first alert takes as the values have it", () => {
    const { for: wait, keepFiringFor } = VALUES_DEFAULTS.rules.alerts.ImageAbsent;
    expect(text).to.include(
      `It fires after ${wait.replace("m", " minutes")} (\`rules.alerts.ImageAbsent.for\`)`,
    );
    expect(text).to.include(`ends it, ${keepFiringFor.replace("m", " minutes")} later (\`keepFiringFor\`)`);
  });
});
