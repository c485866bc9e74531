const GAP = "  ";

/**
 * Lays rows out in columns, each as wide as its widest cell; the last one is as long as it is.
 *
 * @param rows cells as text; line breaks and control characters in them become spaces
 * @returns lines, each with a line break at its end; empty for no rows
 */
export function formatTable(rows: readonly (readonly string[])[]): string {
  const clean = rows.map((row) => row.map((cell) => cell.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ")));
  const widths: number[] = [];
  for (const row of clean) {
    row.forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, width(cell));
    });
  }
  return clean
    .map((row) => {
      const cells = row.map((cell, column) => cell + " ".repeat((widths[column] ?? 0) - width(cell)));
      return `${cells.join(GAP).trimEnd()}\n`;
    })
    .join("");
}

// Characters as people count them; those of double width are rare in image names.
const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });

function width(text: string): number {
  return /^[\x20-\x7e]*$/.test(text) ? text.length : [...segmenter.segment(text)].length;
}
