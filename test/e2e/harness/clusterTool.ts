import { execFile } from "node:child_process";
import type { ToolName } from "../tools/catalogue.ts";
import { locateTool } from "../tools/locateTool.ts";

export interface CommandOutput {
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs kubectl or a Helm against a cluster; rejects with what it printed unless it succeeds. */
export async function runClusterTool(
  tool: Extract<ToolName, "kubectl" | "helm" | "helm-3" | "helm-3-latest" | "helm-4-latest">,
  args: readonly string[],
  options: { readonly kubeconfig: string; readonly input?: string },
): Promise<CommandOutput> {
  const path = await locateTool(tool);
  const env = { PATH: process.env.PATH, HOME: "/nonexistent", KUBECONFIG: options.kubeconfig };
  return await new Promise((resolve, reject) => {
    const limits = { env, timeout: 90_000, maxBuffer: 64 * 1024 * 1024 };
    const child = execFile(path, [...args], limits, (error, stdout, stderr) => {
      if (error !== null) {
        reject(new Error(`Cannot run ${tool} ${args.slice(0, 3).join(" ")}: ${stderr}${stdout}`));
      } else {
        resolve({ stdout, stderr });
      }
    });
    child.stdin?.end(options.input ?? "");
  });
}
