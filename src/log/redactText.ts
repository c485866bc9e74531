// A scheme and its credentials, as they stand in an Authorization header (token68 of RFC 9110, section 11.2). Words that
// follow a scheme in a sentence, and the parameters of a challenge, have neither digits nor capitals nor dots inside.
const AUTHORIZATION =
  /\b([Bb]asic|[Bb]earer)\s+(?!\w+=")(?=\S+(?:[0-9A-Z=]|[._~+]\S))[A-Za-z0-9._~+/=-]{6,}/g;
// userinfo of a URL (RFC 3986, section 3.2.1). No scheme is longer; without a bound, a long text takes time by its square.
const USERINFO = /(\b[a-z][a-z0-9+.-]{0,31}:\/\/)[^/?#@\s]+@/gi;

/** Takes out of a text what looks like a secret: the last line of defence before a log, not a licence to put one in. */
export function redactText(text: string): string {
  return text.replace(AUTHORIZATION, "$1 [redacted]").replace(USERINFO, "$1[redacted]@");
}
