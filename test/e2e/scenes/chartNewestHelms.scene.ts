import { expect } from "chai";
import { renderFixtures, renderValid, VALID_NAMES } from "../../chart/fixtures.ts";
import { CHART, type Helm, runHelm } from "../../chart/helms.ts";
import { INVALID_VALUES, isFound, judgeInvalid } from "../../chart/invalidFixtures.ts";
import { parts, scene } from "../harness/scene.ts";
import { locateTool } from "../tools/locateTool.ts";

scene("the chart in the newest Helms", [parts.helm, parts.newestHelms], () => {
  for (const tool of parts.newestHelms) {
    describe(tool, () => {
      let helm: Helm;
      before(async () => {
        helm = { name: tool, path: await locateTool(tool) };
      });

      it("passes lint --strict", async () => {
        const { ok, stdout, stderr } = await runHelm(helm, ["lint", "--strict", CHART]);
        expect(ok, stdout + stderr).to.equal(true);
      });

      it("gives the same objects as in the other Helms, with all valid values", async () => {
        const known = await renderFixtures();
        const rendered = await renderValid(helm);
        const sorted = (objects: readonly object[] = []) =>
          objects.map((object) => JSON.stringify(object)).sort();
        for (const name of VALID_NAMES) {
          expect(sorted(rendered.get(name)), name).to.deep.equal(sorted(known?.get(name)));
        }
      });

      it("refuses all invalid values for the same reasons", async () => {
        const found = await judgeInvalid(helm);
        for (const { name, at, keyword } of INVALID_VALUES) {
          const problems = found.get(name);
          const isThere = isFound(problems, { at, keyword }, { tellsKeys: false });
          expect(isThere, `${name}: ${JSON.stringify(problems)}`).to.equal(true);
        }
      });
    });
  }
});
