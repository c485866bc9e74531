/** What stands before an `@` in a text of JSON, but for the one before a digest; a scheme in front of it may be seen. */
const USER_INFO = /"([a-z][a-z0-9+.-]{0,31}:\/\/)?(?:[^"\\]|\\.)*@(?!sha\d+:)/gi;

/**
 * A value as JSON for a message. User info is in none of its texts and keys: people write a password in front of a host
 * where none belongs.
 */
export function showJson(value: unknown): string {
  return JSON.stringify(value)?.replace(USER_INFO, '"$1[redacted]@') ?? "nothing";
}
