import type { CloudAnswer, CloudCall } from "./cloudCall.ts";

export interface CloudForm {
  /** Where it goes: over TLS only. */
  readonly url: string;
  readonly fields: Readonly<Record<string, string>>;
}

/**
 * Sends a form (OAuth 2.0, RFC 6749), and reads the object that comes back.
 *
 * @throws Error: what the service says, in a line; or `signal.reason`
 */
export async function sendForm(
  call: CloudCall,
  { url, fields }: CloudForm,
  { signal }: { signal: AbortSignal },
): Promise<Readonly<Record<string, unknown>>> {
  const { origin, path } = splitUrl(url);
  const answer = await call(
    {
      origin,
      method: "POST",
      path,
      headers: { "content-type": "application/x-www-form-urlencoded", accept: "application/json" },
      body: new URLSearchParams(fields).toString(),
    },
    { signal },
  );
  return readObject(origin, answer);
}

/**
 * The parts of an URL that secrets may be sent to.
 *
 * @throws Error where it has no TLS
 */
export function splitUrl(url: string): { readonly origin: string; readonly path: string } {
  const parsed = URL.parse(url);
  if (parsed?.protocol !== "https:") {
    throw new Error(`expected an https URL to get a token from, given "${parsed?.origin ?? "no URL"}"`);
  }
  return { origin: parsed.origin, path: `${parsed.pathname}${parsed.search}` };
}

/** @throws Error where it is a refusal, or no object */
export function readObject(origin: string, { status, body }: CloudAnswer): Readonly<Record<string, unknown>> {
  const content = parseObject(body.toString("utf8"));
  if (status === 200 && content !== undefined) {
    return content;
  }
  // RFC 6749, section 5.2; Google's APIs have an object there.
  const { error, error_description: description } = content ?? {};
  const why = [error, description].filter((part) => typeof part === "string").join(": ");
  throw new Error(`${origin} says ${status}${why === "" ? "" : ` ${why.slice(0, 200)}`}`);
}

/** @returns undefined where a text is no JSON object */
export function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

/** @throws Error where the field is no text, or empty */
export function textOf(object: Readonly<Record<string, unknown>>, field: string): string {
  const value = object[field];
  if (typeof value !== "string" || value === "") {
    throw new Error(`expected a text as ${field}, given ${value === undefined ? "none" : "something else"}`);
  }
  return value;
}
