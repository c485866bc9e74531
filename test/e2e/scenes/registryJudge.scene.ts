import { expect } from "chai";
import fc from "fast-check";
import { containerd } from "../../../src/registry/runtime/containerd.ts";
import { NO_NODE_FILES } from "../../support/noNodeFiles.ts";
import { chooseBeside } from "../differential/chooseBeside.ts";
import { COMMON_SUITES, type Suite } from "../differential/commonSuites.ts";
import { patienceScenes } from "../differential/connectionScenes.ts";
import { madeUpAnswers } from "../differential/madeUpAnswers.ts";
import { madeUpScene } from "../differential/madeUpScenes.ts";
import { limitedScenes, mirrorScenes, ownHeaderScenes, pairScenes } from "../differential/mirrorScenes.ts";
import { PlayAhead } from "../differential/playAhead.ts";
import { playScene, type Stage } from "../differential/playScene.ts";
import { setStage } from "../differential/setStage.ts";
import { parts, scene } from "../harness/scene.ts";
import { locateTool } from "../tools/locateTool.ts";

const SUITES: Readonly<Record<string, Suite>> = {
  ...COMMON_SUITES,
  patience: patienceScenes,
  mirrors: mirrorScenes,
  "headers of mirrors": ownHeaderScenes,
  "a mirror and a registry": pairScenes,
  "a mirror that limits the rate": limitedScenes,
};

scene("verdicts, beside containerd's own code", [parts.registryJudge], () => {
  let stage: Stage;
  const ahead = new PlayAhead(SUITES, () => stage);

  before(async () => {
    stage = await setStage(containerd, await locateTool("registry-judge"), {
      pathsOf: (folder = "") => ({ ...NO_NODE_FILES, hostsDir: folder }),
      fileName: (name) => name.replace(/:(\d+)(?=\/)/, "_$1_"),
    });
  });
  after(async () => {
    await ahead.settled();
    await stage?.judge.close();
  });

  it("agree on scenes made up out of the same parts", async function () {
    this.timeout(300_000);
    await fc.assert(
      fc.asyncProperty(madeUpScene, async (made) => {
        const { theirs, ours, notes } = await playScene(made, stage);
        expect(ours.available, notes).to.equal(theirs.available);
        // What is no manifest is looked for among all blobs by the judge, and no further by us.
        if (theirs.available) {
          expect(ours, notes).to.deep.equal(theirs);
        }
      }),
      { numRuns: Number(process.env.SCENES ?? 60) },
    );
  });

  it("agree on odd answers made up out of the same parts", async function () {
    this.timeout(300_000);
    await fc.assert(
      fc.asyncProperty(madeUpAnswers, async (made) => {
        const { theirs, ours, notes } = await playScene(made, stage);
        expect(ours, notes).to.deep.equal(theirs);
      }),
      { numRuns: Number(process.env.SCENES ?? 60) },
    );
  });

  it("choose alike among an index' images, whatever the platform", async function () {
    this.timeout(60_000);
    await chooseBeside(stage.judge, containerd);
  });

  for (const [suite, scenes] of Object.entries(SUITES)) {
    describe(suite, () => {
      for (const [what, played] of Object.entries(scenes)) {
        it(what, () =>
          ahead.judge(played, ({ theirs, ours, notes }) => {
            const { in: differing = [], as: sentence } = played.mayDiffer ?? {};
            for (const part of ["available", "asked", "saw"] as const) {
              if (!differing.includes(part)) {
                expect(ours[part], notes).to.deep.equal(theirs[part]);
              } else {
                expect(sentence).to.be.a("string");
              }
            }
          }),
        );
      }
    });
  }
});
