import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { documentOf, ROOT } from "./documents.ts";

describe("what documents promise of a hostile world", () => {
  for (const document of ["SECURITY.md", "docs/reliability.md"]) {
    // A row may name several: each goes up to the next one, or to the end of its cell.
    const rows = [
      ...documentOf(document).text.matchAll(
        /`((?:rules\/)?tests?\/[^`]+)`([^|\n]*?)(?=`(?:rules\/)?tests?\/| \|)/g,
      ),
    ].map(([, file = "", after = ""]) => ({ file, name: /^: (.+?)(?:; )?$/.exec(after)?.[1] ?? "" }));

    it(`${document} names tests`, () => {
      expect(rows.length).to.be.above(5);
    });

    for (const { file, name } of rows) {
      it(`is tested: ${document} is right about "${name}" in ${file}`, () => {
        expect(name, "the test's name, after a colon").not.to.equal("");
        expect(readFileSync(join(ROOT, file), "utf8")).to.include(name);
      });
    }
  }
});
