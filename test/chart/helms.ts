import { execFile } from "node:child_process";
import { locateTool } from "../e2e/tools/locateTool.ts";
import { ToolUnavailable } from "../e2e/tools/toolUnavailable.ts";

/** A Helm to render with. */
export interface Helm {
  /** `Helm 3.17` */
  readonly name: string;
  /** The command's path. */
  readonly path: string;
}

export interface HelmResult {
  readonly ok: boolean;
  readonly stdout: string;
  readonly stderr: string;
}

/** The folder of the chart. */
export const CHART = new URL("../../chart", import.meta.url).pathname;

/**
 * Finds both Helms, the oldest and the newest of those that npm has.
 *
 * @returns undefined where they cannot be had: a line says so once
 * @throws ToolUnavailable instead, under CI=true
 */
export async function findHelms(): Promise<{ readonly helm3: Helm; readonly helm4: Helm } | undefined> {
  found ??= locateBoth();
  return await found;
}

let found: ReturnType<typeof locateBoth> | undefined;

async function locateBoth() {
  try {
    return {
      helm3: { name: "Helm 3.17", path: await locateTool("helm-3") },
      helm4: { name: "Helm 4.1", path: await locateTool("helm") },
    };
  } catch (error) {
    if (!(error instanceof ToolUnavailable) || process.env.CI === "true") {
      throw error;
    }
    process.stderr.write(`${error.message}; left out: the tests that render the chart\n`);
    return undefined;
  }
}

/** Runs Helm with nobody's settings and no cluster. Resolves whatever its exit code is. */
export function runHelm(helm: Helm, args: readonly string[]): Promise<HelmResult> {
  // With the default, a quarter of what Helm does is to collect garbage.
  const env = { PATH: process.env.PATH, HOME: "/nonexistent", KUBECONFIG: "/nonexistent", GOGC: "400" };
  const options = { env, maxBuffer: 64 * 1024 * 1024, timeout: 150_000 };
  return new Promise((resolve) => {
    execFile(helm.path, [...args], options, (error, stdout, stderr) =>
      resolve({ ok: error === null, stdout, stderr }),
    );
  });
}
