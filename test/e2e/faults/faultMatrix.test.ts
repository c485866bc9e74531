import { readFileSync } from "node:fs";
import { expect } from "chai";
import { faultMatrix, faultTable } from "./faultMatrix.ts";

describe("faultMatrix", () => {
  const document = readFileSync(new URL("../../../docs/reliability.md", import.meta.url), "utf8");
  const [, section = ""] = document.split("## Played on real servers\n");

  it("stands in docs/reliability.md row by row", () => {
    const [table] = section.split("\n## ");
    expect(table?.split("\n").filter((line) => line.startsWith("|"))).to.deep.equal(faultTable(faultMatrix));
  });

  it("has no fault twice", () => {
    expect(new Set(faultMatrix.map(({ name }) => name)).size).to.equal(faultMatrix.length);
  });
});
