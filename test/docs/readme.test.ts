import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { blocksOf, DOCUMENTS, documentOf, ROOT } from "./documents.ts";

const words = (line: string) =>
  line
    .replaceAll(/127\.0\.0\.1:\d+/g, "HOST")
    .split(/ {2,}/)
    .join("  ");

describe("README.md", () => {
  it("shows lines that the demo prints", () => {
    const golden = readFileSync(join(ROOT, "test/cli/golden/demo-once.table.txt"), "utf8")
      .split("\n")
      .map(words);
    const shown = blocksOf("README.md", "").find((text) => text.startsWith("NAMESPACE "));
    const lines = (shown ?? "")
      .trimEnd()
      .split("\n")
      .filter((line) => line !== "…");
    expect(lines).to.have.length.above(4);
    expect(golden).to.include.members(lines.map(words));
  });

  it("is read in five minutes", () => {
    // 200 words a minute.
    expect(documentOf("README.md").text.split(/\s+/).length).to.be.below(1_000);
  });
});

describe("docs/README.md", () => {
  it("leads to every document of docs/ but runbooks, and so does README.md to it", () => {
    const { links } = documentOf("docs/README.md");
    const documents = DOCUMENTS.map(({ path }) => path).filter((path) => /^docs\/[^/]+\.md$/.test(path));
    expect(links).to.include.members(
      documents.map((path) => path.replace("docs/", "")).filter((path) => path !== "README.md"),
    );
    expect(documentOf("README.md").links).to.include("docs/README.md");
  });
});
