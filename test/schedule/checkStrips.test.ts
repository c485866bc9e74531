import { expect } from "chai";
import { CELL_MS, CELLS, CheckStrips } from "../../src/schedule/checkStrips.ts";

describe("CheckStrips", () => {
  const start = 1_000 * CELL_MS;
  const results = (strips: CheckStrips, slot: number, nowMs: number) =>
    strips
      .read(slot, nowMs)
      .map(({ result }) => result ?? "-")
      .join(" ");
  const blank = (count: number) => Array<string>(count).fill("-").join(" ");

  it("keeps the worst result of each cell, the newest last", () => {
    const strips = new CheckStrips();
    strips.record(3, "available", start);
    strips.record(3, "absent", start + CELL_MS);
    strips.record(3, "available", start + CELL_MS + 1);
    strips.record(3, "rate_limited", start + 3 * CELL_MS);
    strips.record(3, "available", start + 3 * CELL_MS);
    expect(results(strips, 3, start + 4 * CELL_MS)).to.equal(
      `${blank(CELLS - 5)} available absent - rate_limited -`,
    );
  });

  it("says when each cell began", () => {
    const cells = new CheckStrips().read(0, start + 1);
    expect(cells.length).to.equal(CELLS);
    expect(cells.at(-1)?.beganMs).to.equal(start);
    expect(cells[0]?.beganMs).to.equal(start - (CELLS - 1) * CELL_MS);
  });

  it("forgets what is older than all cells, also of a slot that nothing was recorded in meanwhile", () => {
    const strips = new CheckStrips();
    strips.record(0, "absent", start);
    expect(results(strips, 0, start + CELLS * CELL_MS)).to.equal(blank(CELLS));
    strips.record(0, "available", start + (CELLS + 5) * CELL_MS);
    expect(results(strips, 0, start + (CELLS + 5) * CELL_MS)).to.equal(`${blank(CELLS - 1)} available`);
  });

  it("gives nobody what was another's in the same slot, nor a neighbour's", () => {
    const strips = new CheckStrips();
    strips.record(2_000, "absent", start);
    strips.record(2_001, "available", start);
    strips.clear(2_000);
    expect(results(strips, 2_000, start)).to.equal(blank(CELLS));
    expect(results(strips, 2_001, start)).to.equal(`${blank(CELLS - 1)} available`);
  });

  it("lets the newest cell take what comes while the wall clock is behind it", () => {
    const strips = new CheckStrips();
    strips.record(0, "available", start);
    strips.record(0, "absent", start - 10 * CELL_MS);
    expect(results(strips, 0, start - 10 * CELL_MS)).to.equal(`${blank(CELLS - 1)} absent`);
  });
});
