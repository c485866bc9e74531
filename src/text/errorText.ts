/** What to say of something that was thrown: an error's message, without its kind, or the thing itself as text. */
export function errorText(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
