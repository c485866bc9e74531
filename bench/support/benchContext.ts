/** What every part of the benchmark is given. */
export interface BenchContext {
  /** Fewer rounds, and no clusters of 100,000 containers. */
  readonly quick: boolean;
  /** For files; removed at the end. */
  readonly folder: string;
  /** The exporter: `dist/main.js`. */
  readonly bundle: string;
  /** Flags for the Node.js that runs the exporter, as the entry point passes them. */
  readonly nodeFlags: readonly string[];
  /** Aborts when somebody interrupts the benchmark. */
  readonly signal: AbortSignal;
  /** Tells whoever waits what is going on. */
  say(text: string): void;
}
