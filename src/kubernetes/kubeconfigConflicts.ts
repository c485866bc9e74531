import { delimiter } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { kubeconfigFiles, type LoadClusterOptions } from "./loadClusterClient.ts";
import { readKubeconfig } from "./readKubeconfig.ts";

/**
 * What of kubeconfigs `loadClusterClient` does not see, as kubectl does not, a line each: entries that another hides which
 * was read before, incomplete contexts, and files of KUBECONFIG that are not there. Whoever is to ask every cluster would
 * ask one of them twice, or not at all.
 *
 * @param contexts those that are to be asked; undefined: all
 * @throws ClusterConfigError as `contextNames`
 */
export function kubeconfigConflicts({
  contexts,
  ...options
}: Pick<LoadClusterOptions, "kubeconfig" | "env" | "home"> & {
  readonly contexts: readonly string[] | undefined;
}): readonly string[] {
  const files = kubeconfigFiles(options);
  const lines: string[] = [];
  const known = new Map<string, { readonly file: string; readonly entry: unknown }>();
  const wanted = new Set(contexts?.map((name) => `context ${JSON.stringify(name)}`));
  const take = (kind: string, name: string, file: string, entry: unknown) => {
    const key = `${kind} ${JSON.stringify(name)}`;
    const first = known.get(key);
    if (first === undefined) {
      known.set(key, { file, entry });
    } else if ((contexts === undefined || wanted.has(key)) && !isDeepStrictEqual(first.entry, entry)) {
      lines.push(`the ${key} of ${file} is not read: ${first.file} has another of that name`);
    }
  };
  const read = files.map((file) => ({ file, ...readKubeconfig(file) }));
  for (const { file, contexts: own, incomplete } of read) {
    for (const context of own) {
      take("context", context.name, file, context);
      if (wanted.has(`context ${JSON.stringify(context.name)}`)) {
        wanted.add(`cluster ${JSON.stringify(context.cluster)}`);
        wanted.add(`user ${JSON.stringify(context.user)}`);
      }
    }
    if (contexts === undefined) {
      lines.push(
        ...incomplete.map((name) => `the context "${name}" of ${file} is not read: it is not complete`),
      );
    }
  }
  for (const { file, clusters, users } of read) {
    for (const cluster of clusters) {
      take("cluster", cluster.name, file, cluster);
    }
    for (const user of users) {
      take("user", user.name, file, user);
    }
  }
  const named = options.kubeconfig === "" ? (options.env?.KUBECONFIG ?? "").split(delimiter) : [];
  const gone = contexts === undefined ? named.filter((file) => file !== "" && !files.includes(file)) : [];
  return [...lines, ...gone.map((file) => `${file} of KUBECONFIG is not there`)];
}
