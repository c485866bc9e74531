import { SKIP_REASONS } from "../inventory/skipReason.ts";
import type { HostState } from "../schedule/registryGate.ts";
import { LANES } from "../schedule/scheduled.ts";
import { type Gauge, type GaugeRow, type GaugeSources, gauge, type InformerState } from "./gauge.ts";
import { KeptRows } from "./keptRows.ts";

/** Every gauge but those of availability, by name without prefix, in the order of the docs. */
export const GAUGES = {
  skipped_containers: gauge({
    help: "Number of containers that are deliberately not checked.",
    labels: ["reason"],
    emitted: "Always.",
    rows: ({ inventory: { skipped } }) =>
      SKIP_REASONS.map((reason) => ({ reason, value: skipped.get(reason) ?? 0 })),
  }),
  workload_disabled: gauge({
    help: "Always 1: the workload runs no pods, and is checked all the same.",
    labels: ["namespace", "kind", "name"],
    emitted: "For disabled workloads of the kinds in `config.workloads.includeDisabled`.",
    rows: ({ inventory }) => inventory.disabledWorkloads(),
  }),
  image_moved: gauge({
    help: "Always 1: pods of the workload run another image than the one that its tag leads to by now.",
    labels: ["namespace", "kind", "name", "container", "image"],
    emitted: "With `config.running.enabled`, while it is so.",
    rows: ({ inventory }) => inventory.recreation.movedImages(),
  }),
  image_nodes: gauge({
    help: "Number of nodes on which a container runs the image.",
    labels: ["image"],
    emitted: "With `config.running.enabled`, for every image that cannot be pulled.",
    many: true,
    rows: ({ inventory }) => inventory.recreation.imageNodes(),
  }),
  workload_replicas: gauge({
    help: "Number of pods that the workload is meant to run; of a CronJob, each of its Jobs.",
    labels: ["namespace", "kind", "name"],
    emitted: "For every workload with an image that cannot be pulled.",
    many: true,
    rows: ({ inventory }) => inventory.recreation.workloadReplicas(),
  }),
  rollback_unavailable: gauge({
    help: "An image of an older revision that cannot be pulled: 1 for the newest of the older ones, 2 for the one before.",
    labels: ["namespace", "kind", "name", "revision", "container", "image", "registry", "reason"],
    emitted: "With `config.workloads.revisions`, while it is so.",
    many: true,
    rows: ({ rollbacks }) => rollbacks?.lost() ?? [],
  }),
  rollback_revisions: gauge({
    help: "Number of the older revisions looked at that have all their images.",
    labels: ["namespace", "kind", "name"],
    emitted:
      "With `config.workloads.revisions`, for every workload with older revisions, once all of them were checked. Each shard knows its own images: the lowest counts.",
    many: true,
    rows: ({ rollbacks }) => rollbacks?.complete() ?? [],
  }),
  nodes: gauge({
    help: "Number of nodes, by platform and container runtime.",
    labels: ["platform", "runtime"],
    emitted:
      "With `config.images.verify: platform` or `content`, where `config.images.platforms` names none.",
    many: true,
    rows: ({ inventory }) => inventory.nodePlatforms?.counts() ?? [],
  }),
  targets: gauge({
    help: "Number of check targets: images, each with the credentials that apply to it.",
    labels: [],
    emitted: "Always.",
    rows: ({ targets }) => targets.size,
  }),
  images: gauge({
    help: "Number of distinct images that are checked.",
    labels: [],
    emitted: "Always.",
    rows: ({ scheduler }) => scheduler.imageChecks.size,
  }),
  shards: gauge({
    help: "Number of exporters, this one included, that share the images between them.",
    labels: [],
    emitted: "Always.",
    rows: ({ config }) => config.sharding.shards,
  }),
  queue_length: gauge({
    help: "Number of targets that wait to be checked, by lane.",
    labels: ["lane"],
    emitted: "Always.",
    rows: ({ scheduler }) => LANES.map((lane) => ({ lane, value: scheduler.queueLength(lane) })),
  }),
  oldest_check_timestamp_seconds: gauge({
    unit: "seconds",
    help: "When the target that went unchecked for longest was last checked or, if it never was, discovered. Registries that limit the rate do not count.",
    labels: [],
    emitted: "While there are targets.",
    rows: ({ scheduler }) => seconds(scheduler.oldestCheckMs()),
  }),
  recheck_window_seconds: gauge({
    unit: "seconds",
    help: "Time within which every target is meant to be checked again.",
    labels: [],
    emitted: "Always.",
    rows: ({ config }) => seconds(config.schedule.recheckWindow),
  }),
  recheck_duration_seconds: gauge({
    unit: "seconds",
    help: "Time that a round over all targets takes at the present rates.",
    labels: [],
    emitted: "Always.",
    rows: ({ scheduler }) => seconds(scheduler.recheckDurationMs()),
  }),
  image_last_check_timestamp_seconds: gauge({
    unit: "seconds",
    help: "When the image was last checked.",
    labels: ["image"],
    emitted: "For every image that was checked, unless `config.metrics.imageLastCheck` is false.",
    rows: ({ config, scheduler }) =>
      new KeptRows(
        config.metrics.imageLastCheck ? scheduler.imageChecks.pictures() : [],
        (image, checkedMs) => ({ image, value: checkedMs / 1000 }),
      ),
  }),
  origin_unavailable: gauge({
    help: "Always 1: a mirror has the image, and the image's own registry does not give it out.",
    labels: ["image", "registry", "reason"],
    emitted:
      "While it is so. The registry is asked at most once in ten minutes, and once an hour where it has the image.",
    rows: ({ scheduler }) => scheduler.originFailures.rows(),
  }),
  registry_up: gauge({
    help: "Whether the registry answers.",
    labels: ["registry"],
    emitted: "For every registry of a target.",
    merge: Math.min,
    rows: (sources) => registries(sources, ({ up }) => Number(up)),
  }),
  registry_images: gauge({
    help: "Number of distinct images by their names' registry, and by whether it answered when they were checked last.",
    labels: ["registry", "answered"],
    emitted: "For every registry of an image that was checked: `true`, whatever the answer was, and `false`.",
    merge: (a, b) => a + b,
    *rows({ scheduler }) {
      for (const { registry, answered, unanswered } of scheduler.imageChecks.registries()) {
        yield { registry, answered: "true", value: answered };
        yield { registry, answered: "false", value: unanswered };
      }
    },
  }),
  registry_unanswered_ratio: gauge({
    help: "Share of the registry's images for which it did not answer when they were checked last: on average over all namespaces, of several without the one that fares worst.",
    labels: ["registry"],
    emitted: "For every registry of an image that was checked.",
    merge: Math.max,
    *rows({ scheduler }) {
      for (const { registry, unansweredRatio: value } of scheduler.imageChecks.registries()) {
        yield { registry, value };
      }
    },
  }),
  registry_rate_limited: gauge({
    help: "Whether checks are held back because the registry limits its rate.",
    labels: ["registry"],
    emitted: "For every registry of a target.",
    merge: Math.max,
    rows: (sources) => registries(sources, ({ rateLimited }) => Number(rateLimited)),
  }),
  registry_rate_limit_remaining: gauge({
    help: "Number of requests left in the registry's own limit, as last announced.",
    labels: ["registry"],
    emitted: "For registries that announce it.",
    merge: Math.min,
    rows: (sources) => registries(sources, ({ remaining }) => remaining),
  }),
  informer_synced: gauge({
    help: "Whether the exporter's copy of the resource is complete and being watched.",
    labels: ["resource"],
    emitted: "For every watched resource.",
    rows: (sources) => whether(sources, "synced"),
  }),
  informer_forbidden: gauge({
    help: "Whether the resource cannot be read, for lack of permission or because it is not installed.",
    labels: ["resource"],
    emitted: "For every watched resource.",
    rows: (sources) => whether(sources, "forbidden"),
  }),
  invalid_pull_secrets: gauge({
    help: "Always 1: the pull secret is in use and cannot be parsed.",
    labels: ["namespace", "name"],
    emitted: "While it is so; for 100 of each namespace at most.",
    rows: (sources) => pullSecrets(sources, "invalid"),
  }),
  missing_pull_secrets: gauge({
    help: "Always 1: the pull secret is referred to and does not exist.",
    labels: ["namespace", "name"],
    emitted: "While it is so; for 100 of each namespace at most.",
    rows: (sources) => pullSecrets(sources, "missing"),
  }),
  unused_pull_secrets: gauge({
    help: "Always 1: no Pod, watched workload or service account refers to the docker Secret.",
    labels: ["namespace", "name"],
    emitted:
      "With `config.hygiene.pullSecrets`, while it is so and all that could refer to the Secret is known: see [hygiene](hygiene.md#unused-pull-secrets). From one shard only.",
    many: true,
    rows: ({ inventory }) => inventory.unusedPullSecrets(),
  }),
  workload_hygiene: gauge({
    help: "Always 1: a roll-out of the workload, or an overload, would trip over what was found of its container.",
    labels: ["namespace", "kind", "name", "container", "finding"],
    emitted:
      "With `config.hygiene.workloads`, while it is so; each finding is defined in [hygiene](hygiene.md#workloads). From one shard only.",
    many: true,
    rows: ({ inventory }) => inventory.workloadFindings(),
  }),
  ready: gauge({
    help: "Whether the exporter is ready, as /readyz says.",
    labels: [],
    emitted: "Always.",
    rows: ({ readiness }) => Number(readiness.report().ready),
  }),
  build_info: gauge({
    help: "Always 1: the version of the exporter and of the Node.js it runs on.",
    labels: ["version", "node_version"],
    emitted: "Always.",
    rows: ({ version }) => [{ version, node_version: process.version }],
  }),
} as const satisfies Readonly<Record<string, Gauge>>;

export type GaugeKey = keyof typeof GAUGES;

/** Milliseconds in, where there are any. */
function seconds(milliseconds: number | undefined): number | undefined {
  return milliseconds === undefined ? undefined : milliseconds / 1000;
}

function* mapped<Item, Row>(items: Iterable<Item>, row: (item: Item) => Row): Generator<Row> {
  for (const item of items) {
    yield row(item);
  }
}

function* registries(
  { scheduler }: GaugeSources,
  read: (state: HostState) => number | undefined,
): Generator<GaugeRow<"registry">> {
  for (const state of scheduler.registries()) {
    const value = read(state);
    if (value !== undefined) {
      yield { registry: state.registry, value };
    }
  }
}

function whether({ informers }: GaugeSources, wanted: InformerState): Iterable<GaugeRow<"resource">> {
  return mapped(informers, ([resource, state]) => ({ resource, value: Number(state === wanted) }));
}

/** More of one namespace are not named. */
const MAX_SECRETS_NAMED = 100;

function* pullSecrets(
  { inventory }: GaugeSources,
  wanted: "invalid" | "missing",
): Generator<GaugeRow<"namespace" | "name">> {
  for (const problem of inventory.pullSecretProblems(MAX_SECRETS_NAMED)) {
    if (problem.kind === wanted) {
      yield problem;
    }
  }
}
