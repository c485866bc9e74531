import type { Figure } from "./figure.ts";

/** Pads cells to equal columns, as Markdown, so that a terminal and a document show it alike. */
export function renderTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = header.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => (row[column] ?? "").length)),
  );
  const line = (cells: readonly string[]) =>
    `| ${widths.map((width, column) => (cells[column] ?? "").padEnd(width)).join(" | ")} |`;
  return [line(header), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)].join("\n");
}

/** The report: one line for each figure. */
export function renderFigures(figures: readonly Figure[]): string {
  return renderTable(
    ["figure", "ours", "mark", "compared with", "reached"],
    figures.map(({ name, ours, mark = "", reference = "", ok }) => [
      name,
      ours,
      mark,
      reference,
      ok === undefined ? "" : ok ? "yes" : "NO",
    ]),
  );
}
