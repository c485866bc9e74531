import { expect } from "chai";
import { crio } from "../../../src/registry/runtime/crio.ts";
import { credentialScenes, foundScenes, statusScenes, tokenScenes } from "../differential/answerScenes.ts";
import { borrowedScenes } from "../differential/borrowedScenes.ts";
import { challengeScenes } from "../differential/challengeScenes.ts";
import { tlsScenes } from "../differential/connectionScenes.ts";
import { crioDifference } from "../differential/crioDifferences.ts";
import { keptScenes } from "../differential/madeUpScenes.ts";
import { oddAnswerScenes } from "../differential/oddAnswerScenes.ts";
import { oddUrlScenes } from "../differential/oddUrlScenes.ts";
import { playScene, type Stage } from "../differential/playScene.ts";
import { redirectScenes } from "../differential/redirectScenes.ts";
import type { RegistryScene } from "../differential/registryScene.ts";
import { secondChallengeScenes } from "../differential/secondChallengeScenes.ts";
import { setStage } from "../differential/setStage.ts";
import { parts, scene } from "../harness/scene.ts";
import { locateTool } from "../tools/locateTool.ts";

const SUITES: Readonly<Record<string, Readonly<Record<string, RegistryScene>>>> = {
  challenges: challengeScenes,
  "challenges to a token": secondChallengeScenes,
  "token services": tokenScenes,
  statuses: statusScenes,
  "what is found": foundScenes,
  "odd answers": oddAnswerScenes,
  credentials: credentialScenes,
  "another image before": borrowedScenes,
  redirects: redirectScenes,
  "odd URLs": oddUrlScenes,
  TLS: tlsScenes,
  "made up once": keptScenes,
};

scene("verdicts, beside CRI-O's own library", [parts.crioJudge], () => {
  let stage: Stage;

  before(async () => {
    stage = await setStage(crio, await locateTool("crio-judge"), {
      pathsOf: () => ({ hostsDir: "", root: "" }),
      fileName: (name) => name,
    });
  });
  after(() => stage?.judge.close());

  for (const [suite, scenes] of Object.entries(SUITES)) {
    describe(suite, () => {
      for (const [what, played] of Object.entries(scenes)) {
        const differing = crioDifference(played);
        if (differing === undefined) {
          continue;
        }
        it(what, async () => {
          const { theirs, ours, notes } = await playScene(played, stage);
          if (differing.byHead) {
            // As HEAD and GET may say different things, what HEAD says may be too good.
            expect(ours.available || !theirs.available, notes).to.equal(true);
          }
          for (const part of ["available", "asked", "saw"] as const) {
            if (!differing.in.includes(part)) {
              expect(ours[part], notes).to.deep.equal(theirs[part]);
            }
          }
        });
      }
    });
  }
});
