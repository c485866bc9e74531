import { expect } from "chai";
import { formatTable } from "../../src/text/formatTable.ts";

describe("formatTable", () => {
  const cases: [does: string, rows: string[][], expected: string][] = [
    ["prints nothing for no rows", [], ""],
    [
      "aligns columns and leaves no spaces at the end of a line",
      [
        ["IMAGE", "OK", "MESSAGE"],
        ["nginx", "yes", ""],
        ["a/very/long:name", "no", "absent"],
      ],
      "IMAGE             OK   MESSAGE\nnginx             yes\na/very/long:name  no   absent\n",
    ],
    ["takes rows of different lengths", [["a"], ["b", "c"]], "a\nb  c\n"],
    [
      "counts characters as people do",
      [
        ["é", "x"],
        ["ab", "y"],
      ],
      "é   x\nab  y\n",
    ],
    [
      "lets no single long cell push the others away",
      [
        ["a".repeat(121), "x"],
        ["ab", "y"],
      ],
      `${"a".repeat(121)}  x\nab  y\n`,
    ],
    ["lets no cell turn what follows around", [["a\u202eb\u2066c\u200f", "d"]], "a\ufffdb\ufffdc\ufffd  d\n"],
    ["keeps a cell on its line", [["a\nb\u001b[2J\u2028c", "d"]], "a b [2J c  d\n"],
  ];
  for (const [does, rows, expected] of cases) {
    it(`formatTable() ${does}`, () => {
      expect(formatTable(rows)).to.equal(expected);
    });
  }
});
