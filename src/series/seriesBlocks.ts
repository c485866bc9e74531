import { getOrMake } from "../collections/getOrMake.ts";
import { inPieces } from "./piece.ts";
import { Segment } from "./segment.ts";

/** How many series a block has: writing one family of it takes a millisecond or two. */
export const BLOCK_SIZE = 1024;

/** The value of a series that has no sample. */
export const NO_VALUE = 0;

/** The values of a block, of a type that is as narrow as they allow. */
export type ValueColumn = Uint8Array<ArrayBuffer> | Float64Array<ArrayBuffer>;

type Entries<Entry> = (Entry | undefined)[];

/**
 * Series in slots, each with a value, in blocks that are pictured as wholes: what has not changed since its last picture
 * is not written again. All but `pictures` is O(1), or copies a block once after a picture of it.
 */
export class SeriesBlocks<Entry> {
  readonly #blocks: Block<Entry>[] = [];
  readonly #free: number[] = [];
  readonly #makeColumn: (length: number) => ValueColumn;
  /** Slots from here on were never taken. */
  #end = 0;
  #unset = 0;

  constructor(makeColumn: (length: number) => ValueColumn) {
    this.#makeColumn = makeColumn;
  }

  /** How many series there are. */
  get size(): number {
    return this.#end - this.#free.length;
  }

  /** How many series have no value. */
  get unset(): number {
    return this.#unset;
  }

  /** Adds a series without a value. @returns the slot that it has until it is removed */
  add(entry: Entry): number {
    const slot = this.#free.pop() ?? this.#end++;
    const number = Math.floor(slot / BLOCK_SIZE);
    this.#blocks[number] ??= new Block<Entry>(this.#makeColumn(BLOCK_SIZE));
    this.#blocks[number].put(slot % BLOCK_SIZE, entry);
    this.#unset++;
    return slot;
  }

  /** Sets the value of the series in a slot; `NO_VALUE` takes the sample away. */
  set(slot: number, value: number): void {
    const before = this.#block(slot).set(slot % BLOCK_SIZE, value);
    this.#unset += Number(value === NO_VALUE) - Number(before === NO_VALUE);
  }

  /** The value of the series in a slot; `NO_VALUE` where it has none. */
  get(slot: number): number {
    return this.#block(slot).get(slot % BLOCK_SIZE);
  }

  /** Removes the series in a slot, which another may take. */
  remove(slot: number): void {
    this.set(slot, NO_VALUE);
    this.#block(slot).put(slot % BLOCK_SIZE, undefined);
    this.#unset--;
    this.#free.push(slot);
  }

  /** All series at this moment, whatever becomes of them. Cheap: nothing is copied or written yet. */
  pictures(): readonly BlockPicture<Entry>[] {
    return this.#blocks.map((block) => block.picture());
  }

  #block(slot: number): Block<Entry> {
    return this.#blocks[Math.floor(slot / BLOCK_SIZE)]!;
  }
}

/** What the series of one block were at one moment. Each family of it is written once, whoever asks. */
export class BlockPicture<Entry> {
  readonly #entries: Readonly<Entries<Entry>>;
  readonly #values: Readonly<ValueColumn>;
  readonly #segments = new Map<number, Segment>();
  #distinct: readonly number[] | undefined;

  constructor(entries: Readonly<Entries<Entry>>, values: Readonly<ValueColumn>) {
    this.#entries = entries;
    this.#values = values;
  }

  /**
   * The lines of the series that have a value.
   *
   * @param family a number that stands for what `line` writes
   * @param line returns a whole line
   * @param tells whether the family has a line of each series with this value: most blocks have none of what is rare
   */
  segment(
    family: number,
    line: (entry: Entry, value: number) => string,
    tells: (value: number) => boolean = () => true,
  ): Segment {
    return getOrMake(this.#segments, family, () => {
      this.#distinct ??= [...new Set(this.#values)].filter((value) => value !== NO_VALUE);
      return this.#distinct.some(tells) ? new Segment(inPieces(this.#lines(line, tells))) : EMPTY;
    });
  }

  /** The series that have a value. */
  *[Symbol.iterator](): Generator<readonly [entry: Entry, value: number], void> {
    for (let index = 0; index < this.#entries.length; index++) {
      const entry = this.#entries[index];
      const value = this.#values[index] ?? NO_VALUE;
      if (value !== NO_VALUE && entry !== undefined) {
        yield [entry, value];
      }
    }
  }

  *#lines(
    line: (entry: Entry, value: number) => string,
    tells: (value: number) => boolean,
  ): Generator<string> {
    for (const [entry, value] of this) {
      if (tells(value)) {
        yield line(entry, value);
      }
    }
  }
}

const EMPTY = new Segment([]);

class Block<Entry> {
  #entries: Entries<Entry> = [];
  #values: ValueColumn;
  /** Shares entries and values, as long as neither changes. */
  #picture: BlockPicture<Entry> | undefined;

  constructor(values: ValueColumn) {
    this.#values = values;
  }

  put(index: number, entry: Entry | undefined): void {
    this.#part();
    this.#entries[index] = entry;
  }

  get(index: number): number {
    return this.#values[index] ?? NO_VALUE;
  }

  /** @returns the value before */
  set(index: number, value: number): number {
    const before = this.#values[index] ?? NO_VALUE;
    if (before !== value) {
      this.#part();
      this.#values[index] = value;
    }
    return before;
  }

  picture(): BlockPicture<Entry> {
    this.#picture ??= new BlockPicture(this.#entries, this.#values);
    return this.#picture;
  }

  /** Leaves the picture what it shows. */
  #part(): void {
    if (this.#picture !== undefined) {
      this.#entries = this.#entries.slice();
      this.#values = this.#values.slice();
      this.#picture = undefined;
    }
  }
}
