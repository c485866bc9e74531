// A scheme and its credentials, as they stand in an Authorization or WWW-Authenticate header.
const AUTHORIZATION = /\b(Basic|Bearer)\s+[A-Za-z0-9._~+/=-]{6,}/gi;
// userinfo of a URL (RFC 3986, section 3.2.1).
const USERINFO = /(\b[a-z][a-z0-9+.-]*:\/\/)[^/?#@\s]+@/gi;

/** Takes out of a text what looks like a secret: the last line of defence before a log, not a licence to put one in. */
export function redactText(text: string): string {
  return text.replace(AUTHORIZATION, "$1 [redacted]").replace(USERINFO, "$1[redacted]@");
}
