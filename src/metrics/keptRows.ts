import type { BlockPicture } from "../series/seriesBlocks.ts";

/** Rows of series that stand in blocks: what they say is kept as text from scrape to scrape. */
export class KeptRows<Entry, Row> implements Iterable<Row> {
  readonly blocks: readonly BlockPicture<Entry>[];
  readonly row: (entry: Entry, value: number) => Row;

  /** @param row must say the same each time of what a block is made of */
  constructor(blocks: readonly BlockPicture<Entry>[], row: (entry: Entry, value: number) => Row) {
    this.blocks = blocks;
    this.row = row;
  }

  *[Symbol.iterator](): Generator<Row, void> {
    for (const block of this.blocks) {
      for (const [entry, value] of block) {
        yield this.row(entry, value);
      }
    }
  }
}
