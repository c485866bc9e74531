import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { parseAllDocuments } from "yaml";
import { BLOCKS } from "../../docs/documents.ts";
import { followScript, SCRIPTS } from "../../docs/scripts.ts";
import { runClusterTool } from "../harness/clusterTool.ts";
import { parts, scene } from "../harness/scene.ts";
import { type ControlPlane, startControlPlane } from "../harness/startControlPlane.ts";

/** A word in capitals stands for a number here and there, and so do dots. */
const numbered = (word: string) => word.replace(/(?<=revision=)(REVISION|…)$/, "1");

scene("what documents have people type", [parts.apiServer, ["kubectl"]], () => {
  let cluster: ControlPlane;
  let folder: string;
  before(async () => {
    cluster = await startControlPlane();
    folder = await mkdtemp(join(tmpdir(), "documents-"));
  });
  after(async () => {
    await rm(folder, { recursive: true });
    await cluster?.stop();
  });

  it("has subcommands and flags that kubectl knows", async () => {
    const refused: string[] = [];
    const lines = new Set<string>();
    for (const script of SCRIPTS.filter(({ text }) => text.includes("kubectl"))) {
      const { calls } = await followScript(script, folder);
      for (const { args } of calls.filter(
        ({ name, args }) => name === "kubectl" && args[0] !== "image-availability",
      )) {
        // Behind two dashes stands another program's own.
        const own = args.includes("--") ? args.slice(0, args.indexOf("--")) : args;
        const line = own.join(" ");
        if (lines.has(line)) {
          continue;
        }
        lines.add(line);
        try {
          const { stdout } = await runClusterTool("kubectl", [...own.map(numbered), "--help"], cluster);
          // Of a group of commands it lists these, whatever follows; apply is one, and a command as well.
          expect(/^Available Commands:/m.test(stdout) && !own.includes("apply"), line).to.equal(false);
        } catch (error) {
          refused.push(`${script.document}:${script.line}: ${line}: ${error}`);
        }
      }
    }
    expect(lines.size).to.be.above(60);
    expect(refused).to.deep.equal([]);
  }).timeout(120_000);

  it("has objects that an API server takes", async () => {
    const objects = BLOCKS.filter(({ language }) => language === "yaml").filter(({ text }) =>
      parseAllDocuments(text).every(
        (each) => each.get("apiVersion") !== undefined && each.get("kind") !== undefined,
      ),
    );
    expect(objects).to.have.length.above(0);
    for (const { text } of objects) {
      const args = ["create", "--dry-run=server", "--validate=strict", "--filename=-"];
      expect((await runClusterTool("kubectl", args, { ...cluster, input: text })).stdout).to.match(
        /created \(server dry run\)/,
      );
    }
  });
});
