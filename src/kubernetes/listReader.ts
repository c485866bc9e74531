export interface ListLimits {
  /** The longest object that is accepted, in bytes. */
  readonly maxObjectBytes: number;
  /** The most that may stand around the objects, in bytes. */
  readonly maxShellBytes: number;
}

/** Takes a list apart while it comes in, so that it is never in memory as a whole, however long it is. */
export interface ListReader {
  /**
   * Takes a chunk in and gives the objects that it completes; to be iterated to its end.
   *
   * @throws RangeError when something is longer than allowed; Error where it is not what it should be. Their messages quote
   * nothing of it: secrets, maybe
   */
  push(chunk: Uint8Array): Iterable<unknown>;
  /** The list without its objects, as far as it is known after one of them; undefined where that cannot be told. */
  soFar(): unknown;
  /** The same once all has been pushed. @throws Error where it is not whole */
  end(): unknown;
}
