import { type CheckResult, NODES_ALONE_KNOW } from "../image/outcome.ts";
import { REASON_RECORDS, REASONS } from "../image/reasons.ts";
import { BLOCK_SIZE } from "../series/seriesBlocks.ts";

/** What checks found in one stretch of time. */
export interface StripCell {
  /** Wall-clock time at which it begins, in milliseconds. */
  readonly beganMs: number;
  /** The worst result; undefined where nothing was checked. */
  readonly result: CheckResult | undefined;
}

/** How long a cell is, in milliseconds: each image is checked once in ten minutes, unless told otherwise. */
export const CELL_MS = 10 * 60_000;
/** How many cells are kept of an image: four hours. */
export const CELLS = 24;

/** From the best to the worst: a byte is the place in this list, plus one. */
const RESULTS: readonly CheckResult[] = [
  "available",
  ...NODES_ALONE_KNOW,
  "rate_limited",
  ...REASONS.toSorted((a, b) => REASON_RECORDS[a].severity - REASON_RECORDS[b].severity),
];

interface Block {
  readonly cells: Uint8Array<ArrayBuffer>;
  /** Number of the newest cell of each slot, counted from the epoch; 0 where there is none. */
  readonly newest: Uint32Array<ArrayBuffer>;
}

/** Results of the last hours' checks by slot, 28 bytes each. */
export class CheckStrips {
  readonly #blocks: Block[] = [];

  /** The slot is somebody else's from now on. */
  clear(slot: number): void {
    const { newest } = this.#block(slot);
    newest[slot % BLOCK_SIZE] = 0;
  }

  /** @param atMs wall-clock time in milliseconds; where it went back, the newest cell takes it */
  record(slot: number, result: CheckResult, atMs: number): void {
    const { cells, newest } = this.#block(slot);
    const place = slot % BLOCK_SIZE;
    const start = place * CELLS;
    const before = newest[place] ?? 0;
    const now = Math.max(before, Math.floor(atMs / CELL_MS));
    if (now - before >= CELLS) {
      cells.fill(0, start, start + CELLS);
    } else {
      for (let passed = before + 1; passed <= now; passed++) {
        cells[start + (passed % CELLS)] = 0;
      }
    }
    newest[place] = now;
    const cell = start + (now % CELLS);
    cells[cell] = Math.max(cells[cell] ?? 0, RESULTS.indexOf(result) + 1);
  }

  /** The last hours up to now, the oldest first. */
  read(slot: number, nowMs: number): readonly StripCell[] {
    const { cells, newest } = this.#block(slot);
    const place = slot % BLOCK_SIZE;
    const last = newest[place] ?? 0;
    const now = Math.max(last, Math.floor(nowMs / CELL_MS));
    return Array.from({ length: CELLS }, (_, index) => {
      const number = now - CELLS + 1 + index;
      const isKept = number <= last && last - number < CELLS;
      const code = isKept ? (cells[place * CELLS + (number % CELLS)] ?? 0) : 0;
      return { beganMs: number * CELL_MS, result: RESULTS[code - 1] };
    });
  }

  #block(slot: number): Block {
    const number = Math.floor(slot / BLOCK_SIZE);
    this.#blocks[number] ??= {
      cells: new Uint8Array(BLOCK_SIZE * CELLS),
      newest: new Uint32Array(BLOCK_SIZE),
    };
    return this.#blocks[number];
  }
}
