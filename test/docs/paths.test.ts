import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { DOCUMENTS, documentOf, ROOT } from "./documents.ts";

const FOLDERS = readdirSync(ROOT, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !/^(dist|node_modules|\.git)$/.test(entry.name))
  .map(({ name }) => name);
/** What the changelog told of a release stays, whatever becomes of the files. */
const documents = DOCUMENTS.filter(({ path }) => path !== "CHANGELOG.md");

/** Whether git is told to leave it out, as something makes it. */
const isMade = (path: string) =>
  spawnSync("git", ["check-ignore", "--quiet", path], { cwd: ROOT }).status === 0;

describe("what documents name in passing", () => {
  const pathsIn = (text: string) =>
    [...text.matchAll(/`([\w.-]+\/[\w./-]*)`/g)]
      .map(([, path]) => path!)
      .filter((path) => FOLDERS.includes(path.split("/")[0]!));

  it("are, among others, files and folders that there are", () => {
    expect(pathsIn(documentOf("CONTRIBUTING.md").text)).to.have.length.above(40);
    for (const { path, text } of documents) {
      expect(
        pathsIn(text).filter((named) => !existsSync(join(ROOT, named)) && !isMade(named)),
        path,
      ).to.deep.equal([]);
    }
  });

  it("are scripts that package.json has", () => {
    const { scripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
    for (const { path, text } of documents) {
      const named = [...text.matchAll(/npm run (?:--silent )?([\w:]+)/g)].map(([, name]) => name!);
      expect(
        named.filter((name) => !Object.hasOwn(scripts, name)),
        path,
      ).to.deep.equal([]);
    }
  });
});
