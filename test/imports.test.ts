import { globSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { expect } from "chai";

const ROOT = join(import.meta.dirname, "..");

const FILES = globSync("src/**/*.ts", { cwd: ROOT });

/** A part: a folder of `src/`, or a file right in it, by its name. */
const partOf = (path: string) => path.split("/")[1]!.replace(/\.ts$/, "");

/** What each part may import from: the table of docs/architecture.md, in its order. */
function allowed(): ReadonlyMap<string, readonly string[]> {
  const rows = readFileSync(join(ROOT, "docs/architecture.md"), "utf8")
    .split("| folder or file of `src/` | may import from |")[1]!
    .trimStart()
    .split(/\n(?!\|)/, 1)[0]!
    .split("\n")
    .slice(1);
  return new Map(
    rows.map((row) => {
      const [part, ...others] = [...row.matchAll(/`([^`]+)`/g)].map(([, name]) => name!);
      return [part!, others];
    }),
  );
}

/** Every import of a file of src/ by another, types included. */
function imports(): readonly { readonly from: string; readonly to: string }[] {
  return FILES.flatMap((from) => {
    const text = readFileSync(join(ROOT, from), "utf8");
    const specifiers = text.matchAll(/(?:\bfrom|\bimport|\bimport\()\s*"(\.[^"]+)"/g);
    return [...specifiers].map(([, path]) => ({ from, to: normalize(join(dirname(from), path!)) }));
  });
}

describe("imports in src/", () => {
  const table = allowed();
  const found = imports();

  it("go only where docs/architecture.md allows", () => {
    const strays = found.filter(
      ({ from, to }) =>
        to.startsWith("src/") &&
        partOf(from) !== partOf(to) &&
        !table.get(partOf(from))?.includes(partOf(to)),
    );
    expect(strays).to.deep.equal([]);
  });

  it("leave src/ only for what `render` renders", () => {
    const outside = found.filter(({ to }) => !to.startsWith("src/"));
    expect(new Set(outside.map(({ from }) => from))).to.deep.equal(new Set(["src/cli/renderCommand.ts"]));
    expect(outside.map(({ to }) => dirname(to)).sort()).to.deep.equal([
      "dashboards",
      "notifications",
      "rules",
    ]);
  });

  it("use all that is allowed, from parts further up alone", () => {
    const used = new Set(found.map(({ from, to }) => `${partOf(from)} ${partOf(to)}`));
    const above: string[] = [];
    for (const [part, others] of table) {
      for (const other of others) {
        expect(above, `what ${part} imports from`).to.include(other);
        expect(used).to.include(`${part} ${other}`);
      }
      above.push(part);
    }
    expect(above).to.have.members([...new Set(FILES.map(partOf))]);
  });
});
