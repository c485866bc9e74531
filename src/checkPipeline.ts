import { setImmediate as breathe } from "node:timers/promises";
import { type CheckReport, reporting } from "./checkReport.ts";
import type { Config } from "./config/config.generated.ts";
import type { Keyring } from "./credentials/keyring.ts";
import { joinNodeCredentials, type NodeCredentialSource } from "./credentials/nodeCredentials.ts";
import { originEndpoint } from "./image/endpoint.ts";
import { registryPaths } from "./image/registryPaths.ts";
import type { ContainerUse } from "./inventory/containerUses.ts";
import type { Inventory } from "./inventory/inventory.ts";
import type { ClusterSink } from "./inventory/model.ts";
import { looksInside } from "./inventory/nodePlatforms.ts";
import type { VerdictListener } from "./inventory/subjects.ts";
import type { TargetSink, Targets } from "./inventory/targets.ts";
import { withRollbacks } from "./inventory/withRollbacks.ts";
import type { Logger } from "./log/logger.ts";
import { makeInventory } from "./makeInventory.ts";
import type { ExporterMetrics } from "./metrics/exporterMetrics.ts";
import { isInsidePod } from "./network/isInsidePod.ts";
import { hostOfBudget } from "./registry/authenticator.ts";
import { asNodes, checkAsNodes } from "./registry/checkAsNodes.ts";
import { createHostSettings } from "./registry/hostSettings.ts";
import { inspectAtOnce } from "./registry/inspectedOutcome.ts";
import type { CheckOptions, CheckRequest } from "./registry/registryCheck.ts";
import { createRegistryClient, type RegistryClient } from "./registry/registryClient.ts";
import type { NodeFiles } from "./registry/runtime/nodeFiles.ts";
import { OpenShiftNodes } from "./registry/runtime/openshift/openShiftNodes.ts";
import { RUNTIMES } from "./registry/runtime/runtimes.ts";
import { MAX_UNDER_WAY } from "./registry/transport.ts";
import { createRollbackChecks, type RollbackChecks } from "./rollbackChecks.ts";
import { Inspections } from "./schedule/inspections.ts";
import { KeepAlive } from "./schedule/keepAlive.ts";
import { RegistryGate } from "./schedule/registryGate.ts";
import { Scheduler } from "./schedule/scheduler.ts";
import { whenQuiet } from "./schedule/whenQuiet.ts";
import type { Clock } from "./time/clock.ts";
import { SlicedWork } from "./time/slicedWork.ts";
import { VERSION } from "./version.ts";

/** By a registry's own count: the last ones are for nodes. */
const MIN_PULLS_LEFT = 50;

/**
 * How long what is in no hurry waits for a registry that has something else to do, in milliseconds; and an image that is looked
 * into, with all its requests: there are thousands, one after the other.
 */
const PATIENCE_MS = 60_000;
const IMAGE_PATIENCE_MS = 10_000;

/** From the sink for cluster objects to the registries and back. */
export interface CheckPipeline {
  readonly inventory: Inventory;
  readonly targets: Targets<ContainerUse>;
  readonly scheduler: Scheduler;
  /** How names read on the nodes. */
  readonly files: Pick<NodeFiles, "readName">;
  /** Where cluster objects go. */
  readonly sink: ClusterSink;
  /** Where older revisions go, and what is known of them; undefined where nobody asks. */
  readonly rollbacks: Pick<RollbackChecks, "inventory" | "series"> | undefined;
  /** Where goes what the cluster says of its nodes, where that counts. */
  readonly nodeSettings: OpenShiftNodes | undefined;
  /** All sources of credentials that nodes have, in the order to be asked. */
  readonly nodeSources: readonly NodeCredentialSource[];
  /** Credentials of the node, which follow those of secrets. */
  setNodeCredentials(keyring: Keyring): void;
  /** Resolves when all that was delivered, and found, has been taken in. */
  takenIn(): Promise<void>;
  /** Starts checking. */
  start(): void;
  /** Starts no more checks. */
  stop(): void;
  /** Aborts what is being checked, for good. */
  abort(): void;
  /** Ends all connections to registries. */
  close(): Promise<void>;
}

export interface CheckPipelineOptions {
  readonly config: Config;
  /** Where credentials of nodes come from, in the order to be asked. */
  readonly nodeSources: readonly NodeCredentialSource[];
  readonly metrics: ExporterMetrics;
  readonly log: Logger;
  readonly clock: Clock;
  readonly random: () => number;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** How many requests to registries may be under way at once. */
  readonly maxSockets: number;
  readonly report?: CheckReport;
  /** Kept for somebody to look at: what each change of a verdict is told to. Without it, no results of checks are kept. */
  readonly onVerdict?: VerdictListener;
}

/**
 * What becomes of cluster objects: inventory, schedule, registries.
 *
 * @throws CaFileError, ProxyVariableError, Error: each with one line that says what is wrong
 */
export function createCheckPipeline({
  config,
  nodeSources,
  metrics,
  log,
  clock,
  random,
  environment,
  maxSockets,
  report,
  onVerdict,
}: CheckPipelineOptions): CheckPipeline {
  const { registries, sharding, schedule } = config;
  const runtime = RUNTIMES[config.nodes.runtime];
  const settingsWork = new SlicedWork(clock);
  function* expedite(isConcerned: (registry: string) => boolean): Generator<void> {
    for (const { registry } of [...scheduler.registries()]) {
      if (isConcerned(registry)) {
        scheduler.expedite(registry);
      }
      yield;
    }
  }
  const openShift = config.nodes.openshift.enabled
    ? new OpenShiftNodes({
        options: config.nodes.openshift,
        log,
        onChange: (registries) => settingsWork.run(expedite(registries)),
        onKeyring: (keyring) => setNodeCredentials(keyring),
      })
    : undefined;
  const files = runtime.openFiles(config.nodes, { clock, log, cluster: openShift });
  const settings = createHostSettings(registries);
  const limitsOf = (host: string) => {
    const { concurrency, requestsPerSecond } = settings.settingsOf(hostOfBudget(host));
    // All shards together keep to what one registry is willing to bear.
    return { concurrency, requestsPerSecond: requestsPerSecond / sharding.shards };
  };

  const { budgetOf } = settings;
  const gate: RegistryGate = new RegistryGate({
    budgetOf,
    limitsOf: (host) => ({ ...limitsOf(host), maxRetryAfter: registries.maxRetryAfter }),
    probe: (host, options) => registryClient.probe(host, options),
    tryOthers: (host, options) => scheduler.tryOthers(host, options),
    onChange: (host) => scheduler.expedite(host),
    clock,
    random,
    log,
  });
  const registryClient: RegistryClient = createRegistryClient({
    options: registries,
    verify: config.images.verify,
    digests: config.running.enabled || looksInside(config.images),
    runtime,
    files,
    gate,
    clock,
    log,
    observer: metrics,
    userAgent: `k8s-image-availability-exporter/${VERSION}`,
    env: environment,
    maxSockets,
    insidePod: isInsidePod(environment),
  });
  const sources = openShift === undefined ? nodeSources : [...nodeSources, openShift.credentials];
  const nodes = joinNodeCredentials(sources, config.nodes.cloud);
  const stopping = new AbortController();
  const check = checkAsNodes({ check: registryClient, nodes, log });
  const inspections = looksInside(config.images) && report === undefined ? makeInspections() : undefined;
  const { registriesAsked } = registryClient;
  const checksAtATime = Math.min(maxSockets, MAX_UNDER_WAY);
  const scheduler: Scheduler = new Scheduler({
    periods: schedule,
    checksAtATime,
    defer: setImmediate,
    strips: onVerdict !== undefined,
    budgetOf,
    limitsOf,
    check:
      inspections ?? (looksInside(config.images) ? { check: inspectAtOnce({ ...check, inspect }) } : check),
    registriesAsked,
    gate,
    onOutcome(target, outcome) {
      inventory.recordOutcome(target, outcome);
      report?.checked(target, outcome);
    },
    observer: metrics,
    clock,
    random,
    breathe: () => breathe(),
    log,
  });
  const context = {
    files,
    metrics,
    log,
    clock,
    environment,
    async fetch(request: CheckRequest) {
      const { asked } = await asNodes(request, nodes, stopping);
      // What runs already is in no hurry: no image waits for it.
      return await registryClient.manifest(asked, {
        signal: stopping.signal,
        turn: (host) => turnOf(host, { signal: stopping.signal, untilMs: clock.monotonic() + PATIENCE_MS }),
      });
    },
  };
  const keepAlive = config.images.keepAlive.enabled ? makeKeepAlive() : undefined;
  const kept = (sink: TargetSink) => keepAlive?.following(sink) ?? sink;
  const followed = reporting(inspections?.following(scheduler) ?? scheduler, report);
  const { inventory, targets, work } = makeInventory(config, kept(followed), {
    ...context,
    ...(onVerdict && { onVerdict }),
    report,
    present: true,
  });
  const rollbacks =
    config.workloads.revisions > 0
      ? createRollbackChecks({
          ...context,
          config,
          running: scheduler,
          gate,
          kept,
          budgetOf,
          limitsOf,
          check,
          registriesAsked,
          checksAtATime,
          random,
        })
      : undefined;

  return {
    inventory,
    targets,
    scheduler,
    files,
    sink: rollbacks === undefined ? inventory : withRollbacks(inventory, rollbacks.inventory),
    rollbacks,
    nodeSettings: openShift,
    nodeSources: sources,
    setNodeCredentials,
    async takenIn() {
      await inventory.nodePlatforms?.settle();
      await work.whenIdle();
    },
    start() {
      scheduler.start();
      rollbacks?.scheduler.start();
      keepAlive?.start();
    },
    stop() {
      scheduler.stop();
      rollbacks?.scheduler.stop();
      keepAlive?.stop();
    },
    close: () => registryClient.close(),
    abort() {
      gate.stop();
      for (const part of [stopping, scheduler, rollbacks?.scheduler, keepAlive, inspections]) {
        part?.abort(new Error("shutting down"));
      }
    },
  };

  /** Waits, but not for ever, until no check waits for a registry, and its budget lets one request more start. */
  async function turnOf(
    registry: string,
    { signal, untilMs }: { readonly signal: AbortSignal; readonly untilMs: number },
  ): Promise<true> {
    // Somebody waits for a report.
    const onceQuiet = report === undefined ? scheduler.onceQuiet(registry) : () => undefined;
    const reserve = () => gate.reserve(registry);
    await whenQuiet({ onceQuiet, reserve, untilMs }, { clock, signal });
    return true;
  }

  function setNodeCredentials(keyring: Keyring): void {
    inventory.setNodeCredentials(keyring);
    rollbacks?.inventory.setNodeCredentials(keyring);
  }

  /** Looks into an image; each request waits until the registry has nothing else to do. */
  async function inspect(request: CheckRequest, digest: string, { signal, by }: CheckOptions) {
    const { platforms = [] } = request;
    const { asked } = await asNodes(request, nodes, { signal, by });
    const untilMs = clock.monotonic() + IMAGE_PATIENCE_MS;
    return await registryClient.inspect(
      { ...asked, platforms, digest },
      {
        signal,
        async turn(host, counts) {
          const { remaining = MIN_PULLS_LEFT } = gate.budget(host);
          return !(counts && remaining < MIN_PULLS_LEFT) && (await turnOf(host, { signal, untilMs }));
        },
      },
    );
  }

  function makeInspections(): Inspections {
    return new Inspections({
      check: (...asked) => check.check(...asked),
      inspect,
      hurry: (target) => scheduler.hurry(target),
      registryOf: (target) => scheduler.registryOf(target),
      observer: metrics,
      clock,
      log,
    });
  }

  /** Images are fetched where checks leave room. */
  function makeKeepAlive(): KeepAlive {
    const { period, registries: paths } = config.images.keepAlive;
    const at = registryPaths(paths);
    return new KeepAlive({
      periodMs: period,
      concerns: ({ request }) => at(originEndpoint(request.reference)) || request.endpoints.some(at),
      registryOf: (target) => scheduler.registryOf(target),
      onceQuiet: (registry) => (tell) =>
        scheduler.onceQuiet(registry)(tell) ?? rollbacks?.scheduler.onceQuiet(registry)(tell),
      async pull({ image, request }, options) {
        const { asked } = await asNodes(request, nodes, options);
        const digests = inventory.recreation.digestsRun(image);
        return await registryClient.pull({ ...asked, digests, at }, options);
      },
      observer: metrics,
      clock,
      log,
    });
  }
}
