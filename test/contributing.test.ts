import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";

const ROOT = join(import.meta.dirname, "..");
const FOLDERS = [
  "src",
  "test",
  "rules",
  "docs",
  "chart",
  "dashboards",
  "notifications",
  "bench",
  "scripts",
  ".ci",
];

describe("CONTRIBUTING.md", () => {
  const text = readFileSync(join(ROOT, "CONTRIBUTING.md"), "utf8");
  const paths = [...text.matchAll(/`([\w.-]+\/[\w./-]*)`|\]\(([^):]+)\)/g)].map(
    ([, quoted, link]) => quoted ?? link!,
  );

  it("names files and folders that there are", () => {
    const ours = paths.filter((path) => FOLDERS.some((folder) => path.startsWith(`${folder}/`)));
    expect(ours).to.have.length.above(40);
    expect(ours.filter((path) => !existsSync(join(ROOT, path)))).to.deep.equal([]);
  });

  it("names scripts of package.json", () => {
    const { scripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
    const named = [...text.matchAll(/npm run (?:--silent )?([\w:]+)/g)].map(([, name]) => name!);
    expect(named.filter((name) => !Object.hasOwn(scripts, name))).to.deep.equal([]);
  });
});
