/** A file that `render` makes of the chart's values: its name, without a folder, and its whole text. */
export interface RenderedFile {
  readonly name: string;
  readonly text: string;
  /** Stands beside another file, which names it: written into a folder, never printed. */
  readonly aside?: true;
  /** What it begins with, where people have files of that name: one that does not is not written over. */
  readonly mark?: string;
}
