import { inSlices } from "../../time/inSlices.ts";
import type { PageSources } from "../pageSources.ts";
import type { WorkloadName } from "./containerFilter.ts";

/** Workloads that would not come back as they are. */
export interface Recreation {
  /** Whose pods run another image than the one that its tag leads to by now; null where Pods are not watched for it. */
  readonly moved: WorkloadCount | null;
  /** Of which an older revision has an image that cannot be pulled; null where older revisions are not looked at. */
  readonly lostRevisions: WorkloadCount | null;
}

export interface WorkloadCount {
  readonly workloads: number;
  /** A hundred at most. */
  readonly first: readonly WorkloadName[];
}

const MAX_FIRST = 100;

/** @throws `signal.reason` when `signal` aborts */
export async function readRecreation(
  { inventory: { recreation }, rollbacks, clock }: PageSources,
  { signal }: { readonly signal: AbortSignal },
): Promise<Recreation> {
  const count = async (containers: Iterable<WorkloadName>): Promise<WorkloadCount> => {
    const seen = new Set<string>();
    const first: WorkloadName[] = [];
    await inSlices(
      containers,
      ({ namespace, kind, name }) => {
        seen.add(JSON.stringify([namespace, kind, name]));
        if (seen.size > first.length && first.length < MAX_FIRST) {
          first.push({ namespace, kind, name });
        }
      },
      { clock, signal },
    );
    return { workloads: seen.size, first };
  };
  return {
    moved: recreation.running === undefined ? null : await count(recreation.movedImages()),
    lostRevisions: rollbacks === undefined ? null : await count(rollbacks.lost()),
  };
}
