import type { Config } from "./config/config.generated.ts";
import { ownName } from "./image/endpoint.ts";
import { mirrorLocator } from "./image/mirrors.ts";
import type { InUse } from "./inUse/inUse.ts";
import { InUseImages } from "./inUse/inUseImages.ts";
import type { ClusterClient } from "./kubernetes/client.ts";
import { listInUse } from "./kubernetes/listInUse.ts";
import type { Logger } from "./log/logger.ts";
import { type NodeEndpointFinder, openNodeEndpoints } from "./registry/runtime/nodeEndpoints.ts";
import type { NodeFilePaths } from "./registry/runtime/nodeFiles.ts";
import { RUNTIMES } from "./registry/runtime/runtimes.ts";
import { errorText } from "./text/errorText.ts";
import type { Clock } from "./time/clock.ts";

export interface ReadInUseOptions {
  readonly config: {
    readonly workloads: Pick<Config["workloads"], "custom">;
    readonly namespaces: Pick<Config["namespaces"], "include">;
    readonly images: Pick<Config["images"], "defaultRegistry" | "mirrors">;
    readonly nodes: Pick<Config["nodes"], "runtime" | keyof NodeFilePaths>;
  };
  /** By name. */
  readonly clusters: ReadonlyMap<string, ClusterClient>;
  readonly clock: Clock;
  readonly log: Logger;
  readonly signal: AbortSignal;
}

/**
 * Lists what clusters use, one after the other, under the names of mirrors as well. Of the configuration's filters none
 * counts but the list of namespaces, and that is a problem: what else there is is not seen. So is a cluster that uses nothing.
 *
 * @throws `signal.reason`
 */
export async function readInUse({ config, clusters, clock, log, signal }: ReadInUseOptions): Promise<InUse> {
  const asOf = clock.now();
  const files = RUNTIMES[config.nodes.runtime].openFiles(config.nodes, { clock, log });
  const places = openNodeEndpoints({ files, insidePod: false, clock, log });
  const found = new InUseImages((text) => files.readName(text, config.images));
  const problems: string[] = [];
  const { include } = config.namespaces;
  if (include.length > 0) {
    problems.push(
      `config.namespaces.include: what other namespaces use than ${include.join(", ")} is not seen`,
    );
  }
  for (const [cluster, client] of clusters) {
    let uses = 0;
    const failed = await listInUse({
      client,
      cluster,
      namespaces: include.length > 0 ? include : undefined,
      custom: config.workloads.custom,
      clock,
      signal,
      onUse(image, user, imageId) {
        uses++;
        found.add(image, user, imageId);
      },
    });
    // A cluster that answers and holds nothing is the wrong one, or one that is being restored: all could go for its sake.
    const empty = uses + failed.length === 0 ? ["it uses no image at all: expected one at least"] : [];
    problems.push(
      ...[...failed, ...empty].map((message) => `cluster ${JSON.stringify(cluster)}: ${message}`),
    );
  }
  problems.push(...(await addMirrors(found, config, places, signal)));
  return {
    asOf,
    clusters: [...clusters.keys()],
    problems,
    images: found.images(),
    unreadable: found.unreadable(),
  };
}

/** Whoever cleans up a mirror knows the images by its name. @returns what could not be read */
async function addMirrors(
  found: InUseImages,
  { images: { mirrors }, nodes: { runtime } }: ReadInUseOptions["config"],
  places: NodeEndpointFinder,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const locate = mirrorLocator(mirrors, RUNTIMES[runtime]);
  const problems = new Set<string>();
  for (const image of found.images()) {
    const { reference } = image;
    let endpoints = locate(reference);
    try {
      const { asked, unasked } = await places.find(endpoints, reference, { signal }, []);
      endpoints = [...asked, ...unasked];
    } catch (error) {
      signal.throwIfAborted();
      problems.add(errorText(error));
    }
    for (const name of endpoints.map(ownName)) {
      if (name.registry !== reference.registry || name.repository !== reference.repository) {
        found.addPlace(image, name);
      }
    }
  }
  return [...problems];
}
