import { constants } from "node:fs";
import { access, mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { cachedToolPath } from "./cacheFolder.ts";
import { catalogue, type Tool, type ToolName } from "./catalogue.ts";
import { makeTool, makingOf, requireMeans } from "./makeTool.ts";
import { ToolUnavailable } from "./toolUnavailable.ts";
import { withLock } from "./withLock.ts";

export interface LocateOptions {
  readonly signal?: AbortSignal | undefined;
  readonly env?: NodeJS.ProcessEnv;
  /** Receives one line for each tool that has to be made. Default: standard error. */
  readonly report?: (line: string) => void;
}

/**
 * The path of a tool: what the environment names, else what lies in the cache, else it is made there, once. Two
 * runs at a time make one tool between them.
 *
 * @throws ToolUnavailable when the environment names something that is not there, or the tool cannot be made.
 */
export async function locateTool(name: ToolName, options: LocateOptions = {}): Promise<string> {
  const env = options.env ?? process.env;
  const named = namedByEnvironment(name, env);
  if (named !== undefined) {
    if (await isReadable(named.path)) {
      return named.path;
    }
    throw new ToolUnavailable(name, `${named.variable} names ${named.path}, which is not there`);
  }
  const path = cachedToolPath(name, env);
  if (await isReadable(path)) {
    return path;
  }

  await requireMeans(name, env, options.signal);
  const report = options.report ?? ((line) => process.stderr.write(`e2e: ${line}\n`));
  const folder = dirname(path);
  await mkdir(dirname(folder), { recursive: true });
  await withLock(
    `${folder}.lock`,
    async () => {
      if (await isReadable(path)) {
        return;
      }
      report(makingOf(name));
      await makeInto(path, name, env, options);
    },
    { signal: options.signal, onWait: () => report(`waiting for another run, which makes ${name}`) },
  );
  return path;
}

/** Makes the tool aside and renames it into place, so that what is there is always whole. */
async function makeInto(
  path: string,
  name: ToolName,
  env: NodeJS.ProcessEnv,
  options: LocateOptions,
): Promise<void> {
  // What a run that was killed left behind.
  await rm(dirname(path), { recursive: true, force: true });
  await mkdir(dirname(path), { recursive: true });
  const folder = await mkdtemp(join(dirname(path), "making-"));
  try {
    const made = join(folder, `${name}.made`);
    await makeTool(name, made, folder, env, options.signal);
    await rename(made, path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function namedByEnvironment(
  name: ToolName,
  env: NodeJS.ProcessEnv,
): { variable: string; path: string } | undefined {
  const tool: Tool = catalogue[name];
  const path = env[tool.env];
  if (path) {
    return { variable: tool.env, path };
  }
  if (tool.inKubebuilderAssets && env.KUBEBUILDER_ASSETS) {
    return { variable: "KUBEBUILDER_ASSETS", path: join(env.KUBEBUILDER_ASSETS, name) };
  }
  return undefined;
}

async function isReadable(path: string): Promise<boolean> {
  return await access(path, constants.R_OK).then(
    () => true,
    () => false,
  );
}
