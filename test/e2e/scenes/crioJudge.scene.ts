import { join } from "node:path";
import { expect } from "chai";
import { crio } from "../../../src/registry/runtime/crio.ts";
import { NO_NODE_FILES } from "../../support/noNodeFiles.ts";
import { chooseBeside } from "../differential/chooseBeside.ts";
import { COMMON_SUITES, type Suite } from "../differential/commonSuites.ts";
import { crioDifference } from "../differential/crioDifferences.ts";
import { crioPairScenes, nodeScenes, registriesScenes, shortNameScenes } from "../differential/crioScenes.ts";
import { PlayAhead } from "../differential/playAhead.ts";
import type { Stage } from "../differential/playScene.ts";
import { setStage } from "../differential/setStage.ts";
import { parts, scene } from "../harness/scene.ts";
import { locateTool } from "../tools/locateTool.ts";

const SUITES: Readonly<Record<string, Suite>> = {
  ...COMMON_SUITES,
  "registries.conf": registriesScenes,
  "a mirror and a registry": crioPairScenes,
  "certificates and credentials of nodes": nodeScenes,
  "names without a registry": shortNameScenes,
};

scene("verdicts, beside CRI-O's own library", [parts.crioJudge], () => {
  let stage: Stage;
  const ahead = new PlayAhead(SUITES, () => stage);

  before(async () => {
    stage = await setStage(crio, await locateTool("crio-judge"), {
      pathsOf: (folder = "", files) => ({
        ...NO_NODE_FILES,
        registriesConf: files.has("registries.conf") ? join(folder, "registries.conf") : "",
        certsDir: [...files.keys()].some((name) => name.startsWith("certs.d/"))
          ? join(folder, "certs.d")
          : "",
        runtimeAuthFile: files.has("auth.json") ? join(folder, "auth.json") : "",
        shortNameMode: files.has("short-name-mode") ? "disabled" : "enforcing",
      }),
      fileName: (name) => name,
    });
  });
  after(async () => {
    await ahead.settled();
    await stage?.judge.close();
  });

  it("choose alike among an index' images, whatever the platform", async function () {
    this.timeout(60_000);
    // What a node finds in its processor, the judge is told.
    const usual: Readonly<Record<string, string>> = { "linux/arm64": "linux/arm64/v8" };
    await chooseBeside(stage.judge, crio, (platform) => usual[platform] ?? platform);
  });

  for (const [suite, scenes] of Object.entries(SUITES)) {
    describe(suite, () => {
      for (const [what, played] of Object.entries(scenes)) {
        const differing = crioDifference(played);
        if (differing === undefined) {
          continue;
        }
        it(what, () =>
          ahead.judge(played, ({ theirs, ours, notes }) => {
            if (differing.byHead) {
              // As HEAD and GET may say different things, what HEAD says may be too good.
              expect(ours.available || !theirs.available, notes).to.equal(true);
            }
            for (const part of ["available", "asked", "saw"] as const) {
              if (!differing.in.includes(part)) {
                expect(ours[part], notes).to.deep.equal(theirs[part]);
              }
            }
          }),
        );
      }
    });
  }
});
