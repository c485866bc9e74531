import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect } from "chai";

const read = (path: string) => readFileSync(fileURLToPath(new URL(`../${path}`, import.meta.url)), "utf8");

describe("what documents promise of a hostile world", () => {
  for (const document of ["SECURITY.md", "docs/reliability.md"]) {
    const rows = [...read(document).matchAll(/`(test\/[^`]+)`: ([^|\n]+?) \|/g)];

    it(`${document} names tests`, () => {
      expect(rows.length).to.be.above(5);
    });

    for (const [, file = "", name = ""] of rows) {
      it(`is tested: ${document} is right about "${name}"`, () => {
        expect(read(file)).to.include(name);
      });
    }
  }
});
