import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { containerd } from "../../../src/registry/runtime/containerd.ts";
import { NO_NODE_FILES } from "../../support/noNodeFiles.ts";
import { playScene, type Stage } from "../differential/playScene.ts";
import type { RegistryScene } from "../differential/registryScene.ts";
import { setStage } from "../differential/setStage.ts";
import { parts, scene } from "../harness/scene.ts";
import { locateTool } from "../tools/locateTool.ts";

/**
 * Scenes with a `registries.yaml` for us, and for the judge the files and credentials that k3s 1.34 makes of it, as its own
 * code has made them once (`test/registry/runtime/registriesYamlFile.test.ts` says which).
 */
const SCENES = readFileSync(new URL("../../vectors/k3sScenes.jsonl", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line) as RegistryScene & { readonly name: string });

scene("verdicts of k3s, beside containerd's own code", [parts.registryJudge], () => {
  let stage: Stage;

  before(async () => {
    stage = await setStage(containerd, await locateTool("registry-judge"), {
      pathsOf: (folder = "") => ({ ...NO_NODE_FILES, registriesYaml: join(folder, "registries.yaml") }),
      // As k3s names folders on Linux.
      fileName: (name) => name,
    });
  });
  after(() => stage?.judge.close());

  for (const { name, ...played } of SCENES) {
    it(name, async () => {
      const { theirs, ours, notes } = await playScene(played, stage);
      for (const part of ["available", "asked", "saw"] as const) {
        if (played.mayDiffer?.in.includes(part) !== true) {
          expect(ours[part], notes).to.deep.equal(theirs[part]);
        }
      }
    });
  }
});
