import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { catalogue, type Tool, type ToolName, toolNames } from "./catalogue.ts";

describe("catalogue", () => {
  const goTools = toolNames.flatMap((name) => {
    const { source, version }: Tool = catalogue[name];
    return source.from === "go" || source.from === "goFiles" ? [{ name, source, version }] : [];
  });

  for (const { name, source, version } of goTools) {
    it(`go.mod pins ${name} ${version}`, async () => {
      const text = await readFile(join(import.meta.dirname, source.module, "go.mod"), "utf8");
      const packagePath = source.from === "go" ? (source.pins ?? source.package) : source.path;
      const pinned = [...text.matchAll(/^\s*(?:require )?(\S+) v(\S+)/gm)].filter(
        ([, module]) => packagePath === module || packagePath.startsWith(`${module}/`),
      );
      expect(pinned.map(([, , pinnedVersion]) => pinnedVersion)).to.deep.equal([version.split("+")[0]]);
    });
  }

  it("gives each tool a variable of its own", () => {
    const variables = toolNames.map((name: ToolName) => catalogue[name].env);
    expect(new Set(variables).size).to.equal(variables.length);
  });
});
