import type { Config } from "./config/config.generated.ts";
import { originEndpoint, ownName } from "./image/endpoint.ts";
import { mirrorLocator } from "./image/mirrors.ts";
import type { InUse } from "./inUse/inUse.ts";
import { type InUseImage, InUseImages } from "./inUse/inUseImages.ts";
import type { ClusterClient } from "./kubernetes/client.ts";
import { listInUse } from "./kubernetes/listInUse.ts";
import { listNodeSettings } from "./kubernetes/listNodeSettings.ts";
import type { Logger } from "./log/logger.ts";
import { type NodeEndpointFinder, openNodeEndpoints } from "./registry/runtime/nodeEndpoints.ts";
import { type NodeFilePaths, type NodeFiles, RefusedByFilesError } from "./registry/runtime/nodeFiles.ts";
import { openShiftKinds } from "./registry/runtime/openshift/openShiftKinds.ts";
import { OpenShiftNodes } from "./registry/runtime/openshift/openShiftNodes.ts";
import { RUNTIMES } from "./registry/runtime/runtimes.ts";
import { errorText } from "./text/errorText.ts";
import type { Clock } from "./time/clock.ts";

export interface ReadInUseOptions {
  readonly config: {
    readonly workloads: Pick<Config["workloads"], "custom">;
    readonly namespaces: Pick<Config["namespaces"], "include">;
    readonly images: Pick<Config["images"], "defaultRegistry" | "mirrors">;
    readonly nodes: Pick<Config["nodes"], "runtime" | "openshift" | keyof NodeFilePaths>;
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
  const { nodes } = config;
  const openFiles = (cluster?: OpenShiftNodes) =>
    RUNTIMES[nodes.runtime].openFiles(nodes, { clock, log, cluster });
  let files = openFiles();
  const allFiles: NodeFiles[] = nodes.openshift.enabled ? [] : [files];
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
    const untold: string[] = [];
    if (nodes.openshift.enabled) {
      const told = openShiftNames(nodes);
      untold.push(...(await listNodeSettings(told, { client, clock, signal })));
      files = openFiles(told);
      allFiles.push(files);
    }
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
      ...[...untold, ...failed, ...empty].map((message) => `cluster ${JSON.stringify(cluster)}: ${message}`),
    );
  }
  const images = found.images();
  // What one cluster says of its nodes goes for all: rather too much is kept than too little.
  for (const each of allFiles) {
    const places = openNodeEndpoints({ files: each, insidePod: false, clock, log });
    problems.push(...(await addMirrors(found, images, config, places, signal)));
  }
  return {
    asOf,
    clusters: [...clusters.keys()],
    problems,
    // What was written without a registry is there under all names that it may have.
    images: found.images().filter(({ reference }) => reference.shortName === undefined),
    unreadable: found.unreadable(),
  };
}

/** Whoever cleans up a mirror knows the images by its name. @returns what could not be read */
async function addMirrors(
  found: InUseImages,
  images: readonly InUseImage[],
  { images: { mirrors }, nodes: { runtime } }: ReadInUseOptions["config"],
  places: NodeEndpointFinder,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const locate = mirrorLocator(mirrors, RUNTIMES[runtime]);
  const problems = new Set<string>();
  for (const image of images) {
    const { reference } = image;
    let endpoints = locate(reference);
    try {
      const { asked, unasked } = await places.find(endpoints, reference, { signal }, []);
      endpoints = [...asked, ...unasked];
      for (const { message } of unasked.filter(({ others }) => others === true)) {
        problems.add(message);
      }
    } catch (error) {
      signal.throwIfAborted();
      // What nodes do not pull has no names but its own.
      if (!(error instanceof RefusedByFilesError)) {
        problems.add(errorText(error));
      }
    }
    for (const name of [originEndpoint(reference), ...endpoints].map(ownName)) {
      const isOther = name.registry !== reference.registry || name.repository !== reference.repository;
      if (isOther || reference.shortName !== undefined) {
        found.addPlace(image, name);
      }
    }
  }
  return [...problems];
}

/**
 * What says how names read and where they lead; nothing is asked, so credentials and authorities do not count. What it would
 * say of verdicts is nobody's business, and what is not known is a problem anyway.
 */
function openShiftNames({ openshift }: Pick<Config["nodes"], "openshift">): OpenShiftNodes {
  const log = { warn() {} };
  const options = { ...openshift, pullSecret: false, additionalTrustedCA: "" };
  const kinds = openShiftKinds(options).filter(({ namespace }) => namespace === undefined);
  return new OpenShiftNodes({ options, kinds, log, onChange() {}, onKeyring() {} });
}
