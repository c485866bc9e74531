import { join } from "node:path";
import type { ToolSource } from "./catalogue.ts";
import { CommandFailed, runCommand } from "./runCommand.ts";
import { ToolUnavailable } from "./toolUnavailable.ts";

type GoSource = Extract<ToolSource, { from: "go" }>;
type GoFilesSource = Extract<ToolSource, { from: "goFiles" }>;

/** `-mod=readonly`: what is built is what go.mod and go.sum pin, or nothing. */
const buildFlags = ["-mod=readonly", "-trimpath"];

/** @throws ToolUnavailable when there is no Go. */
export async function requireGo(tool: string, env: NodeJS.ProcessEnv, signal?: AbortSignal): Promise<void> {
  await runGo(tool, ".", ["version"], env, signal);
}

/**
 * Builds a main package into the file `target`, statically linked.
 *
 * @throws ToolUnavailable when there is no Go or the build fails.
 */
export async function buildGoTool(
  tool: string,
  source: GoSource,
  target: string,
  env: NodeJS.ProcessEnv,
  signal?: AbortSignal,
): Promise<void> {
  const tags = source.tags === undefined ? [] : ["-tags", source.tags];
  const ldflags = ["-ldflags", `-s -w ${source.ldflags ?? ""}`.trim()];
  await runGo(
    tool,
    source.module,
    ["build", ...buildFlags, ...tags, ...ldflags, "-o", target, source.package],
    env,
    signal,
  );
}

/**
 * Where the Go module that holds the source's files is unpacked; downloads it if need be.
 *
 * @throws ToolUnavailable when there is no Go or the module cannot be had.
 */
export async function goModuleFolder(
  tool: string,
  source: GoFilesSource,
  env: NodeJS.ProcessEnv,
  signal?: AbortSignal,
): Promise<string> {
  await runGo(tool, source.module, ["mod", "download", source.path], env, signal);
  const folder = await runGo(
    tool,
    source.module,
    ["list", "-mod=readonly", "-m", "-f", "{{.Dir}}", source.path],
    env,
    signal,
  );
  return folder.trim();
}

async function runGo(
  tool: string,
  module: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  signal: AbortSignal | undefined,
): Promise<string> {
  try {
    return await runCommand("go", args, {
      cwd: join(import.meta.dirname, module),
      env: { ...withUsualGo(env), CGO_ENABLED: "0", GOFLAGS: "-buildvcs=false", GOWORK: "off" },
      signal,
    });
  } catch (cause) {
    if (!(cause instanceof CommandFailed)) {
      throw cause;
    }
    const need =
      cause.code === "ENOENT" ? "Go is not installed" : `go ${args[0]} failed: ${lastLine(cause.stderr)}`;
    throw new ToolUnavailable(tool, need, { cause });
  }
}

/** Go's own installer unpacks into /usr/local/go and leaves PATH to the user. */
function withUsualGo(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { ...env, PATH: [env.PATH, "/usr/local/go/bin"].filter(Boolean).join(":") };
}

const lastLine = (text: string): string => text.trimEnd().split("\n").at(-1) ?? "";
