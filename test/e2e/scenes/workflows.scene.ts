import { cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { parts, scene } from "../harness/scene.ts";
import { temporaryFolder } from "../harness/temporaryFolder.ts";
import { locateTool } from "../tools/locateTool.ts";
import { type CommandFailed, runCommand } from "../tools/runCommand.ts";

scene("the workflows of GitHub", [parts.workflows], () => {
  let release: string;
  before(async () => {
    const folder = await temporaryFolder("workflows");
    await cp(fileURLToPath(new URL("../../../.github", import.meta.url)), join(folder, ".github"), {
      recursive: true,
    });
    release = join(folder, ".github/workflows/release.yaml");
  });

  /** What actionlint finds in some files, by itself. */
  const findings = async (...files: readonly string[]) =>
    await runCommand(await locateTool("actionlint"), [
      "-no-color",
      "-oneline",
      "-shellcheck=",
      "-pyflakes=",
      ...files,
    ]);

  it("are in its language, and take what is given", async () => {
    for (const name of ["ci", "release", "scan"]) {
      expect(await findings(release.replace("release", name)), name).to.equal("");
    }
  });

  it("would not pass with a step that nothing is known of", async () => {
    const text = await readFile(release, "utf8");
    await writeFile(release, text.replaceAll("steps.chart.outputs", "steps.charts.outputs"));
    const failure: CommandFailed = await findings(release).catch((error) => error);
    expect(failure.code).to.equal(1);
  });
});
