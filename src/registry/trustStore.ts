import { constants, X509Certificate } from "node:crypto";
import { statSync } from "node:fs";
import { createSecureContext, getCACertificates, type SecureContext } from "node:tls";
import { fileProblem } from "../files/fileProblem.ts";
import { type FileContent, followChanges } from "../files/keepCurrent.ts";
import { readRegularFile } from "../files/readRegularFile.ts";
import type { EndpointTls } from "../image/endpoint.ts";
import type { Logger } from "../log/logger.ts";
import type { Clock } from "../time/clock.ts";
import type { HostSettings } from "./hostSettings.ts";

/** A CA file that cannot be used; the message is one line. */
export class CaFileError extends Error {
  override readonly name = "CaFileError";
  readonly path: string;

  constructor(path: string, problem: string, options?: ErrorOptions) {
    super(`Cannot use CA file ${path}: ${problem}`, options);
    this.path = path;
  }
}

/** The certificate authorities to trust, with files that may change. */
export interface TrustStore {
  /** Grows whenever a file has changed: connections made under an older one should not be used any more. */
  revision(): number;
  /**
   * What to verify servers with, and what to show them.
   *
   * @param settings its `caFile` is one of those the store was created with
   */
  secureContext(settings: Pick<HostSettings, "caFile" | "tls">): SecureContext;
}

/** The bundle of a whole operating system has 0.3 MB. */
const MAX_FILE_BYTES = 4 * 1024 * 1024;

/**
 * Trusts what the runtime trusts (Node's own list and `NODE_EXTRA_CA_CERTS`), what the operating system does
 * (`SSL_CERT_FILE`, `SSL_CERT_DIR` or its usual place), and the files given. The former two are read once, at the first
 * use; the files are re-read when they change, see `keepCurrent`.
 *
 * Certificates are parsed once per context, not once per connection: a few hundred take some 15 ms.
 *
 * @param caFiles files that hold for all registries
 * @param hostCaFiles files that hold for single ones
 * @param signal ends the looking at files
 * @throws CaFileError where a file cannot be used at the start
 */
export function createTrustStore({
  caFiles,
  hostCaFiles,
  clock,
  log,
  signal,
}: {
  caFiles: readonly string[];
  hostCaFiles: readonly string[];
  clock: Clock;
  log: Logger;
  signal: AbortSignal;
}): TrustStore {
  const files = new Map<string, CaFile>();
  let contexts = new WeakMap<object, Map<string | undefined, SecureContext>>();
  let system: readonly string[] | undefined;
  let revision = 0;
  for (const path of new Set([...caFiles, ...hostCaFiles])) {
    let last = readCaFile(path);
    files.set(path, last);
    const read = async () => {
      // Certificates are parsed again only where the file may be another.
      last = last.stamp === stampOf(path) ? last : readCaFile(path);
      return last;
    };
    followChanges(`CA file ${path}`, last, read, {
      clock,
      log,
      signal,
      onChange(file) {
        files.set(path, file);
        revision += 1;
        contexts = new WeakMap();
      },
    });
  }

  return {
    revision: () => revision,
    secureContext({ caFile, tls = NO_TLS }) {
      let known = contexts.get(tls);
      if (known === undefined) {
        known = new Map();
        contexts.set(tls, known);
      }
      const made = known.get(caFile);
      if (made !== undefined) {
        return made;
      }
      const paths = caFile === undefined ? caFiles : [...caFiles, caFile];
      const added = paths.flatMap((path) => files.get(path)?.certificates ?? []);
      system ??= getCACertificates("system");
      const ca = distinct([...getCACertificates("default"), ...system, ...added, ...tls.authorities]);
      const context = createSecureContext({
        ca,
        ...GO,
        ...(tls.identities.length === 0
          ? {}
          : { cert: tls.identities.map(({ cert }) => cert), key: tls.identities.map(({ key }) => key) }),
      });
      known.set(caFile, context);
      return context;
    },
  };
}

const NO_TLS: EndpointTls = { authorities: [], identities: [] };

/**
 * What Go's TLS does differently from OpenSSL, as it decides whether a node can pull: trust may end at any certificate of
 * a CA file, keys are exchanged with forward secrecy only and never anew, RSA keys of 1024 bits will do.
 */
const GO = {
  allowPartialTrustChain: true,
  minVersion: "TLSv1.2",
  secureOptions: constants.SSL_OP_NO_RENEGOTIATION,
  ciphers: [
    "TLS_AES_128_GCM_SHA256",
    "TLS_AES_256_GCM_SHA384",
    "TLS_CHACHA20_POLY1305_SHA256",
    ...["ECDSA", "RSA"].flatMap((kind) => [
      `ECDHE-${kind}-AES128-GCM-SHA256`,
      `ECDHE-${kind}-AES256-GCM-SHA384`,
      `ECDHE-${kind}-CHACHA20-POLY1305`,
      `ECDHE-${kind}-AES128-SHA`,
      `ECDHE-${kind}-AES256-SHA`,
    ]),
    "@SECLEVEL=1",
  ].join(":"),
} as const;

/** The system's list repeats authorities, its own and the runtime's, with other line breaks. */
function distinct(certificates: readonly string[]): string[] {
  return [...new Map(certificates.map((pem) => [pem.replace(/\s+/g, ""), pem])).values()];
}

interface CaFile extends FileContent {
  /** Changes with the file's content. */
  readonly stamp: string;
  /** PEM texts. */
  readonly certificates: readonly string[];
}

// Kubernetes swaps a symbolic link when a mounted file changes: the inode tells.
function stampOf(path: string): string {
  try {
    const { mtimeMs, size, ino } = statSync(path);
    return `${mtimeMs} ${size} ${ino}`;
  } catch (error) {
    return `unreadable ${(error as NodeJS.ErrnoException).code}`;
  }
}

function readCaFile(path: string): CaFile {
  const stamp = stampOf(path);
  let text: string;
  try {
    text = readRegularFile(path, { maxBytes: MAX_FILE_BYTES, encoding: "latin1" });
  } catch (error) {
    throw new CaFileError(path, fileProblem(error), { cause: error });
  }
  const certificates = text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  if (certificates.length === 0) {
    throw new CaFileError(path, "it holds no PEM certificate");
  }
  for (const [index, certificate] of certificates.entries()) {
    try {
      new X509Certificate(certificate);
    } catch (error) {
      throw new CaFileError(path, `certificate ${index + 1} in it cannot be read`, { cause: error });
    }
  }
  return { stamp, certificates, fingerprint: certificates.join() };
}
