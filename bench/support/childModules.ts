import { fileURLToPath } from "node:url";
import type { Kubeconfig } from "../../src/demo/apiServer/kubeconfig.ts";
import type { BenchContext } from "./benchContext.ts";
import { Child } from "./child.ts";
import type { ClusterShape } from "./clusterShape.ts";

function start(name: string, { folder, signal }: BenchContext): Child {
  const module = fileURLToPath(new URL(`../children/${name}.ts`, import.meta.url));
  return new Child({ name, module, folder, signal });
}

/** A registry in a process of its own. @param ports how many registries it is taken for */
export async function startRegistry(
  context: BenchContext,
  ports = 1,
): Promise<{ child: Child; host: string; hosts: readonly string[] }> {
  const child = start("lightRegistry", context);
  const hosts: string[] = [];
  for (let port = 0; port < ports; port++) {
    hosts.push(await child.ask<string>("listen"));
  }
  return { child, host: hosts[0] ?? "", hosts };
}

/** A registry of whole images, in a process of its own. */
export async function startTreeRegistry(context: BenchContext): Promise<{ child: Child; host: string }> {
  const child = start("treeRegistry", context);
  return { child, host: await child.ask<string>("listen") };
}

/** Registries that answer as `floodingRegistries.ts` says, in a process of their own. */
export async function startFloodingRegistries(
  context: BenchContext,
  asked: { readonly ports: number; readonly flood: string },
): Promise<{ child: Child; hosts: readonly string[] }> {
  const child = start("floodingRegistries", context);
  return { child, hosts: await child.ask<readonly string[]>("start", asked) };
}

/** An API server in a process of its own, filled. @param hosts of the registries that its images are at, in turn */
export async function startCluster(
  context: BenchContext,
  shape: ClusterShape,
  hosts: readonly string[],
): Promise<{ child: Child; kubeconfig: Kubeconfig }> {
  const child = start("clusterServer", context);
  return { child, kubeconfig: await child.ask("start", { shape, hosts }) };
}

/** The bare loop, in a process of its own, with the same flags for Node.js as the exporter. */
export function startBareLoop(context: BenchContext): Child {
  const module = fileURLToPath(new URL("../children/bareLoop.ts", import.meta.url));
  const { folder, signal, nodeFlags } = context;
  return new Child({ name: "bareLoop", module, folder, signal, nodeFlags });
}

/** A shard of a cluster that is only simulated, with the same flags for Node.js as the exporter. */
export function startShardSimulation({ folder, signal, nodeFlags }: BenchContext): Child {
  const module = fileURLToPath(new URL("../children/shardSimulation.ts", import.meta.url));
  const flags = [...nodeFlags, "--expose-gc"];
  return new Child({ name: "shardSimulation", module, folder, signal, nodeFlags: flags });
}
