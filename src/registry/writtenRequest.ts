import { codedError } from "./codedError.ts";
import type { TransportRequest } from "./transport.ts";

/**
 * A request as HTTP/1.1 has it, in latin1.
 *
 * @param options.fields beyond those of the request, names and values in turn
 * @param options.inFull whether the whole URL is asked for, as proxies want it, and not its path
 * @throws an error with a code, where HTTP cannot carry its path or a field
 */
export function writtenRequest(
  { origin, method, path, headers, body }: TransportRequest,
  { host, fields, inFull }: { host: string; fields: readonly string[]; inFull: boolean },
): string {
  if (NO_PATH.test(path)) {
    throw codedError("ERR_REQUEST", "invalid request path");
  }
  let text = `${method} ${inFull ? origin.url : ""}${path} HTTP/1.1\r\nhost: ${host}\r\n`;
  for (const each of [headers, fields]) {
    for (let index = 0; index < each.length; index += 2) {
      const name = each[index]!;
      const value = each[index + 1]!;
      if (!NAME.test(name)) {
        throw codedError("ERR_REQUEST", "invalid header key");
      }
      if (NO_VALUE.test(value)) {
        throw codedError("ERR_REQUEST", `invalid ${name} header`);
      }
      text += `${name}: ${value}\r\n`;
    }
  }
  return body === undefined ? `${text}\r\n` : `${text}content-length: ${body.length}\r\n\r\n${body}`;
}

const NO_PATH = /[^\x21-\xff]/;
const NAME = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const NO_VALUE = /[^\t\x20-\x7e\x80-\xff]/;
