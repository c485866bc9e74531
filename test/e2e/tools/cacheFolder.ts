import { homedir } from "node:os";
import { join } from "node:path";
import { catalogue, type ToolName } from "./catalogue.ts";

/** The folder for everything built or unpacked once: under XDG_CACHE_HOME, else ~/.cache. */
export function cacheFolder(env: NodeJS.ProcessEnv): string {
  const base = env.XDG_CACHE_HOME || join(env.HOME || homedir(), ".cache");
  return join(base, "k8s-image-availability-exporter-e2e");
}

/** Where the tool of this version lies, or will lie once it is made. */
export function cachedToolPath(tool: ToolName, env: NodeJS.ProcessEnv): string {
  return join(cacheFolder(env), `${tool}-${catalogue[tool].version}`, tool);
}
