/** A generated file: its path from the project's root, with forward slashes, and its whole text. */
export interface GeneratedFile {
  readonly path: string;
  readonly text: string;
}

/** Makes files from the project's sources. Equal sources give equal bytes: no dates, no machine's paths. */
export interface Generator {
  /** What it is about, for the one line that is printed: `configuration`, `metrics`. */
  readonly name: string;
  generate(): readonly GeneratedFile[] | Promise<readonly GeneratedFile[]>;
}
