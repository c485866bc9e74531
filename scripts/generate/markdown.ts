/** A table of cells that are Markdown already; pipes in them are escaped. */
export function markdownTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |\n`;
  return [line(header), `|${header.map(() => "---|").join("")}\n`, ...rows.map(line)].join("");
}

/** Plain text, in which only backticks mean something, as Markdown. */
export function markdownText(text: string): string {
  return text
    .split("`")
    .map((part, index) => (index % 2 === 1 ? part : part.replace(/[*_<]/g, "\\$&")))
    .join("`");
}
