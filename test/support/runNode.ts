import { spawn } from "node:child_process";

/** How a process ended. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a script in a Node.js process of its own to the end, with the environment given and nothing else but PATH. */
export function runNode(
  args: readonly string[],
  {
    cwd,
    environment = {},
    program = process.execPath,
  }: {
    readonly cwd: string;
    readonly environment?: Readonly<Record<string, string>>;
    /** Default: the Node.js that runs this. */
    readonly program?: string;
  },
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd,
      env: { PATH: process.env.PATH, HOME: cwd, ...environment },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const output = { stdout: "", stderr: "" };
    for (const name of ["stdout", "stderr"] as const) {
      child[name].setEncoding("utf8").on("data", (text: string) => {
        output[name] += text;
      });
    }
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, ...output }));
  });
}
