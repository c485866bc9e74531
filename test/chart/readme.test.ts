import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { parse } from "yaml";
import { VALUES_DEFAULTS } from "../../src/chart/values.generated.ts";
import { CHART } from "./helms.ts";

const text = readFileSync(join(CHART, "README.md"), "utf8");
const { home } = parse(readFileSync(join(CHART, "Chart.yaml"), "utf8")) as { home: string };

describe("chart/README.md", () => {
  it("links to what is there, also for those who have the chart alone", () => {
    const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link]) => link!);
    expect(links).not.to.deep.equal([]);
    for (const link of links) {
      if (link.startsWith("#")) {
        expect(text.toLowerCase().replaceAll(/[`,]/g, "").replaceAll(" ", "-"), link).to.include(
          `\n##-${link.slice(1)}\n`,
        );
        continue;
      }
      const [, path] = link.split(`${home}/blob/main/`);
      expect(path && existsSync(join(CHART, "..", path.replace(/#.*/, ""))), link).to.equal(true);
    }
  });

  it("tells how long the first alert takes as the values have it", () => {
    const { for: wait, keepFiringFor } = VALUES_DEFAULTS.rules.alerts.ImageAbsent;
    expect(text).to.include(
      `It fires after ${wait.replace("m", " minutes")} (\`rules.alerts.ImageAbsent.for\`)`,
    );
    expect(text).to.include(`ends it, ${keepFiringFor.replace("m", " minutes")} later (\`keepFiringFor\`)`);
  });
});
