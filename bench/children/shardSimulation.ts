import { loadConfig } from "../../src/config/loadConfig.ts";
import { compileImageFilter } from "../../src/image/imageFilter.ts";
import { mirrorLocator } from "../../src/image/mirrors.ts";
import { parseReference } from "../../src/image/reference.ts";
import type { ContainerUse } from "../../src/inventory/containerUses.ts";
import { ImageCatalogue } from "../../src/inventory/imageCatalogue.ts";
import { Inventory } from "../../src/inventory/inventory.ts";
import { parseLabelSelector } from "../../src/inventory/labelSelector.ts";
import { NamespaceDirectory } from "../../src/inventory/namespaceDirectory.ts";
import { OwnerDirectory } from "../../src/inventory/ownerDirectory.ts";
import { shardFilter } from "../../src/inventory/shard.ts";
import { Subjects } from "../../src/inventory/subjects.ts";
import { Targets } from "../../src/inventory/targets.ts";
import { ownerKinds } from "../../src/kubernetes/kinds/ownerKinds.ts";
import type { Logger } from "../../src/log/logger.ts";
import { ExporterMetrics } from "../../src/metrics/exporterMetrics.ts";
import { containerd } from "../../src/registry/runtime/containerd.ts";
import { RegistryGate } from "../../src/schedule/registryGate.ts";
import { Scheduler } from "../../src/schedule/scheduler.ts";
import { delay } from "../../src/time/delay.ts";
import { SlicedWork } from "../../src/time/slicedWork.ts";
import { answerQuestions } from "../support/answerQuestions.ts";
import { type ClusterShape, imageName, namespaceOf } from "../support/clusterShape.ts";
import { simulatedClock } from "../support/simulatedClock.ts";

export interface ShardQuestion {
  readonly shape: ClusterShape;
  readonly registries: number;
  readonly shards: number;
  readonly shard: number;
}

/** What one shard of a cluster has to do, and how it does it; times in seconds of the simulated clock. */
export interface ShardReport {
  readonly targets: number;
  readonly containers: number;
  /** Processor time to take in all workloads of the cluster, in seconds. */
  readonly listCpu: number;
  readonly rssMb: number;
  readonly firstRound: number;
  /** The shortest and the longest time between two checks of one image, once all have had their first. */
  readonly gaps: readonly [number, number];
  /** Processor time of inventory and schedule for each check, in microseconds. */
  readonly checkUs: number;
}

const WINDOWS = 3;
const ANSWER_MS = 50;
const never = new AbortController().signal;
const log: Logger = { level: "error", debug: quiet, info: quiet, warn: quiet, error: quiet };

function quiet(): void {}

/** Everything of the exporter but what reads the API server and what asks registries. */
async function makeShard({ shards, shard }: ShardQuestion) {
  const { config } = await loadConfig({ environment: {}, flags: [], baseDirectory: "/" }, { signal: never });
  const { registries, schedule } = config;
  const clock = simulatedClock();
  const random = () => 0.5;
  const metrics = new ExporterMetrics({ options: config.metrics, clock, log });
  /** When each image was last checked; times between two checks. */
  const checked = new Map<string, number>();
  const gaps: number[] = [];
  const limits = {
    concurrency: registries.concurrency,
    requestsPerSecond: registries.requestsPerSecond / shards,
    maxRetryAfter: registries.maxRetryAfter,
  };
  const gate: RegistryGate = new RegistryGate({
    budgetOf: (host) => host,
    limitsOf: () => limits,
    probe: async () => true,
    tryOthers: async () => [],
    onChange: quiet,
    clock,
    random,
    log,
  });
  const scheduler: Scheduler = new Scheduler({
    periods: schedule,
    budgetOf: (host) => host,
    limitsOf: () => limits,
    check: {
      async check({ reference }, { mayAsk }) {
        mayAsk?.([reference.registry], [reference.registry]);
        if (gate.admit(reference.registry, "") !== undefined) {
          return { result: "rate_limited", message: "the budget is spent" };
        }
        const { repository } = reference;
        const before = checked.get(repository);
        if (before !== undefined) {
          gaps.push(clock.monotonic() - before);
        }
        checked.set(repository, clock.monotonic());
        await delay(ANSWER_MS, { clock, signal: never });
        gate.settle(reference.registry, { kind: "answered", method: "HEAD", status: 200, quota: {} }, "");
        return { result: "available" };
      },
    },
    registriesAsked: ({ reference }) => Promise.resolve([reference.registry]),
    gate,
    onOutcome: (target, outcome) => inventory.recordOutcome(target, outcome),
    observer: metrics,
    clock,
    random,
    breathe: () => Promise.resolve(),
    log,
  });
  const targets = new Targets<ContainerUse>(scheduler);
  const inventory: Inventory = new Inventory({
    owners: new OwnerDirectory({
      ...ownerKinds({ kinds: ["Deployment"], custom: [] }),
      onWithoutTemplate: quiet,
    }),
    namespaces: new NamespaceDirectory(parseLabelSelector(""), []),
    images: new ImageCatalogue({
      readName: (text) => parseReference(text),
      filter: compileImageFilter({ ignored: [], allowed: [] }),
      locate: mirrorLocator([], containerd),
      ownShard: shardFilter({ shards, shard }),
      insidePod: false,
    }),
    targets,
    subjects: new Subjects(metrics.availability, quiet, () => clock.now()),
    work: new SlicedWork(clock),
    includeDisabled: new Set(),
    onLargeSecret: quiet,
  });
  for (const resource of ["secrets", "serviceaccounts", "namespaces"] as const) {
    inventory.setReadability(resource, undefined, "readable");
  }
  return { inventory, scheduler, targets, metrics, clock, checked, gaps, windowMs: schedule.recheckWindow };
}

answerQuestions({
  async simulate(question: ShardQuestion): Promise<ShardReport> {
    const { shape, registries } = question;
    const { inventory, scheduler, targets, metrics, clock, checked, gaps, windowMs } =
      await makeShard(question);
    let cpu = process.cpuUsage();
    for (let workload = 0; workload < shape.workloads; workload++) {
      const containers = Array.from({ length: shape.containersEach }, (_, index) => {
        const image = (workload * shape.containersEach + index) % shape.images;
        const host = `registry-${image % registries}.example.com`;
        return { container: `container-${index}`, image: imageName(host, image), neverPulled: false };
      });
      inventory.upsertWorkload({
        groupKind: "apps/Deployment",
        namespace: namespaceOf(workload),
        name: `service-${workload}`,
        uid: `00000000-0000-4000-8000-${String(workload).padStart(12, "0")}`,
        disabled: false,
        optedOut: false,
        ownerLabels: {},
        templates: [{ serviceAccount: "default", pullSecrets: [], containers }],
      });
    }
    const listCpu = secondsSince(cpu);
    const containers = metrics.undecidedSeries;

    cpu = process.cpuUsage();
    scheduler.start();
    const stepMs = 1000;
    while (metrics.undecidedSeries > 0) {
      await clock.advance(stepMs);
      if (clock.monotonic() > 100 * windowMs) {
        throw new Error(`${metrics.undecidedSeries} containers are never checked`);
      }
    }
    const firstRound = clock.monotonic() / 1000;
    // The gaps of the window after the first round still show how fast that one was.
    await clock.advance(windowMs);
    gaps.length = 0;
    await clock.advance(WINDOWS * windowMs);
    const checkUs = (secondsSince(cpu) * 1e6) / (checked.size + gaps.length);
    globalThis.gc?.();
    const [shortest, longest] = gaps.reduce(
      ([low, high], gap) => [Math.min(low, gap / 1000), Math.max(high, gap / 1000)],
      [Number.POSITIVE_INFINITY, 0],
    );
    scheduler.stop();
    return {
      targets: targets.size,
      containers,
      listCpu,
      rssMb: process.memoryUsage().rss / 1e6,
      firstRound,
      gaps: [shortest, longest],
      checkUs,
    };
  },
});

function secondsSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}
