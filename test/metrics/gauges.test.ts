import { expect } from "chai";
import { GAUGES, type GaugeKey } from "../../src/metrics/gauges.ts";
import { makeInventory, template, workload } from "../inventory/inventoryFixture.ts";
import { checkedImages, gaugeSources, registryState } from "./gaugeSources.ts";

type Row = Readonly<Record<string, string | number | undefined>>;

const FINDING = {
  namespace: "shop",
  kind: "deployment",
  name: "web",
  container: "app",
  finding: "no_pre_stop",
} as const;
const NIGHTLY = { namespace: "shop", kind: "cronjob", name: "nightly" };
const MOVED = { namespace: "shop", kind: "deployment", name: "web", container: "app", image: "ghcr.io/a" };
const LOST = { ...MOVED, revision: "3", registry: "ghcr.io", reason: "absent", value: 1 };
const OLD = { namespace: "shop", name: "old" };

/** What each gauge says of an exporter that knows of something. */
const TELLING = gaugeSources({
  config: { schedule: { recheckWindow: 300_000 }, sharding: { shards: 3 } },
  inventory: {
    *disabledWorkloads() {
      yield NIGHTLY;
    },
    *pullSecretProblems() {
      yield { kind: "missing", namespace: "shop", name: "gone" };
      yield { kind: "invalid", namespace: "shop", name: "broken" };
    },
    skipped: new Map([["opted_out", 2]]),
    unusedPullSecrets: () => [OLD],
    workloadFindings: () => [FINDING],
    recreation: {
      *movedImages() {
        yield MOVED;
      },
      *imageNodes() {
        yield { image: "ghcr.io/a", value: 2 };
      },
      *workloadReplicas() {
        yield { ...NIGHTLY, value: 3 };
      },
    },
    nodePlatforms: {
      *counts() {
        yield { platform: "linux/arm64", runtime: "containerd", value: 3 };
      },
    },
  },
  scheduler: {
    imageChecks: checkedImages({ "ghcr.io/a": 1_500 }),
    originFailures: { rows: () => [{ image: "ghcr.io/a", registry: "ghcr.io", reason: "absent" }] },
    oldestCheckMs: () => 1_767_225_600_500,
    queueLength: (lane) => ({ new: 4, failed: 2, regular: 0 })[lane],
    recheckDurationMs: () => 1_250,
    *registries() {
      yield registryState("a", { remaining: 7 });
      yield registryState("b", { up: false, rateLimited: true });
    },
  },
  rollbacks: {
    *lost() {
      yield LOST;
    },
    *complete() {
      yield { ...NIGHTLY, value: 2 };
    },
  },
  informers: new Map([
    ["deployments", "synced"],
    ["secrets", "forbidden"],
  ]),
  readiness: { report: () => ({ ready: true }) },
  targets: { size: 5 },
});

const SAYS: Readonly<Record<GaugeKey, readonly Row[]>> = {
  skipped_containers: [
    { reason: "ignored", value: 0 },
    { reason: "not_allowed", value: 0 },
    { reason: "opted_out", value: 2 },
    { reason: "disabled", value: 0 },
    { reason: "never_pulled", value: 0 },
    { reason: "set_at_admission", value: 0 },
    { reason: "node_local", value: 0 },
    { reason: "secret_unreadable", value: 0 },
    { reason: "node_credentials_unknown", value: 0 },
    { reason: "node_file_unreadable", value: 0 },
  ],
  workload_disabled: [NIGHTLY],
  image_moved: [MOVED],
  image_nodes: [{ image: "ghcr.io/a", value: 2 }],
  workload_replicas: [{ ...NIGHTLY, value: 3 }],
  rollback_unavailable: [LOST],
  rollback_revisions: [{ ...NIGHTLY, value: 2 }],
  nodes: [{ platform: "linux/arm64", runtime: "containerd", value: 3 }],
  targets: [{ value: 5 }],
  images: [{ value: 1 }],
  shards: [{ value: 3 }],
  queue_length: [
    { lane: "new", value: 4 },
    { lane: "failed", value: 2 },
    { lane: "regular", value: 0 },
  ],
  oldest_check_timestamp_seconds: [{ value: 1_767_225_600.5 }],
  recheck_window_seconds: [{ value: 300 }],
  recheck_duration_seconds: [{ value: 1.25 }],
  image_last_check_timestamp_seconds: [{ image: "ghcr.io/a", value: 1.5 }],
  origin_unavailable: [{ image: "ghcr.io/a", registry: "ghcr.io", reason: "absent" }],
  registry_up: [
    { registry: "a", value: 1 },
    { registry: "b", value: 0 },
  ],
  registry_images: [
    { registry: "ghcr.io", answered: "true", value: 1 },
    { registry: "ghcr.io", answered: "false", value: 0 },
  ],
  registry_unanswered_ratio: [{ registry: "ghcr.io", value: 0 }],
  registry_rate_limited: [
    { registry: "a", value: 0 },
    { registry: "b", value: 1 },
  ],
  registry_rate_limit_remaining: [{ registry: "a", value: 7 }],
  informer_synced: [
    { resource: "deployments", value: 1 },
    { resource: "secrets", value: 0 },
  ],
  informer_forbidden: [
    { resource: "deployments", value: 0 },
    { resource: "secrets", value: 1 },
  ],
  invalid_pull_secrets: [{ kind: "invalid", namespace: "shop", name: "broken" }],
  missing_pull_secrets: [{ kind: "missing", namespace: "shop", name: "gone" }],
  unused_pull_secrets: [OLD],
  workload_hygiene: [FINDING],
  ready: [{ value: 1 }],
  build_info: [{ version: "1.2.3", node_version: process.version }],
};

describe("GAUGES", () => {
  for (const [key, rows] of Object.entries(SAYS) as readonly [GaugeKey, readonly Row[]][]) {
    it(`${key} says what its source knows`, () => {
      expect([...GAUGES[key].rows(TELLING)]).to.deep.equal(rows);
    });
  }

  it("say nothing where nothing is known", () => {
    const knowing = (Object.keys(GAUGES) as readonly GaugeKey[]).filter(
      (key) => [...GAUGES[key].rows(gaugeSources())].length > 0,
    );
    expect(knowing).to.deep.equal([
      "skipped_containers",
      "targets",
      "images",
      "shards",
      "queue_length",
      "recheck_window_seconds",
      "recheck_duration_seconds",
      "ready",
      "build_info",
    ]);
  });

  it("leave images out where config.metrics.imageLastCheck says so", () => {
    const sources = gaugeSources({
      config: { metrics: { imageLastCheck: false } },
      scheduler: { imageChecks: checkedImages({ "ghcr.io/a": 1 }) },
    });
    expect([...GAUGES.image_last_check_timestamp_seconds.rows(sources)]).to.deep.equal([]);
  });

  it("name a hundred secrets of each namespace, however many its pods name that do not exist", () => {
    const { inventory } = makeInventory();
    for (const [namespace, pullSecrets] of [
      ["evil", Array.from({ length: 900 }, (_, index) => `${index}`)],
      ["shop", ["gone"]],
    ] as const) {
      const templates = [template({ app: "reg.io/a:1" }, { pullSecrets })];
      inventory.upsertWorkload({ ...workload("a", { templates }), namespace });
    }
    const pullSecretProblems = inventory.pullSecretProblems.bind(inventory);
    const sources = gaugeSources({ inventory: { pullSecretProblems } });
    const rows = [...GAUGES.missing_pull_secrets.rows(sources)] as Row[];
    expect(rows).to.have.lengthOf(101);
    expect(rows.at(-1)).to.include({ namespace: "shop", name: "gone" });
  });
});
