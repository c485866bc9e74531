import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";

export const root = fileURLToPath(new URL("../../", import.meta.url));
/** The text of a file of the project. */
export const read = (path: string) => readFileSync(`${root}${path}`, "utf8");

export interface Step {
  readonly id?: string;
  readonly name?: string;
  readonly run?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
}
export interface Job {
  readonly uses?: string;
  readonly needs?: string | readonly string[];
  readonly permissions?: Readonly<Record<string, string>>;
  readonly outputs?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly steps?: readonly Step[];
}
export interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}
export const ci: Workflow = parse(read(".github/workflows/ci.yaml"));
export const release: Workflow = parse(read(".github/workflows/release.yaml"));
export const scan: Workflow = parse(read(".github/workflows/scan.yaml"));

/** Runs a script with the present Node.js in its PATH. */
export function bash(
  flags: readonly string[],
  script: string,
  { cwd = tmpdir(), env = {} }: { cwd?: string; env?: Readonly<Record<string, string>> } = {},
): Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }> {
  const path = `${dirname(process.execPath)}:${process.env.PATH}`;
  return new Promise((resolve) => {
    const child = execFile(
      "bash",
      [...flags, "-s"],
      { cwd, env: { ...env, PATH: path } },
      (error, stdout, stderr) => resolve({ code: error !== null ? Number(error.code) : 0, stdout, stderr }),
    );
    child.stdin?.end(script);
  });
}
