import { createCheckPipeline } from "./checkPipeline.ts";
import { collectAfterStart } from "./collectAfterStart.ts";
import type { Config } from "./config/config.generated.ts";
import { openNodeDockerConfig } from "./credentials/nodeDockerConfig.ts";
import { descriptorShare } from "./files/descriptorShare.ts";
import type { ClusterClient } from "./kubernetes/client.ts";
import { type ClusterWatch, startClusterWatch } from "./kubernetes/clusterWatch.ts";
import { ownNamespace } from "./kubernetes/ownNamespace.ts";
import type { Logger } from "./log/logger.ts";
import { ExporterMetrics } from "./metrics/exporterMetrics.ts";
import { runtimeFamilies } from "./metrics/runtimeFamilies.ts";
import { openNodeSources } from "./openNodeSources.ts";
import { createRoutes } from "./server/createRoutes.ts";
import { HttpServer } from "./server/httpServer.ts";
import type { WebFront, WebFrontOptions } from "./server/openWebFront.ts";
import { Readiness } from "./server/readiness.ts";
import type { Routes } from "./server/routes.ts";
import { shutDown } from "./server/shutDown.ts";
import type { StatusPage } from "./statusPage.ts";
import { type Clock, systemClock } from "./time/clock.ts";
import { VERSION } from "./version.ts";

export interface ExporterOptions {
  readonly config: Config;
  /** The cluster to watch. */
  readonly client: ClusterClient;
  readonly log: Logger;
  /** Default: the process'. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  readonly clock?: Clock;
  /** Uniform in [0, 1). */
  readonly random?: () => number;
}

/** Fewer than this for either side are worth a word. */
const FEW_DESCRIPTORS = 64;

/** A running exporter. */
export interface Exporter {
  /** Where its pages are: `http://127.0.0.1:8080`. */
  readonly url: string;
  readonly metrics: ExporterMetrics;
  readonly readiness: Readiness;
  /**
   * Goes out of service so that no request is lost; see `shutDown`.
   *
   * @param cause what asked for it, for the log
   * @param options when `signal` aborts, all ends at once
   */
  stop(cause: string, options: { readonly signal: AbortSignal }): Promise<void>;
}

/**
 * Puts the parts together and starts them: the server first, so that probes get an answer, then the watch of the
 * cluster, and checks once everything that may be read is known.
 *
 * @throws ListenError, CaFileError, ProviderConfigError, ProxyVariableError, WebConfigError: each with one line that says what is wrong
 */
export async function startExporter(options: ExporterOptions): Promise<Exporter> {
  const {
    config,
    client,
    log,
    clock = systemClock,
    random = Math.random,
    environment = process.env,
  } = options;
  const lifetime = new AbortController();
  const metrics = new ExporterMetrics({
    options: config.metrics,
    clock,
    log,
    others: runtimeFamilies(),
  });

  const descriptors = descriptorShare();
  if (descriptors < FEW_DESCRIPTORS) {
    log.warn(
      {},
      `few files may be open (ulimit -n): at most ${descriptors} requests to registries at a time, and as many connections of clients`,
    );
  }
  const nodeSources = await openNodeSources({
    config,
    environment,
    clock,
    random,
    log,
    onErrors: (provider, errors) => metrics.credentialProviderFailed(provider, errors),
    signal: lifetime.signal,
  });
  const page = config.server.statusPage ? await openPage(clock) : undefined;
  const checks = createCheckPipeline({
    config,
    nodeSources,
    metrics,
    ...(page && { onVerdict: page.onVerdict }),
    log,
    clock,
    random,
    environment,
    maxSockets: descriptors,
  });
  const { inventory, scheduler, targets } = checks;
  const nodeConfig = config.registries.dockerConfigFile
    ? await openNodeDockerConfig({
        path: config.registries.dockerConfigFile,
        clock,
        log,
        onChange: () => nodeConfig && checks.setNodeCredentials(nodeConfig.keyring),
        signal: lifetime.signal,
      })
    : undefined;
  if (nodeConfig !== undefined) {
    checks.setNodeCredentials(nodeConfig.keyring);
  }

  const readiness = new Readiness();
  metrics.attach({
    config,
    inventory,
    rollbacks: checks.rollbacks?.series,
    scheduler,
    targets,
    readiness,
    version: VERSION,
  });

  const { bindAddress, webConfigFile } = config.server;
  const front = webConfigFile && (await openFront(webConfigFile, { clock, log, signal: lifetime.signal }));
  let watch: ClusterWatch | undefined;
  const pages = page?.routes({
    config,
    environment,
    checks,
    metrics,
    readiness,
    informers: () => watch?.readiness() ?? [],
    nodeSources: checks.nodeSources,
    nodeKeyring: () => nodeConfig?.keyring ?? checks.nodeSettings?.keyring,
    isProtected: () => front !== "" && front.isProtected(),
  });
  const routes = createRoutes({
    exposition: (format) => metrics.exposition(format),
    readiness,
    version: VERSION,
    clock,
    more: new Map([
      ...(pages ?? []),
      ...(config.server.inUse ? await inUseRoutes(options, { clock, signal: lifetime.signal }) : []),
    ]),
  });
  const server = new HttpServer({
    bindAddress,
    routes,
    clock,
    log,
    maxConnections: descriptors,
    ...(front || {}),
  });
  await server.listen();
  log.info({}, `serving metrics at ${server.url}/metrics`);

  let checking = false;
  const checkWhenSynced = () => {
    if (checking || watch?.synced() !== true) {
      return;
    }
    checking = true;
    log.info(
      { targets: targets.size, images: scheduler.imageChecks.size },
      "cluster listed; checking its images",
    );
    collectAfterStart(process.memoryUsage().heapUsed, globalThis.gc);
    checks.start();
  };
  watch = startClusterWatch({
    config,
    client,
    sink: checks.sink,
    rollbacks: checks.rollbacks && {
      sink: checks.rollbacks.inventory,
      revisions: config.workloads.revisions,
      windowMs: config.schedule.revisionWindow,
    },
    nodeSettings: checks.nodeSettings,
    observer: {
      informerChanged(resource, state) {
        metrics.informerChanged(resource, state);
        checkWhenSynced();
      },
      informerRestarted: (resource) => metrics.informerRestarted(resource),
    },
    ownNamespace: ownNamespace(client, environment),
    clock,
    log,
    random,
  });
  const cluster = watch;
  readiness.decideBy(() => readinessChecks(cluster));
  checkWhenSynced();

  return {
    url: server.url,
    metrics,
    readiness,
    async stop(cause, { signal }) {
      checking = true;
      const { shutdownDelay: delayMs, shutdownTimeout: timeoutMs } = config.server;
      const stopScheduling = () => checks.stop();
      const abortChecks = () => checks.abort();
      try {
        await shutDown(
          { cause, server, readiness, stopScheduling, abortChecks, delayMs, timeoutMs, clock, log },
          { signal },
        );
      } finally {
        abortChecks();
        lifetime.abort();
        await Promise.all([cluster.stop(), checks.close(), server.close({ timeoutMs: 0 })]);
      }
    },
  };
}

// As few use it, it is loaded where it is asked for.
async function inUseRoutes(
  { config, client, log }: ExporterOptions,
  more: { readonly clock: Clock; readonly signal: AbortSignal },
): Promise<Routes> {
  const { inUseHandler } = await import("./inUseHandler.ts");
  const clusters = new Map([[client.getCurrentContext(), client]]);
  return new Map([["/api/v1/in-use", inUseHandler({ config, clusters, log, ...more })]]);
}

// Where it is off, nothing of it is loaded.
async function openPage(clock: Clock): Promise<StatusPage> {
  const { openStatusPage } = await import("./statusPage.ts");
  return openStatusPage({ clock });
}

// Few use it, and it brings a parser of YAML.
async function openFront(path: string, rest: Omit<WebFrontOptions, "path">): Promise<WebFront> {
  const { openWebFront } = await import("./server/openWebFront.ts");
  return await openWebFront({ path, ...rest });
}

function readinessChecks(watch: ClusterWatch) {
  return watch.readiness().map(({ resource, state, error }) => ({
    name: `informer ${resource}`,
    // What is forbidden is said elsewhere, and keeps nobody from the rest.
    ok: state !== "pending",
    ...(state === "forbidden" ? { message: "forbidden" } : error === undefined ? {} : { message: error }),
  }));
}
