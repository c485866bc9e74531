// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what a URL must not hold
const CONTROL = /[\x00-\x1f\x7f]/;
const BROKEN_ESCAPE = /%(?![0-9a-f]{2})/i;
const ABSOLUTE = /^(?:https?:|\/\/)/i;
const WITH_HOST = /^(?:https?:)?\/\/[^/\\ ]+(?:\/|$)/i;

/**
 * Reads where a registry sends its clients as Go does, which container runtimes are written in. `URL` alone would mend
 * much of what Go refuses: missing or wrong slashes, spaces around, line breaks, broken escapes.
 *
 * @param base of a redirect, which may be relative, and whose query is sent as it is
 * @returns undefined where it is no URL, or one that no request can be sent to
 */
export function parseServerUrl(text: string, base?: string): URL | undefined {
  const [, place = "", query = "", fragment = ""] = /^([^?#]*)(\?[^#]*)?(#.*)?$/s.exec(text) ?? [];
  if (
    place.startsWith(" ") ||
    CONTROL.test(place + query) ||
    BROKEN_ESCAPE.test(place) ||
    BROKEN_ESCAPE.test(fragment) ||
    (ABSOLUTE.test(place) && !WITH_HOST.test(place)) ||
    (base !== undefined && query.includes(" "))
  ) {
    return undefined;
  }
  const path = place.replaceAll(" ", "%20").replaceAll("\\", "%5C");
  return URL.parse(path + query, base) ?? undefined;
}
