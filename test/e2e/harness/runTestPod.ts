import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { V1Pod } from "@kubernetes/client-node";
import type { RunPodOptions } from "./runPod.ts";
import { startProcess } from "./startProcess.ts";

/**
 * Runs a pod of `helm test` as a process, and says in its status how it ended.
 *
 * @param address of the exporter, which is where its Service would lead
 */
export async function runTestPod(
  { cluster, pod, folder }: Pick<RunPodOptions, "cluster" | "pod" | "folder">,
  address: string,
): Promise<void> {
  const { command = [], args = [], env = [] } = pod.spec!.containers[0]!;
  const here = await placesHere({ cluster, pod, folder });
  const variables = env.map(({ name, value = "" }) => [
    name,
    here[name] ?? (name === "METRICS_URL" ? moved(value, address) : value),
  ]);
  const server = await startProcess({
    name: "test",
    command: process.execPath,
    args: [...command.slice(1), ...args],
    env: { PATH: process.env.PATH, HOME: folder, ...Object.fromEntries(variables) },
    folder,
  });
  const phase = (await server.exited) === 0 ? "Succeeded" : "Failed";
  const { namespace, name } = (pod as Required<Pick<V1Pod, "metadata">>).metadata;
  await cluster.client.patch(`/api/v1/namespaces/${namespace}/pods/${name}/status`, { status: { phase } });
}

/** What a pod with a ServiceAccount's token finds elsewhere: the API server, its certificate, the token. */
async function placesHere({
  cluster,
  pod,
  folder,
}: Pick<RunPodOptions, "cluster" | "pod" | "folder">): Promise<Readonly<Record<string, string>>> {
  const { automountServiceAccountToken, serviceAccountName = "default" } = pod.spec!;
  if (automountServiceAccountToken !== true) {
    return {};
  }
  const tokenFile = join(folder, "token");
  await writeFile(
    tokenFile,
    await cluster.serviceAccountToken(pod.metadata?.namespace ?? "", serviceAccountName),
  );
  return { API_URL: cluster.url, TOKEN_FILE: tokenFile, NODE_EXTRA_CA_CERTS: cluster.caFile };
}

/** A URL with another host and port; its scheme and path stay. */
function moved(url: string, address: string): string {
  const { protocol, pathname } = new URL(url);
  return `${protocol}//${new URL(address).host}${pathname}`;
}
