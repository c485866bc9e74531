import { X509Certificate } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { createSecureContext, getCACertificates, type SecureContext } from "node:tls";
import type { Logger } from "../log/logger.ts";
import type { Clock } from "../time/clock.ts";

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
   * What to verify servers with; undefined stands for the runtime's own default.
   *
   * @param caFile an additional file for one registry, one of those the store was created with
   */
  secureContext(caFile: string | undefined): SecureContext | undefined;
}

/** Files are looked at this often at most, in milliseconds: a mounted Secret takes a minute to arrive anyway. */
const LOOK_EVERY_MS = 5_000;
/** The bundle of a whole operating system has 0.3 MB. */
const MAX_FILE_BYTES = 4 * 1024 * 1024;

/**
 * Trusts what the runtime trusts (Node's own list and `NODE_EXTRA_CA_CERTS`), what the operating system does
 * (`SSL_CERT_FILE`, `SSL_CERT_DIR` or its usual place), and the files given. The former two are read once, at the first
 * use; the files are re-read when they change. A file that has become unusable is reported once, and the authorities
 * read from it last stay in force.
 *
 * Certificates are parsed once per context, not once per connection: a few hundred take some 15 ms.
 *
 * @param caFiles files that hold for all registries
 * @param hostCaFiles files that hold for single ones
 * @throws CaFileError where a file cannot be used at the start
 */
export function createTrustStore({
  caFiles,
  hostCaFiles,
  clock,
  log,
}: {
  caFiles: readonly string[];
  hostCaFiles: readonly string[];
  clock: Clock;
  log: Logger;
}): TrustStore {
  const files = new Map<string, CaFile>();
  for (const path of [...caFiles, ...hostCaFiles]) {
    files.set(path, readCaFile(path));
  }
  const contexts = new Map<string | undefined, SecureContext | undefined>();
  let system: readonly string[] | undefined;
  let revision = 0;
  let lookedAt = clock.monotonic();

  const refresh = () => {
    const now = clock.monotonic();
    if (files.size === 0 || now - lookedAt < LOOK_EVERY_MS) {
      return;
    }
    lookedAt = now;
    for (const [path, file] of files) {
      const stamp = stampOf(path);
      if (stamp === file.stamp) {
        continue;
      }
      try {
        const read = readCaFile(path);
        files.set(path, read);
        if (read.certificates.join() !== file.certificates.join()) {
          revision += 1;
          contexts.clear();
          log.info({}, `CA file ${path} has changed and is in force`);
        }
      } catch (error) {
        files.set(path, { stamp, certificates: file.certificates });
        const message = error instanceof Error ? error.message : String(error);
        log.warn({ error: message }, "a CA file cannot be read any more, its last content stays in force");
      }
    }
  };

  return {
    revision() {
      refresh();
      return revision;
    },
    secureContext(caFile) {
      refresh();
      if (contexts.has(caFile)) {
        return contexts.get(caFile);
      }
      const paths = caFile === undefined ? caFiles : [...caFiles, caFile];
      const added = paths.flatMap((path) => files.get(path)?.certificates ?? []);
      system ??= getCACertificates("system");
      const byDefault = distinct(getCACertificates("default"));
      const all = distinct([...byDefault, ...system, ...added]);
      const context = all.length === byDefault.length ? undefined : createSecureContext({ ca: all });
      contexts.set(caFile, context);
      return context;
    },
  };
}

/** The system's list repeats authorities, its own and the runtime's, with other line breaks. */
function distinct(certificates: readonly string[]): string[] {
  return [...new Map(certificates.map((pem) => [pem.replace(/\s+/g, ""), pem])).values()];
}

interface CaFile {
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
    if (statSync(path).size > MAX_FILE_BYTES) {
      throw new CaFileError(path, `it is larger than ${MAX_FILE_BYTES} bytes`);
    }
    text = readFileSync(path, "latin1");
  } catch (error) {
    if (error instanceof CaFileError) {
      throw error;
    }
    throw new CaFileError(path, (error as Error).message, { cause: error });
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
  return { stamp, certificates };
}
