import { X509Certificate } from "node:crypto";
import { createSecureContext } from "node:tls";
import { BoundedMap } from "../../collections/boundedMap.ts";
import { getOrMake } from "../../collections/getOrMake.ts";
import type { LastChange } from "../../files/lastChange.ts";
import { readBoundedFile } from "../../files/readBoundedFile.ts";
import type { EndpointAccess, EndpointFiles, EndpointTls } from "../../image/endpoint.ts";
import { NodeFileError } from "./nodeFiles.ts";

/** A file that cannot be read here: what a node makes of it is not known. The message is one line. */
export class UnreadableFileError extends Error {
  override readonly name = "UnreadableFileError";
}

/** Why such a file cannot be used that is being changed all the time. */
export const GOES_ON_CHANGING = "what it has in files goes on changing";

/**
 * Reads the certificates that an endpoint's files hold.
 *
 * @param locate where a file of that name lies
 * @param change told of each file
 * @returns undefined where none is named
 * @throws UnreadableFileError, NodeFileError
 */
export async function readEndpointTls(
  { ca, client, nodeRoot }: Pick<EndpointFiles, "ca" | "client" | "nodeRoot">,
  locate: (name: string) => string | Promise<string>,
  change: LastChange,
): Promise<EndpointTls | undefined> {
  if (ca === undefined && client === undefined) {
    return undefined;
  }
  const read = async (name: string) => readNodeFile(await locate(name), change);
  const authorities: string[] = [];
  for (const name of ca ?? []) {
    const certificates = certificatesIn(await read(name));
    if (certificates.length === 0 && nodeRoot === undefined) {
      throw new NodeFileError(`CA file ${await locate(name)} holds no certificate`);
    }
    authorities.push(...certificates);
  }
  const identities: { cert: string; key: string }[] = [];
  for (const [cert, key] of client ?? []) {
    const identity = { cert: await read(cert), key: await read(key ?? cert) };
    if (!isIdentity(identity)) {
      const files =
        key === undefined ? await locate(cert) : `${await locate(cert)} with ${await locate(key)}`;
      throw new NodeFileError(`${files} holds no certificate with its key`);
    }
    if (identities.every(({ cert }) => cert !== identity.cert)) {
      identities.push(identity);
    }
  }
  if (identities.length > 1) {
    // OpenSSL has one of each kind of key, and does not ask what the server wants.
    const files = (client ?? []).map(([cert]) => cert).join(", ");
    throw new UnreadableFileError(
      `${files}: nodes show the one of these certificates that the server asks for`,
    );
  }
  return { authorities, identities };
}

/**
 * Reads headers' values; line breaks at the end of a file do not count.
 *
 * @returns names and values in turn
 * @throws UnreadableFileError, NodeFileError
 */
export async function readEndpointHeaders(
  { headers = [] }: EndpointFiles,
  change: LastChange,
): Promise<EndpointAccess["headers"]> {
  const read: string[] = [];
  for (const [name, path] of headers) {
    const value = (await readNodeFile(path, change)).replace(/[\r\n]+$/, "");
    if (!/^[\t -~]*$/.test(value)) {
      throw new NodeFileError(`${path} holds no value of a header: expected one line of printable ASCII`);
    }
    read.push(name, value);
  }
  return read;
}

/** @throws UnreadableFileError, NodeFileError */
async function readNodeFile(path: string, change: LastChange): Promise<string> {
  // Belongs to no single check: it goes on for the others.
  const file = await readBoundedFile(path, { signal: new AbortController().signal });
  if (!file.ok && file.code === "EISDIR") {
    // Nodes find a directory there, too.
    throw new NodeFileError(`Cannot read ${path}: ${file.error}`);
  }
  if (!file.ok) {
    throw new UnreadableFileError(`Cannot read ${path}: ${file.error}`);
  }
  change.note(file.changedMs);
  return file.text;
}

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** More than nodes trust besides the system's. */
const MAX_PARSED_BYTES = 4 * 1024 * 1024;
const parsed = new BoundedMap<string, { readonly pem: string; readonly certificates: readonly string[] }>(
  MAX_PARSED_BYTES,
  ({ pem }) => pem.length,
);

/**
 * The certificates in a PEM text; what is none is passed over. A text is parsed once: one file may be read for each registry,
 * and a bundle takes 8 ms.
 */
export function certificatesIn(pem: string): readonly string[] {
  return getOrMake(parsed, pem, () => ({
    pem,
    certificates: (pem.match(CERTIFICATE) ?? []).filter(isCertificate),
  })).certificates;
}

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).subject !== undefined;
  } catch {
    return false;
  }
}

function isIdentity(identity: EndpointTls["identities"][number]): boolean {
  try {
    // Whether it is strong enough is for the connection to say.
    createSecureContext({ ...identity, ciphers: "DEFAULT@SECLEVEL=0" });
    return true;
  } catch {
    return false;
  }
}
