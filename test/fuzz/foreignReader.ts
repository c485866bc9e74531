/** What reads text of somebody else. */
export interface ForeignReader {
  /** Names its folder of `test/fuzz/corpus/`, too. */
  readonly name: string;
  /** What its language is made of: single marks and whole words. */
  readonly pieces: readonly string[];
  /** Errors by which it says that it does not take the text; any other counts as a crash. */
  readonly refuses?: readonly (abstract new (
    ...parameters: never[]
  ) => Error)[];
  /** How long a text it has to read without a stretch; default: 64 KB, left out for what only the owner of the machine writes. */
  readonly longBytes?: number;
  read(text: string, bench: FuzzBench): unknown;
}

/** What readers need that do not read a text itself. */
export interface FuzzBench {
  /** Writes the text to a file. @returns its path */
  file(text: string): string;
  /** A server that answers one connection with these bytes and ends it, and further ones at once. @returns `127.0.0.1:PORT` */
  host(bytes: string): string;
  /** Sends these bytes to a server of ours, and waits until it ends the connection. */
  send(bytes: string): Promise<void>;
  readonly signal: AbortSignal;
}

/** A reader that takes the text out of a file. */
export function ofFile(read: (path: string, signal: AbortSignal) => unknown): ForeignReader["read"] {
  return (text, { file, signal }) => read(file(text), signal);
}
