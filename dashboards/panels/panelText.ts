/** What every panel says of itself, and its place. */
export interface PanelText {
  readonly title: string;
  /** What is shown, and what to do about it where it is not as it should be. */
  readonly description: string;
  /** One of Grafana's units, `short` for plain numbers. */
  readonly unit: string;
  /** Columns, of 24. */
  readonly width: number;
  /** Rows of the grid. Default: as the kind of panel needs. */
  readonly height?: number;
}
