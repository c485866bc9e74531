/** One key of the configuration document that can be set by a flag or an environment variable as well. */
export interface ConfigOption {
  /** From the document's root: `server.bindAddress`. */
  readonly path: string;
  /** Flag names without dashes; help shows them all. */
  readonly flags: readonly string[];
  /** The path as a flag, where the flags above have names of their own; works too, and is not shown. */
  readonly pathFlag?: string;
  /** A repeatable flag besides, each use of which adds one `a=b` to the list. */
  readonly pairFlag?: string;
  /** A boolean flag besides that, when true, means the value. */
  readonly switchFlag?: { readonly flag: string; readonly value: string };
  readonly environment: string;
  /** How a flag's or variable's text is read; `json` for maps and lists of objects. */
  readonly type: "string" | "duration" | "boolean" | "integer" | "number" | "list" | "json";
  /** What separates a list's elements. */
  readonly separator?: string;
  readonly choices?: readonly string[];
  /** The heading under which help lists it. */
  readonly group: string;
  readonly description: string;
  /** As people would write it in a flag. */
  readonly defaultText: string;
}

/** Where durations are in the document (`*`: any list element or map key), and their bounds in milliseconds. */
export interface DurationPath {
  readonly path: string;
  readonly minimum: number;
  readonly maximum: number;
}
