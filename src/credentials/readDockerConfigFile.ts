import { basename } from "node:path";
import { readBoundedFile } from "../files/readBoundedFile.ts";
import {
  type DockerConfigFormat,
  type DockerConfigOptions,
  type ParsedDockerConfig,
  parseDockerConfig,
} from "./dockerConfig.ts";

/** The format that a docker config's name tells: `.dockercfg` is the map of entries, any other name a config.json. */
export function dockerConfigFormat(path: string): DockerConfigFormat {
  return basename(path) === ".dockercfg" ? "dockercfg" : "dockerconfigjson";
}

/**
 * Reads a docker config file.
 *
 * @returns the entries, or what is wrong in a few words without the path and without any content
 * @throws only `signal.reason`
 */
export async function readDockerConfigFile(
  path: string,
  { signal, ...options }: DockerConfigOptions & { readonly signal: AbortSignal },
): Promise<ParsedDockerConfig> {
  const file = await readBoundedFile(path, { signal });
  return file.ok
    ? parseDockerConfig(dockerConfigFormat(path), file.text, options)
    : { ok: false, error: file.error };
}
