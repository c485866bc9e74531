import { type Cluster, type Context, KubeConfig, type User } from "@kubernetes/client-node";
import { fileProblem } from "../files/fileProblem.ts";
import { readRegularFile } from "../files/readRegularFile.ts";
import { parseYaml } from "../text/parseYaml.ts";
import { ClusterConfigError } from "./clusterConfigError.ts";
import { child, elements, isRecord, text } from "./kinds/json.ts";

/** Kubeconfigs hold a few certificates per cluster; this is room for hundreds of clusters. */
const MAX_BYTES = 4 * 1024 * 1024;

/** What one kubeconfig file holds, its relative paths resolved. */
export interface Kubeconfig {
  readonly clusters: readonly Cluster[];
  readonly users: readonly User[];
  readonly contexts: readonly Context[];
  /** Names of those that lead nowhere. */
  readonly incomplete: readonly string[];
  /** Empty where it names none. */
  readonly currentContext: string;
  /** `tokenFile` by user name, as written: client-node does not know this key. */
  readonly tokenFiles: ReadonlyMap<string, string>;
}

/**
 * Reads a kubeconfig file.
 *
 * @throws ClusterConfigError naming the file and what is wrong with it
 */
export function readKubeconfig(file: string): Kubeconfig {
  const document = readDocument(file);
  const config = new KubeConfig();
  try {
    // As kubectl does: what is incomplete is missed only where it is used.
    config.loadFromFile(file, { onInvalidEntry: "filter" });
  } catch (error) {
    throw new ClusterConfigError(`Cannot use ${file} as kubeconfig: ${fileProblem(error)}`, { cause: error });
  }
  const tokenFiles = new Map<string, string>();
  for (const entry of elements(child(document, "users"))) {
    const name = text(child(entry, "name"));
    const user = child(entry, "user");
    const tokenFile = text(child(user, "tokenFile"));
    // As with kubectl, the file is preferred to a token.
    if (name !== undefined && tokenFile !== undefined) {
      tokenFiles.set(name, tokenFile);
    }
  }
  const contexts = config.getContexts();
  const names = elements(child(document, "contexts")).map((entry) => text(child(entry, "name")));
  return {
    incomplete: names.filter(
      (name) => name !== undefined && contexts.every((each) => each.name !== name),
    ) as string[],
    clusters: config.getClusters(),
    users: config.getUsers(),
    contexts,
    currentContext: config.getCurrentContext() ?? "",
    tokenFiles,
  };
}

/** Reads it once by ourselves, because client-node's messages name neither file nor key. */
function readDocument(file: string): unknown {
  let document: unknown;
  try {
    document = parseYaml(readRegularFile(file, { maxBytes: MAX_BYTES }));
  } catch (error) {
    throw new ClusterConfigError(`Cannot read ${file} as kubeconfig: ${fileProblem(error)}`, {
      cause: error,
    });
  }
  if (!isRecord(document)) {
    throw new ClusterConfigError(`Cannot read ${file} as kubeconfig: it holds no object`);
  }
  return document;
}
