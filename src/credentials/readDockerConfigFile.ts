import { basename } from "node:path";
import { type DockerConfigOptions, type ParsedDockerConfig, parseDockerConfig } from "./dockerConfig.ts";
import { readBoundedFile } from "./readBoundedFile.ts";

/**
 * Reads a docker config file: one called `.dockercfg` as the map of entries itself, any other as a config.json.
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
    ? parseDockerConfig(
        basename(path) === ".dockercfg" ? "dockercfg" : "dockerconfigjson",
        file.text,
        options,
      )
    : { ok: false, error: file.error };
}
