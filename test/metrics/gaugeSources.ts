import type { CheckResult } from "../../src/image/outcome.ts";
import type { GaugeSources } from "../../src/metrics/gauge.ts";
import { ImageChecks } from "../../src/schedule/imageChecks.ts";
import type { HostState } from "../../src/schedule/registryGate.ts";
import { usedBy } from "../support/usedBy.ts";

/** The parts of an exporter that has just started and knows of nothing, but for what is given. */
export function gaugeSources({
  config = {},
  inventory = {},
  scheduler = {},
  ...rest
}: {
  readonly [Part in keyof GaugeSources]?: Partial<GaugeSources[Part]>;
} = {}): GaugeSources {
  return {
    config: {
      metrics: { imageLastCheck: true },
      schedule: { recheckWindow: 600_000 },
      sharding: { shards: 1 },
      ...config,
    },
    inventory: {
      *disabledWorkloads() {},
      *pullSecretProblems() {},
      skipped: new Map(),
      unusedPullSecrets: () => [],
      workloadFindings: () => [],
      recreation: { *imageNodes() {}, *movedImages() {}, *workloadReplicas() {} },
      ...inventory,
    },
    rollbacks: undefined,
    scheduler: {
      imageChecks: new ImageChecks(),
      originFailures: { rows: () => [] },
      oldestCheckMs: () => undefined,
      queueLength: () => 0,
      recheckDurationMs: () => 0,
      *registries() {},
      ...scheduler,
    },
    informers: new Map(),
    readiness: { report: () => ({ ready: false }) },
    targets: { size: 0 },
    version: "1.2.3",
    ...(rest as Partial<GaugeSources>),
  };
}

/** A registry that is up and does not limit the rate, but for what is given. */
export function registryState(registry: string, state: Partial<HostState> = {}): HostState {
  return {
    registry,
    up: true,
    rateLimited: false,
    remaining: undefined,
    open: false,
    lastFailure: "",
    ...state,
  };
}

/** Images that were checked when the numbers say, in milliseconds since the epoch. */
export function checkedImages(times: Readonly<Record<string, number>>): ImageChecks {
  const checks = new ImageChecks();
  for (const [image, atMs] of Object.entries(times)) {
    recordCheck(checks, image, "available", atMs);
  }
  return checks;
}

/** A check of an image, which is one from then on. */
export function recordCheck(checks: ImageChecks, image: string, result: CheckResult, atMs: number): void {
  const reference = { registry: image.split("/", 1)[0]!, repository: "app", tag: "1" };
  const request = { reference, credentials: [], endpoints: [] };
  checks.record(checks.add({ image, uses: usedBy("shop"), request }), result, atMs);
}
