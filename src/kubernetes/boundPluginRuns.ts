import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import type { KubeConfig } from "@kubernetes/client-node";
import type { Clock } from "../time/clock.ts";

/** What kubelets give their plugins. A person who has to log in is asked by kubectl, which waits. */
const MAX_RUN_MS = 60_000;

/**
 * Ends exec plugins that have not answered within a minute: client-node waits without end, and all requests with it.
 *
 * @param config of which plugins are run; nothing happens where client-node runs them in another way than it does today
 */
export function boundPluginRuns(config: KubeConfig, clock: Clock): void {
  const authenticators: unknown = Reflect.get(config, "authenticators");
  for (const authenticator of Array.isArray(authenticators) ? authenticators : []) {
    if (typeof authenticator === "object" && authenticator !== null && "execFn" in authenticator) {
      authenticator.execFn = (command: string, args: readonly string[] = [], options: SpawnOptions = {}) =>
        run(command, args, options, clock);
    }
  }
}

function run(command: string, args: readonly string[], options: SpawnOptions, clock: Clock): ChildProcess {
  const child = spawn(command, args, { ...options, stdio: "pipe" });
  const cancel = clock.schedule(MAX_RUN_MS, () => {
    const seconds = MAX_RUN_MS / 1000;
    child.emit(
      "error",
      new Error(`the kubeconfig's exec plugin ${command} was ended: no answer within ${seconds} s`),
    );
    child.kill("SIGKILL");
    // What it has started itself may hold them for longer.
    child.stdout.destroy();
    child.stderr.destroy();
  });
  child.once("close", cancel);
  return child;
}
