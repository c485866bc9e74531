import { expect } from "chai";
import { BLOCK_SIZE, NO_VALUE, SeriesBlocks } from "../../src/series/seriesBlocks.ts";
import { chunkText } from "../support/chunkText.ts";

function makeBlocks(): SeriesBlocks<string> {
  return new SeriesBlocks((length) => new Float64Array(length));
}

const line = (entry: string, value: number) => `${entry}=${value} `;

function told(pictures: ReturnType<SeriesBlocks<string>["pictures"]>): string {
  return pictures.map((picture) => chunkText(picture.segment(0, line))).join("");
}

describe("SeriesBlocks", () => {
  it("tells what has a value", () => {
    const blocks = makeBlocks();
    const [a, b] = [blocks.add("a"), blocks.add("b")];
    blocks.add("c");
    blocks.set(a, 1.5);
    blocks.set(b, 2);
    blocks.set(b, NO_VALUE);
    expect(told(blocks.pictures())).to.equal("a=1.5 ");
    expect(blocks.unset).to.equal(2);
  });

  it("gives the slot of what was removed to the next, without its value", () => {
    const blocks = makeBlocks();
    const a = blocks.add("a");
    blocks.set(a, 1);
    blocks.remove(a);
    expect(blocks.unset).to.equal(0);
    expect(blocks.add("b")).to.equal(a);
    expect(told(blocks.pictures())).to.equal("");
    blocks.set(a, 2);
    expect(told(blocks.pictures())).to.equal("b=2 ");
  });

  it("pictures() are of their moment, though written later", () => {
    const blocks = makeBlocks();
    const slots = ["a", "b", "c"].map((entry) => blocks.add(entry));
    for (const slot of slots) {
      blocks.set(slot, 1);
    }
    const before = blocks.pictures();
    blocks.set(slots[0]!, 2);
    const between = blocks.pictures();
    blocks.remove(slots[1]!);
    blocks.add("d");
    expect([before, between, blocks.pictures()].map(told)).to.deep.equal([
      "a=1 b=1 c=1 ",
      "a=2 b=1 c=1 ",
      "a=2 c=1 ",
    ]);
  });

  it("pictures() write anew the blocks that changed, and no others", () => {
    const blocks = makeBlocks();
    const slots = Array.from({ length: 2 * BLOCK_SIZE + 1 }, (_, index) => blocks.add(`s${index}`));
    for (const slot of slots) {
      blocks.set(slot, 1);
    }
    const written = () => {
      const lines: string[] = [];
      for (const picture of blocks.pictures()) {
        picture.segment(0, (entry, value) => {
          lines.push(entry);
          return line(entry, value);
        });
      }
      return lines.length;
    };
    expect(written()).to.equal(slots.length);
    expect(written()).to.equal(0);
    blocks.set(slots[3]!, 1);
    expect(written()).to.equal(0);
    blocks.set(slots[3]!, 2);
    expect(written()).to.equal(BLOCK_SIZE);
    blocks.add("later");
    expect(written()).to.equal(1);
  });

  it("writes each family of a picture by itself, of the values that it tells", () => {
    const blocks = makeBlocks();
    blocks.set(blocks.add("a"), 1);
    blocks.set(blocks.add("b"), 2);
    blocks.add("c");
    const [picture] = blocks.pictures();
    const texts = [0, 1, 2, 3].map((family) =>
      chunkText(
        picture!.segment(
          family,
          (entry) => `${family}${entry} `,
          (value) => family === 0 || value === family,
        ),
      ),
    );
    expect(texts).to.deep.equal(["0a 0b ", "1a ", "2b ", ""]);
  });
});
