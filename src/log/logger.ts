/**
 * What modules need of a logger: pino's shape, fields first. Keys are fixed: `namespace`, `kind`, `name`, `container`,
 * `image`, `registry`, `reason`, `resource`, `error`; at level debug, what the line is about.
 */
export interface Logger {
  /** The least important level that is written: what only others would need is not even put together. */
  readonly level: string;
  debug(fields: LogFields, message: string): void;
  info(fields: LogFields, message: string): void;
  warn(fields: LogFields, message: string): void;
  error(fields: LogFields, message: string): void;
}

/** Structured fields of a log line. Never put a password, token or Authorization header in one. */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;
