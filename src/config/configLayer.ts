/** One source of configuration: the file, the environment, or the flags. */
export interface ConfigLayer {
  /** A part of the document; later layers go over earlier ones. */
  readonly document: unknown;
  /** For messages: what set a key of the document (a dotted path; empty: all of it), `--check-interval` or `IAE_LOG_LEVEL`. */
  readonly origins: ReadonlyMap<string, string>;
  /** What cannot be read at all, a line each. */
  readonly problems: readonly string[];
}
