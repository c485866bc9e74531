import { isIPv6 } from "node:net";

/** The parts of a URL that credentials are matched by. */
export interface SchemelessUrl {
  /** With the port, as written; without user info. */
  readonly host: string;
  /** Percent-decoded, as UTF-8 bytes one per character; empty, or starts with a slash. */
  readonly path: string;
}

// RFC 3986 section 3.2.2 reg-name as Go's net/url reads it: unreserved, sub-delims, and a few it lets pass. A percent
// sign may only escape bytes past ASCII, or itself.
const HOST = /^(?:[A-Za-z0-9\-._~!$&'()*+,;=[\]<>"\x80-\xff]|%25|%[89A-Fa-f][0-9A-Fa-f])*$/;
const PORT = /^(?::[0-9]*)?$/;
const USER_INFO = /^(?:[A-Za-z0-9\-._:~!$&'()*+,;=@]|%[0-9A-Fa-f]{2})*$/;
const BAD_ESCAPE = /%(?![0-9A-Fa-f]{2})/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what the rule is about
const CONTROL = /[\x00-\x1f\x7f]/;

/**
 * Splits `host[:port][/path]` as Go's URL parser does, which decides what a key of a docker config means to the kubelet.
 * Query, fragment and user info are dropped.
 *
 * @returns undefined for what Go refuses, and for hosts that no image can name: with several colons outside brackets,
 *   or with an IPv6 zone (RFC 6874)
 */
export function parseSchemelessUrl(text: string): SchemelessUrl | undefined {
  const bytes = Buffer.from(text, "utf8").toString("latin1");
  const [beforeFragment, fragment = ""] = cut(bytes, "#");
  if (CONTROL.test(beforeFragment) || BAD_ESCAPE.test(fragment)) {
    return undefined;
  }
  const [hierarchy] = cut(beforeFragment, "?");
  const slash = hierarchy.indexOf("/");
  const authority = slash < 0 ? hierarchy : hierarchy.slice(0, slash);
  const path = slash < 0 ? "" : hierarchy.slice(slash);

  const at = authority.lastIndexOf("@");
  if (at >= 0 && !USER_INFO.test(authority.slice(0, at))) {
    return undefined;
  }
  const host = parseHost(authority.slice(at + 1));
  return host === undefined || BAD_ESCAPE.test(path) ? undefined : { host, path: percentDecode(path) };
}

function parseHost(host: string): string | undefined {
  if (host.startsWith("[")) {
    const close = host.lastIndexOf("]");
    const address = host.slice(1, Math.max(close, 1));
    return isIPv6(address) && !address.includes("%") && PORT.test(host.slice(close + 1)) ? host : undefined;
  }
  const [name, port] = cut(host, ":");
  if (name.includes("[") || !HOST.test(name) || !PORT.test(port === undefined ? "" : `:${port}`)) {
    return undefined;
  }
  return percentDecode(host);
}

function cut(text: string, separator: string): [before: string, after: string | undefined] {
  const index = text.indexOf(separator);
  return index < 0 ? [text, undefined] : [text.slice(0, index), text.slice(index + separator.length)];
}

function percentDecode(text: string): string {
  return text.includes("%")
    ? text.replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text;
}
