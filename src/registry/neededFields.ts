/** The header fields that verdicts, waits and the end of an answer depend on, in lower case. */
export const NEEDED_FIELDS: ReadonlySet<string> = new Set([
  "connection",
  "content-encoding",
  "content-length",
  "content-type",
  "docker-content-digest",
  "docker-distribution-api-version",
  "keep-alive",
  "location",
  "ratelimit",
  "ratelimit-remaining",
  "retry-after",
  "transfer-encoding",
  "www-authenticate",
  "x-docker-registry-version",
  "x-ratelimit-remaining",
]);

const BY_LENGTH = Map.groupBy(NEEDED_FIELDS, ({ length }) => length);
/** Makes letters small, and leaves what else a name may have. */
const LOWER_CASE = 0x20;

/** The name that stands in `bytes`, in lower case, where it is that of such a field. */
export function neededName(bytes: Uint8Array, from: number, to: number): string | undefined {
  return BY_LENGTH.get(to - from)?.find((name) => {
    let at = 0;
    while (at < name.length && (bytes[from + at]! | LOWER_CASE) === name.charCodeAt(at)) {
      at++;
    }
    return at === name.length;
  });
}
