import { isIP } from "node:net";
import type { TLSSocket } from "node:tls";
import type { WebTls } from "./webConfigTls.ts";

/** Of the runtime's TLSSocket, what a judgement needs. */
export type ClientConnection = Pick<TLSSocket, "authorized" | "getPeerX509Certificate">;

/** Whether who is connected has shown such a certificate as `tls` asks for. */
export function acceptsClient(
  { clientAuth, allowedSans }: Pick<WebTls, "clientAuth" | "allowedSans">,
  connection: ClientConnection,
): boolean {
  // By itself `authorized` means little: it is true for a resumed session without any certificate.
  const certificate = connection.getPeerX509Certificate();
  const named = () => {
    if (allowedSans === undefined) {
      return true;
    }
    const names = alternativeNames(certificate?.subjectAltName ?? "");
    return allowedSans.some((name) => names.has(canonicalName(name)));
  };
  switch (clientAuth) {
    case "none":
    case "request":
      return true;
    case "require":
      return certificate !== undefined && named();
    case "verifyIfGiven":
      return certificate === undefined || connection.authorized;
    case "requireAndVerify":
      return certificate !== undefined && connection.authorized && named();
    default:
      return clientAuth satisfies never;
  }
}

/**
 * The names in `X509Certificate.subjectAltName`: `DNS:a.example, IP Address:10.0.0.1, URI:"spiffe://a,b"`. Those with
 * characters that could be taken for a separator are JSON strings there.
 */
export function alternativeNames(text: string): ReadonlySet<string> {
  const names = new Set<string>();
  let end = 0;
  for (const [entry, type, value = ""] of text.matchAll(ENTRY)) {
    end += entry.length;
    if (!NAMED_TYPES.has(type ?? "")) {
      continue;
    }
    const name = value.startsWith('"') ? unquoted(value) : value;
    if (name === undefined) {
      return new Set();
    }
    names.add(canonicalName(name));
  }
  // What cannot be read to its end may have been misread from its beginning.
  return end === text.length ? names : new Set();
}

function unquoted(text: string): string | undefined {
  try {
    return String(JSON.parse(text));
  } catch {
    return undefined;
  }
}

const ENTRY = /(?:^|, )([^:,"]+):("(?:[^"\\]|\\.)*"|[^,"]*)(?=, |$)/gy;
const NAMED_TYPES: ReadonlySet<string> = new Set(["DNS", "IP Address", "URI", "email"]);

/** IPv6 addresses have many spellings, of which this takes the shortest. */
function canonicalName(name: string): string {
  return isIP(name) === 6 ? new URL(`http://[${name}]`).hostname.slice(1, -1) : name;
}
