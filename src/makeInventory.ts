import { hostname } from "node:os";
import type { Config } from "./config/config.generated.ts";
import { compileImageFilter } from "./image/imageFilter.ts";
import { mirrorLocator } from "./image/mirrors.ts";
import type { Verdict } from "./image/outcome.ts";
import type { AvailabilitySink, ContainerLabels } from "./inventory/availabilitySink.ts";
import type { ContainerUse } from "./inventory/containerUses.ts";
import { ImageCatalogue } from "./inventory/imageCatalogue.ts";
import { Inventory } from "./inventory/inventory.ts";
import { allOf, hasLabel, parseLabelSelector } from "./inventory/labelSelector.ts";
import { NamespaceDirectory } from "./inventory/namespaceDirectory.ts";
import { looksInside, NodePlatforms } from "./inventory/nodePlatforms.ts";
import { OwnerDirectory } from "./inventory/ownerDirectory.ts";
import { ownShard } from "./inventory/ownShard.ts";
import { PullSecretUse } from "./inventory/pullSecretUse.ts";
import { RunningImages } from "./inventory/runningImages.ts";
import { shardFilter } from "./inventory/shard.ts";
import { Subjects, type VerdictListener } from "./inventory/subjects.ts";
import { type TargetSink, Targets } from "./inventory/targets.ts";
import { WorkloadHygiene } from "./inventory/workloadHygiene.ts";
import { ownerKinds } from "./kubernetes/kinds/ownerKinds.ts";
import type { Logger } from "./log/logger.ts";
import type { ExporterMetrics } from "./metrics/exporterMetrics.ts";
import { isInsidePod } from "./network/isInsidePod.ts";
import { createImageComparison, type ImageComparisonOptions } from "./registry/imageComparison.ts";
import type { NodeFiles } from "./registry/runtime/nodeFiles.ts";
import { RUNTIMES } from "./registry/runtime/runtimes.ts";
import type { Clock } from "./time/clock.ts";
import { SlicedWork } from "./time/slicedWork.ts";

/** Told what is found, instead of metrics and log. */
export interface VerdictReport {
  readonly series: AvailabilitySink;
  readonly verdictChanged: VerdictListener;
}

/** What the parts of an inventory need from outside. */
export interface InventoryContext {
  readonly metrics: Pick<ExporterMetrics, "availability">;
  readonly log: Logger;
  readonly clock: Clock;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Told as the log is. */
  readonly onVerdict?: VerdictListener;
}

/**
 * The inventory that the configuration asks for.
 *
 * @param sink told of what there is to check
 * @param present whether it is of what runs; of older revisions nothing else is told than whether images can be pulled
 * @throws ShardError where the configuration leaves the number of the shard to the pod's name, and that has none
 */
export function makeInventory(
  config: Config,
  sink: TargetSink,
  {
    files,
    metrics,
    log,
    clock,
    environment,
    onVerdict,
    fetch,
    report,
    present,
  }: InventoryContext & {
    readonly files: Pick<NodeFiles, "readName">;
    readonly fetch: ImageComparisonOptions["fetch"];
    readonly report: VerdictReport | undefined;
    readonly present: boolean;
  },
) {
  const { images, namespaces, workloads, hygiene } = config;
  const work = new SlicedWork(clock);
  const isOwn = filterOwn(config, environment, log);
  const locate = mirrorLocator(images.mirrors, RUNTIMES[config.nodes.runtime]);
  const catalogue = new ImageCatalogue({
    readName: (text) => files.readName(text, images),
    filter: compileImageFilter(images),
    locate,
    ownShard: isOwn,
    insidePod: isInsidePod(environment),
  });
  const compare = createImageComparison({ fetch, locate });
  const running =
    config.running.enabled && present
      ? new RunningImages({
          images: catalogue,
          compare: async ({ target, leads, ran }) => await compare({ request: target.request, leads, ran }),
          onMoved: ({ image, leads, ran }) =>
            log.warn(
              { image, leads, ran },
              "the tag was moved: pods run another image than one that is created anew would",
            ),
        })
      : undefined;
  const targets = new Targets<ContainerUse>(running?.following(sink) ?? sink);
  const nodePlatforms =
    looksInside(images) && present
      ? new NodePlatforms({
          named: images.platforms,
          runtime: config.nodes.runtime,
          onOtherRuntime: ({ name, runtime }) =>
            log.warn(
              { kind: "node", name },
              `a node has another container runtime (${runtime}) than config.nodes.runtime (${config.nodes.runtime}): it may pull otherwise than is foretold`,
            ),
          onChange: () => inventory.platformsChanged(),
          placements: () => inventory.placements(),
          work: new SlicedWork(clock),
          clock,
        })
      : undefined;
  const selector = parseLabelSelector(namespaces.selector);
  const inventory: Inventory = new Inventory({
    owners: new OwnerDirectory({
      ...ownerKinds(workloads),
      onWithoutTemplate: ({ groupKind, namespace, name }) =>
        log.warn(
          { kind: groupKind, namespace, name },
          "no pod template was found at config.workloads.custom[].templatePaths: what such an object owns is reported instead, where its kind is watched",
        ),
    }),
    namespaces: new NamespaceDirectory(
      namespaces.label === "" ? selector : allOf(selector, hasLabel(namespaces.label)),
      config.metrics.ownerLabels,
    ),
    images: catalogue,
    targets,
    subjects: new Subjects(
      report?.series ?? metrics.availability,
      (labels, from, to, why) => {
        if (report === undefined) {
          logVerdict(log, labels, { from, to, why, running });
          onVerdict?.(labels, from, to, why);
        } else {
          report.verdictChanged(labels, from, to, why);
        }
      },
      () => clock.now(),
    ),
    work,
    onLargeSecret: ({ namespace, name }, why) =>
      log.warn(
        { namespace, name, error: why },
        "a pull secret is too large to be read: what needs it gets no verdict",
      ),
    includeDisabled: new Set(workloads.includeDisabled.map((kind) => kind.toLowerCase())),
    ...(running && { running }),
    ...(nodePlatforms && { nodePlatforms }),
    ...(hygiene.pullSecrets && present && { pullSecretUse: new PullSecretUse(isOwn) }),
    ...(hygiene.workloads && present && { workloadHygiene: new WorkloadHygiene(isOwn, work) }),
  });
  return { inventory, targets, work };
}

function filterOwn({ sharding }: Config, environment: InventoryContext["environment"], log: Logger) {
  const own = ownShard(sharding, environment.POD_NAME ?? hostname());
  if (own.shards > 1) {
    log.info({ ...own }, "checking the images of one shard");
  }
  if (own.shard >= own.shards) {
    log.warn({ ...own }, "there are fewer shards than this one's number: nothing is checked");
  }
  return shardFilter(own);
}

/**
 * Writes one line for each change of what a container's series says. A first success is no news: it is written for
 * debugging only.
 */
function logVerdict(
  log: Logger,
  { namespace, kind, name, container, image, registry }: ContainerLabels,
  {
    from,
    to,
    why,
    running,
  }: {
    readonly from: Verdict | undefined;
    readonly to: Verdict | undefined;
    readonly why: string;
    readonly running: RunningImages | undefined;
  },
): void {
  const fields = { namespace, kind, name, container, image, registry };
  if (to === undefined) {
    log.info(
      { ...fields, was: from },
      "nothing is known of the image any more: a pull secret cannot be read",
    );
  } else if (to !== "available") {
    const nodes = running?.someNodesOf(image).join(", ");
    log.warn(
      { ...fields, reason: to, error: why, ...(nodes !== undefined && { nodes }) },
      "image is unavailable",
    );
  } else if (from === undefined) {
    log.debug(fields, "image is available");
  } else {
    log.info({ ...fields, was: from }, "image is available again");
  }
}
