import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { documentOf, ROOT } from "./documents.ts";

describe("what documents promise of a hostile world", () => {
  for (const document of ["SECURITY.md", "docs/reliability.md"]) {
    const rows = [...documentOf(document).text.matchAll(/`((?:rules\/)?tests?\/[^`]+)`: ([^|\n]+?) \|/g)];

    it(`${document} names tests`, () => {
      expect(rows.length).to.be.above(5);
    });

    for (const [, file = "", name = ""] of rows) {
      it(`is tested: ${document} is right about "${name}"`, () => {
        expect(readFileSync(join(ROOT, file), "utf8")).to.include(name);
      });
    }
  }
});
