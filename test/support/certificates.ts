import { isIP } from "node:net";
import { generate } from "selfsigned";

/** A key and its certificate, both PEM. */
export interface KeyPair {
  readonly key: string;
  readonly cert: string;
}

const VALIDITY_MS = 24 * 60 * 60_000;

/** A certificate authority that signs server certificates. */
export async function makeAuthority(name = "test authority"): Promise<KeyPair> {
  const { private: key, cert } = await generate([{ name: "commonName", value: name }], {
    keyType: "ec",
    algorithm: "sha256",
    ...validity(),
    extensions: [
      { name: "basicConstraints", cA: true, critical: true },
      { name: "keyUsage", keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  return { key, cert };
}

/**
 * A server certificate.
 *
 * @param names DNS names and IP addresses it is for
 * @param authority who signs it; itself where none is given
 * @param untilMs when it expires, in milliseconds since 1970. Default: tomorrow
 */
export async function makeServerCertificate(
  names: readonly string[],
  authority?: KeyPair,
  { untilMs }: { readonly untilMs?: number } = {},
): Promise<KeyPair> {
  return await makeEndCertificate(names, "serverAuth", authority, untilMs);
}

/**
 * A client's certificate.
 *
 * @param names DNS names and IP addresses it is for
 */
export async function makeClientCertificate(names: readonly string[], authority?: KeyPair): Promise<KeyPair> {
  return await makeEndCertificate(names, "clientAuth", authority);
}

async function makeEndCertificate(
  names: readonly string[],
  usage: "serverAuth" | "clientAuth",
  authority?: KeyPair,
  untilMs?: number,
): Promise<KeyPair> {
  const { private: key, cert } = await generate([{ name: "commonName", value: names[0] ?? "nobody" }], {
    keyType: "ec",
    algorithm: "sha256",
    ...validity(untilMs),
    ...(authority === undefined ? {} : { ca: authority }),
    extensions: [
      { name: "basicConstraints", cA: false },
      { name: "extKeyUsage", [usage]: true },
      {
        name: "subjectAltName",
        altNames: names.map((name) => (isIP(name) === 0 ? { type: 2, value: name } : { type: 7, ip: name })),
      },
    ],
  });
  return { key, cert };
}

function validity(untilMs = Date.now() + VALIDITY_MS): { notBeforeDate: Date; notAfterDate: Date } {
  return {
    notBeforeDate: new Date(Math.min(Date.now(), untilMs) - VALIDITY_MS),
    notAfterDate: new Date(untilMs),
  };
}
