import { showValue } from "../config/describeProblem.ts";
import { parseDuration } from "../config/duration.ts";
import { WebConfigSection } from "./webConfigSection.ts";
import { readTlsSection, TLS_KEYS, type WebTls } from "./webConfigTls.ts";

/**
 * What a web configuration file says, in the format that Prometheus' exporters share
 * (https://github.com/prometheus/exporter-toolkit/blob/master/docs/web-configuration.md).
 */
export interface WebConfig {
  /** Undefined: plain HTTP. */
  readonly tls: WebTls | undefined;
  /** Of all answers. */
  readonly headers: ReadonlyMap<string, string>;
  /** bcrypt hashes by user name; none: everybody may ask. */
  readonly users: ReadonlyMap<string, string>;
  readonly rateLimit: RateLimit | undefined;
}

export interface RateLimit {
  /** Milliseconds in which one request more becomes due. */
  readonly intervalMs: number;
  /** How many may come at once. */
  readonly burst: number;
}

/** Headers that may be set, with the values that are allowed where not all are. */
const HEADERS: Readonly<Record<string, readonly string[]>> = {
  "Strict-Transport-Security": [],
  "X-Content-Type-Options": ["nosniff"],
  "X-Frame-Options": ["deny", "sameorigin"],
  "X-XSS-Protection": [],
  "Content-Security-Policy": [],
};

/** A check at this cost takes seconds; more would only be a way to stop a server for good. */
const MAX_COST = 16;
const BCRYPT = /^\$2[aby]\$(\d\d)\$[./A-Za-z0-9]{53}$/;

/**
 * Reads a parsed document.
 *
 * @throws WebConfigProblem with one line that names the key
 */
export function readWebConfig(document: unknown): WebConfig {
  const root = new WebConfigSection(document, "", [
    "tls_server_config",
    "http_server_config",
    "basic_auth_users",
    "rate_limit",
  ]);
  const tls = readTlsSection(root.section("tls_server_config", TLS_KEYS));
  const http = root.section("http_server_config", ["http2", "headers"]);
  // Only HTTP/1.1 is spoken here, which every client falls back to.
  http.boolean("http2", true);
  return {
    tls,
    headers: readHeaders(http.section("headers", Object.keys(HEADERS))),
    users: readUsers(root.section("basic_auth_users")),
    rateLimit: readRateLimit(root.section("rate_limit", ["interval", "burst"])),
  };
}

function readHeaders(section: WebConfigSection): ReadonlyMap<string, string> {
  const headers = new Map<string, string>();
  for (const name of section.keys) {
    const value = section.value(name);
    // YAML takes `X-XSS-Protection: 0` for a number.
    const text = typeof value === "number" ? String(value) : section.text(name, "a string");
    if (text === undefined) {
      continue;
    }
    const allowed = HEADERS[name] ?? [];
    if (allowed.length > 0 && !allowed.includes(text)) {
      section.refuse(name, `expected ${allowed.join(" or ")}, given ${showValue(text)}`);
    }
    // RFC 9110, section 5.5, without the obsolete bytes above ASCII.
    if (!/^[\t\x20-\x7e]*$/.test(text)) {
      section.refuse(name, "expected printable characters of ASCII only");
    }
    headers.set(name, text);
  }
  return headers;
}

function readUsers(section: WebConfigSection): ReadonlyMap<string, string> {
  const users = new Map<string, string>();
  for (const name of section.keys) {
    const hash = section.text(name, "a bcrypt hash");
    const cost = Number(BCRYPT.exec(hash ?? "")?.[1]);
    if (hash === undefined || Number.isNaN(cost)) {
      section.refuse(name, "expected a bcrypt hash, as `htpasswd -nB` makes it, given something else");
    }
    if (cost < 4 || cost > MAX_COST) {
      section.refuse(
        name,
        `expected a bcrypt hash with a cost from 4 to ${MAX_COST}, given a cost of ${cost}`,
      );
    }
    // RFC 7617, section 2: a colon ends the name.
    if (name.includes(":")) {
      section.refuse(name, "expected a user name without a colon");
    }
    users.set(name, hash);
  }
  return users;
}

function readRateLimit(section: WebConfigSection): RateLimit | undefined {
  const given = section.value("interval") ?? 0;
  const intervalMs = given === 0 ? 0 : typeof given === "string" ? parseDuration(given) : undefined;
  if (intervalMs === undefined) {
    section.refuse("interval", `expected a duration such as 100ms or 1s, given ${showValue(given)}`);
  }
  const burst = section.value("burst") ?? 0;
  if (typeof burst !== "number" || !Number.isSafeInteger(burst) || burst < 0) {
    section.refuse("burst", `expected an integer from 0, given ${showValue(burst)}`);
  }
  if (intervalMs === 0) {
    return undefined;
  }
  if (burst === 0) {
    section.refuse("burst", "expected at least 1 where an interval is set: 0 lets nobody in");
  }
  return { intervalMs, burst };
}
