import { oneLine } from "./oneLine.ts";

const GAP = "  ";

/** A cell that is wider stands out of its column, and does not push all the others away. */
const MAX_WIDTH = 120;

/**
 * Lays rows out in columns, each as wide as its widest cell of a common size; the last one is as long as it is.
 *
 * @param rows cells as text; line breaks and control characters in them become spaces
 * @returns lines, each with a line break at its end; empty for no rows
 */
export function formatTable(rows: readonly (readonly string[])[]): string {
  const clean = rows.map((row) => row.map((cell) => oneLine(cell)));
  const widths: number[] = [];
  for (const row of clean) {
    row.forEach((cell, column) => {
      const cellWidth = width(cell);
      widths[column] = Math.max(widths[column] ?? 0, cellWidth > MAX_WIDTH ? 0 : cellWidth);
    });
  }
  return clean
    .map((row) => {
      const cells = row.map(
        (cell, column) => cell + " ".repeat(Math.max(0, (widths[column] ?? 0) - width(cell))),
      );
      return `${cells.join(GAP).trimEnd()}\n`;
    })
    .join("");
}

// Characters as people count them; those of double width are rare in image names.
const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });

function width(text: string): number {
  return /^[\x20-\x7e]*$/.test(text) ? text.length : [...segmenter.segment(text)].length;
}
