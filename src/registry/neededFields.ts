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
