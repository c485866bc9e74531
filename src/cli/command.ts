import type { Writable } from "node:stream";
import type { Config } from "../config/config.generated.ts";

/** What of the process a command may use. */
export interface CommandIo {
  readonly stdin: AsyncIterable<Uint8Array>;
  /** Results. */
  readonly stdout: Writable;
  /** Log and complaints. */
  readonly stderr: Writable;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Absolute; where relative paths that a user typed start. */
  readonly baseDirectory: string;
  /** Aborts, with a StopRequested as reason, when the command has to end. */
  readonly signal: AbortSignal;
  /** Aborts as well when it is told a second time: now without any courtesy. */
  readonly atOnce: AbortSignal;
}

/** All that a command gets. */
export interface CommandInput {
  readonly config: Config;
  /** What deserves a word in the log although the configuration can be used. */
  readonly warnings: readonly string[];
  /** The IMAGE arguments, or the one of the command's subjects that was named. */
  readonly images: readonly string[];
  /** The command's own flags by name; paths of files are absolute. */
  readonly flags: ReadonlyMap<string, string>;
  /** Those that may be repeated, with all that they were given; absent where they were not. */
  readonly lists: ReadonlyMap<string, readonly string[]>;
  readonly io: CommandIo;
}

/** A flag of a single command, which is no part of the configuration. */
export interface CommandFlag {
  readonly name: string;
  /** A `list` may be repeated. */
  readonly type: "string" | "boolean" | "file" | "list";
  readonly choices?: readonly string[];
  readonly description: string;
  readonly defaultText: string;
}

/** A line of a shell, with `$0` for the program, and what it is for. */
export type CommandExample = readonly [line: string, purpose: string];

/** A command of the command line. */
export interface Command {
  readonly name: string;
  readonly description: string;
  /** Whether it takes IMAGE arguments; at least one then. */
  readonly takesImages: boolean;
  /** A flag of its own that stands for them. */
  readonly insteadOfImages?: string;
  /** The words of which exactly one has to follow, for a command that does the same to different things. */
  readonly subjects?: readonly string[];
  readonly flags: readonly CommandFlag[];
  /** Headings of the configuration options it understands; all of them when absent. */
  readonly groups?: readonly string[];
  /** Paths of the options in these groups that would have no effect, and are no flags of it. */
  readonly withoutOptions?: readonly string[];
  /** The one that says most comes first: the list of all commands shows it. */
  readonly examples: readonly CommandExample[];
  /**
   * Runs to the end.
   *
   * @returns the exit code
   * @throws UsageError for input that cannot be used
   */
  run(input: CommandInput): Promise<number>;
}
