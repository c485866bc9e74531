import { basename } from "node:path";
import { readBoundedFile } from "../files/readBoundedFile.ts";
import { type DockerConfigEntry, type DockerConfigOptions, parseDockerConfig } from "./dockerConfig.ts";
import { type HelperNames, parseHelperNames } from "./helperNames.ts";

/** A docker config that cannot be used; the message is one line for people, without any content. */
export class DockerConfigError extends Error {
  override readonly name = "DockerConfigError";
  readonly path: string;

  constructor(path: string, reason: string) {
    super(`Cannot read docker config ${path}: ${reason}`);
    this.path = path;
  }
}

/** What a docker config file says. */
export interface DockerConfigFile {
  readonly entries: readonly DockerConfigEntry[];
  readonly helpers: HelperNames;
}

/**
 * Reads a docker config file: a file called `.dockercfg` is the map of entries, any other a config.json.
 *
 * @param options `mayBeMissing`: no such file is one without entries
 * @throws DockerConfigError, or `signal.reason`
 */
export async function readDockerConfigFile(
  path: string,
  {
    signal,
    mayBeMissing,
    ...options
  }: DockerConfigOptions & { readonly signal: AbortSignal; readonly mayBeMissing?: boolean },
): Promise<DockerConfigFile> {
  const file = await readBoundedFile(path, { signal });
  if (!file.ok && file.code === "ENOENT" && mayBeMissing === true) {
    return { entries: [], helpers: parseHelperNames("{}") };
  }
  if (!file.ok) {
    throw new DockerConfigError(path, file.error);
  }
  const format = basename(path) === ".dockercfg" ? "dockercfg" : "dockerconfigjson";
  const config = parseDockerConfig(format, file.text, options);
  if (!config.ok) {
    throw new DockerConfigError(path, config.error);
  }
  return {
    entries: config.entries,
    helpers: parseHelperNames(format === "dockercfg" ? "{}" : file.text),
  };
}
