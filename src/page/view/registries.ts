import type { LaneLimits } from "../../schedule/registryLane.ts";
import type { PageSources } from "../pageSources.ts";

/** A registry that is asked, mirrors and origins alike. */
export interface RegistryRow {
  readonly registry: string;
  /** `limited`: it answers 429; `failing`: its last request got no answer; `down`: it is asked no more but by probes. */
  readonly state: "up" | "limited" | "failing" | "down";
  /** What the last request met that got no answer; empty while it answers. */
  readonly message: string;
  /** Targets that it is the first to be asked for. */
  readonly targets: number;
  readonly queued: number;
  /** Mean time of a check; null where none was made. */
  readonly checkMilliseconds: number | null;
  /** Of the last checks, some twenty, from 0 to 1; null where none was made. */
  readonly errorShare: number | null;
  /** What it may be asked by this exporter; null for what is asked only behind, or as, a mirror. */
  readonly budget: { readonly requestsPerSecond: number; readonly concurrency: number } | null;
  /** Requests left by its own count; null where it announces none. */
  readonly remaining: number | null;
}

/** All registries, those that fail first, then by name. */
export function listRegistries({ scheduler }: Pick<PageSources, "scheduler">): readonly RegistryRow[] {
  const rows = [...scheduler.registries()].map(
    ({ registry, up, open, rateLimited, remaining, lastFailure }): RegistryRow => {
      const lane = scheduler.lane(registry);
      const checked = lane !== undefined && lane.meanCheckMs > 0;
      return {
        registry,
        state: open ? "down" : !up ? "failing" : rateLimited ? "limited" : "up",
        message: up ? "" : lastFailure,
        targets: lane?.size ?? 0,
        queued: lane?.pool.waiting ?? 0,
        checkMilliseconds: checked ? lane.meanCheckMs : null,
        errorShare: checked ? lane.failureShare : null,
        budget: lane === undefined ? null : budgetOf(lane.limits),
        remaining: remaining ?? null,
      };
    },
  );
  return rows.sort(
    (a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state) || (a.registry < b.registry ? -1 : 1),
  );
}

function budgetOf({ requestsPerSecond, concurrency }: LaneLimits): NonNullable<RegistryRow["budget"]> {
  return { requestsPerSecond, concurrency };
}

const ORDER: readonly RegistryRow["state"][] = ["down", "failing", "limited", "up"];
