/** The command line cannot be used; the message is one line for whoever typed it. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
