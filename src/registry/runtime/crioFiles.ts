import { existsSync, readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { AuthFile, AuthFileError } from "../../credentials/authFile.ts";
import { fileProblem } from "../../files/fileProblem.ts";
import type { LastChange } from "../../files/lastChange.ts";
import { readFileNow } from "../../files/readFileNow.ts";
import type { EndpointFiles } from "../../image/endpoint.ts";
import { UnreadableFileError } from "./endpointFiles.ts";
import { NodeFileError } from "./nodeFiles.ts";
import {
  joinRegistriesConf,
  parseRegistriesConf,
  type RegistriesConf,
  RegistriesConfError,
} from "./registriesConf.ts";

/**
 * Reads a `registries.conf` with the folder `registries.conf.d` beside it.
 *
 * @param change told of each file, and of the folder
 * @throws UnreadableFileError, NodeFileError
 */
export function readRegistriesConf(path: string, change: LastChange): RegistriesConf {
  const more = filesIn(`${path}.d`, change).filter((name) => name.endsWith(".conf"));
  return joinRegistriesConf([path, ...more].map((one) => readOne(one, change)));
}

function readOne(path: string, change: LastChange): RegistriesConf {
  const file = readFileNow(path);
  if (!file.ok) {
    throw new UnreadableFileError(`Cannot read ${path}: ${file.error}`);
  }
  change.note(file.changedMs);
  try {
    return parseRegistriesConf(file.text);
  } catch (error) {
    if (error instanceof RegistriesConfError) {
      throw new NodeFileError(`${path} cannot be used: ${error.message}. A node pulls nothing so`);
    }
    throw error;
  }
}

/** Paths in lexical order; none where there is no such folder. */
function filesIn(folder: string, change: LastChange): readonly string[] {
  try {
    if (existsSync(folder)) {
      change.note(statSync(folder).ctimeMs);
    } else {
      change.noteMissing(folder, statSync(dirname(folder)).ctimeMs);
    }
    return readdirSync(folder, { withFileTypes: true })
      .filter((one) => !one.isDirectory())
      .map(({ name }) => name)
      .sort()
      .map((name) => join(folder, name));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") {
      return [];
    }
    throw new UnreadableFileError(`Cannot read ${folder}: ${fileProblem(error)}`);
  }
}

/**
 * Reads which certificates a folder has: `*.crt` are authorities, `*.cert` with `*.key` client certificates.
 *
 * @throws UnreadableFileError, NodeFileError
 */
export function readCertificates(
  folder: string,
  nodeRoot: string,
  change: LastChange,
): EndpointFiles | undefined {
  const paths = filesIn(folder, change);
  const ca = paths.filter((path) => path.endsWith(".crt"));
  const bases = paths.flatMap((path) => /^(.*)\.(?:cert|key)$/.exec(path)?.[1] ?? []);
  const client = [...new Set(bases)].map((base) => [`${base}.cert`, `${base}.key`] as const);
  const missing = client.flat().find((path) => !paths.includes(path));
  if (missing !== undefined) {
    throw new NodeFileError(`there is no ${missing}`);
  }
  return ca.length + client.length === 0
    ? undefined
    : {
        ca: ca.length === 0 ? undefined : ca,
        client: client.length === 0 ? undefined : client,
        nodeRoot,
      };
}

/**
 * Reads the auth file.
 *
 * @throws UnreadableFileError, NodeFileError
 */
export function readAuthFile(path: string, change: LastChange): AuthFile {
  const file = readFileNow(path);
  if (!file.ok) {
    throw new UnreadableFileError(`Cannot read ${path}: ${file.error}`);
  }
  change.note(file.changedMs);
  try {
    return new AuthFile(file.text);
  } catch (error) {
    if (error instanceof AuthFileError) {
      throw new NodeFileError(`${path} cannot be used: ${error.message}`);
    }
    throw error;
  }
}
