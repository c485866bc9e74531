import type { ContainerUse } from "../../inventory/containerUses.ts";
import type { WorkloadView } from "../../inventory/inventory.ts";
import { inSlices } from "../../time/inSlices.ts";
import type { PageSources } from "../pageSources.ts";
import { isElsewhere, reportedName, stateOf, type WorkloadName } from "./containerFilter.ts";
import type { ListState } from "./listQuery.ts";
import { type Sum, Summing } from "./rows.ts";

/** All that is known of one workload. */
export interface WorkloadDetail extends WorkloadName, Sum {
  /** How many pods it is meant to run, its own Pods and revisions taken together. */
  readonly pods: number;
  /** At replicas 0, suspended, finished. */
  readonly disabled: boolean;
  readonly optedOut: boolean;
  readonly items: readonly ContainerRow[];
  readonly moreContainers: number;
  /** Images that older revisions have and that cannot be pulled; null where older revisions are not looked at. */
  readonly lostRevisions: readonly LostRevision[] | null;
  /** What its pods pull with; null where it is not told. */
  readonly pullSecrets: readonly PullSecretRow[] | null;
  /** The service accounts whose pull secrets apply; null where it is not told. */
  readonly serviceAccounts: readonly string[] | null;
}

export interface ContainerRow extends Sum {
  readonly container: string;
  readonly image: string;
  readonly state: ListState;
  /** Whether pods run another image than the one that its tag leads to by now. */
  readonly moved: boolean;
}

export interface LostRevision {
  readonly revision: string;
  readonly container: string;
  readonly image: string;
  readonly reason: string;
}

export interface PullSecretRow {
  readonly name: string;
  /** `unreadable`: the exporter may not read Secrets here. */
  readonly state: "used" | "missing" | "invalid" | "unreadable";
  readonly message: string;
}

/** How many containers are told. */
const MAX_CONTAINERS = 200;

/**
 * Looks a workload up.
 *
 * @param wanted as it is reported
 * @returns undefined where there is none
 * @throws `signal.reason` when `signal` aborts
 */
export async function readWorkload(
  sources: PageSources,
  wanted: WorkloadName,
  { signal }: { readonly signal: AbortSignal },
): Promise<WorkloadDetail | undefined> {
  const { clock, inventory } = sources;
  const found: WorkloadView[] = [];
  await inSlices(
    inventory.workloads(),
    (workload) => {
      if (workload.object.namespace === wanted.namespace && isReported(workload, wanted)) {
        found.push(workload);
      }
    },
    { clock, signal },
  );
  if (found.length === 0) {
    return undefined;
  }
  const failing = inventory.recreation.failing();
  const sum = new Summing(failing);
  const rows = new Map<string, { readonly sum: Summing; readonly use: ContainerUse }>();
  for (const workload of found) {
    for (const use of workload.uses) {
      sum.add(workload, use);
      if (isElsewhere(use)) {
        continue;
      }
      const key = rowKey(use.container.container, use.container.image);
      const row = rows.get(key) ?? { sum: new Summing(failing), use };
      rows.set(key, row);
      row.sum.add(workload, use);
    }
  }
  const isOurs = (other: WorkloadName) =>
    other.namespace === wanted.namespace && other.kind === wanted.kind && other.name === wanted.name;
  const moved = new Set<string>();
  await inSlices(
    inventory.recreation.movedImages(),
    (other) => isOurs(other) && moved.add(rowKey(other.container, other.image)),
    { clock, signal },
  );
  const told = sources.isProtected();
  return {
    ...wanted,
    ...sum.sum(),
    pods: found.reduce((pods, { object }) => pods + (object.replicas ?? 1), 0),
    disabled: found.every(({ object }) => object.disabled),
    optedOut: found.every(({ object }) => object.optedOut),
    items: [...rows.values()].slice(0, MAX_CONTAINERS).flatMap(({ sum: its, use }) => {
      const state = stateOf(use);
      const { container, image } = use.container;
      const isMoved = moved.has(rowKey(container, image));
      return state === undefined ? [] : [{ container, image, state, moved: isMoved, ...its.sum() }];
    }),
    moreContainers: Math.max(0, rows.size - MAX_CONTAINERS),
    lostRevisions: lostRevisions(sources, isOurs),
    pullSecrets: told ? pullSecretRows(found) : null,
    serviceAccounts: told
      ? [
          ...new Set(
            found.flatMap(({ scopes }) => scopes.flatMap(({ serviceAccount }) => serviceAccount ?? [])),
          ),
        ]
      : null,
  };
}

function rowKey(container: string, image: string): string {
  return JSON.stringify([container, image]);
}

function lostRevisions(
  { rollbacks }: PageSources,
  isOurs: (workload: WorkloadName) => boolean,
): readonly LostRevision[] | null {
  return rollbacks === undefined
    ? null
    : [...rollbacks.lost()]
        .filter(isOurs)
        .sort((a, b) => a.value - b.value)
        .map(({ revision, container, image, reason }) => ({ revision, container, image, reason }));
}

function isReported(workload: WorkloadView, { kind, name }: WorkloadName): boolean {
  const uses = workload.uses.length === 0 ? [undefined] : workload.uses;
  return uses.some((use) => {
    const reported = reportedName(workload, use);
    return reported.kind === kind && reported.name === name;
  });
}

function pullSecretRows(workloads: readonly WorkloadView[]): readonly PullSecretRow[] {
  const rows = new Map<string, PullSecretRow>();
  for (const { scopes } of workloads) {
    for (const { pullSecrets, resolution } of scopes) {
      const { invalid, missing, incomplete } = resolution;
      for (const name of new Set([...pullSecrets, ...missing, ...(invalid ? [invalid.name] : [])])) {
        const row = (state: PullSecretRow["state"], message = "") => rows.set(name, { name, state, message });
        if (invalid?.name === name) {
          row("invalid", invalid.error);
        } else if (missing.includes(name)) {
          row("missing");
        } else {
          row(incomplete ? "unreadable" : "used");
        }
      }
    }
  }
  return [...rows.values()];
}
