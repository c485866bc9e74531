import type { MatchedCredential } from "../../credentials/credential.ts";
import type { CheckResult } from "../../image/outcome.ts";
import { formatPlatform } from "../../image/platform.ts";
import { repositoryName } from "../../image/reference.ts";
import type { ContainerUse } from "../../inventory/containerUses.ts";
import type { WorkloadView } from "../../inventory/inventory.ts";
import type { PullScope } from "../../inventory/pullScopes.ts";
import type { TargetEntry } from "../../inventory/targets.ts";
import { CELL_MS } from "../../schedule/checkStrips.ts";
import { inSlices } from "../../time/inSlices.ts";
import type { PageSources } from "../pageSources.ts";
import { type ChangeRow, listChanges } from "./changes.ts";
import { isOf, registryOf } from "./containerFilter.ts";
import { PAGE_SIZE, toCursor } from "./listQuery.ts";
import { byWorkload, type Listed } from "./lists.ts";
import { type Sum, Summing, timeText, type WorkloadRow } from "./rows.ts";
import { TopKeys } from "./topKeys.ts";

/** All that is known of one image. */
export interface ImageDetail extends Sum {
  /** As it was asked for. */
  readonly image: string;
  /** In full; null where it cannot be read. */
  readonly reference: string | null;
  readonly registry: string;
  readonly lastCheck: string | null;
  /** What the last hours' checks found, the oldest first; empty where it was not checked. */
  readonly strip: { readonly cellSeconds: number; readonly cells: readonly DetailCell[] };
  /** The first of its workloads; `next` for the list of `/api/v1/workloads?image=…`. */
  readonly workloads: Listed<WorkloadRow>;
  /** It is checked once for each set of credentials that it is used with, and of platforms. */
  readonly targets: readonly TargetDetail[];
  /** On which a container runs it; null where Pods are not watched, or where it is not told. */
  readonly nodes: readonly string[] | null;
  /** How many; null where Pods are not watched. */
  readonly nodeCount: number | null;
  /** What they have: digests of an index, a manifest or a configuration. Empty where Pods are not watched. */
  readonly runs: readonly { readonly digest: string; readonly nodes: number }[];
  /** Of the last day. */
  readonly changes: readonly ChangeRow[];
}

export interface DetailCell {
  readonly began: string;
  /** The worst; null where it was not checked. */
  readonly result: CheckResult | null;
}

export interface TargetDetail {
  /** null before the first check. */
  readonly result: CheckResult | null;
  readonly message: string;
  /** Where the tag leads; null where that is not asked for. */
  readonly digest: string | null;
  /** What the image's own registry says, where only a mirror has it. */
  readonly origin: { readonly reason: string; readonly message: string } | null;
  /** Of the nodes for which it has to be there; null where that is not looked at, or not known. */
  readonly platforms: readonly string[] | null;
  /** In the order in which they are asked. */
  readonly endpoints: readonly EndpointDetail[];
  /** Registries that files of the nodes name besides. */
  readonly nodeRegistries: readonly string[];
  readonly containers: number;
  /** Number of credentials that are tried; 0: anonymous. */
  readonly credentialCount: number;
  /** In the order in which they are tried; null where it is not told. */
  readonly credentials: readonly CredentialDetail[] | null;
  /** What of the nodes would be asked besides; null where it is not told. */
  readonly nodeSources: readonly string[] | null;
  readonly lastCheck: string | null;
  /** At the latest; null while it waits for its turn, or is being checked. */
  readonly nextCheck: string | null;
  readonly state: "resting" | "queued" | "checking" | "waiting";
}

export interface EndpointDetail {
  readonly registry: string;
  /** Without its scheme. */
  readonly address: string;
  readonly isOrigin: boolean;
  /** Whether it may say where a tag leads. */
  readonly resolves: boolean;
}

export interface CredentialDetail {
  /** `secret shop/regcred`, or a file's path. */
  readonly source: string;
  /** The key of the docker config that matched. */
  readonly key: string;
}

type Options = { readonly signal: AbortSignal };

/** How many nodes are named. */
const MAX_NODES = 200;
/** How many digests are told apart. */
const MAX_DIGESTS = 50;
/** How many sets of credentials are told apart. */
const MAX_TARGETS = 20;

interface Found {
  readonly uses: ContainerUse[];
  readonly scopes: Set<PullScope>;
}

/**
 * Looks an image up.
 *
 * @param image as it stands in a template, or normalised
 * @returns undefined where no container uses it
 * @throws `signal.reason` when `signal` aborts
 */
export async function readImage(
  sources: PageSources,
  image: string,
  { signal }: Options,
): Promise<ImageDetail | undefined> {
  const { clock, inventory, scheduler } = sources;
  const sum = new Summing(inventory.recreation.failing());
  const targets = new Map<TargetEntry<ContainerUse>, Found>();
  const { keyOf, row } = byWorkload();
  const workloads = new TopKeys("", PAGE_SIZE, () => new Summing(inventory.recreation.failing()));
  const written = new Set<string>([image]);
  await inSlices(
    inventory.workloads(),
    (workload) => {
      for (const use of workload.uses) {
        if (isOf(use, image)) {
          sum.add(workload, use);
          workloads.offer(keyOf(workload, use))?.add(workload, use);
          written.add(use.container.image);
          note(targets, workload, use);
        }
      }
    },
    { clock, signal },
  );
  const { first } = sum;
  if (first === undefined) {
    return undefined;
  }
  const { reading } = first;
  const reference = reading.kind === "readable" ? reading.image : null;
  const nowMs = clock.now();
  const strip = reference === null ? undefined : scheduler.imageChecks.strip(reference, nowMs);
  const checkedMs = reference === null ? undefined : scheduler.imageChecks.checkedMs(reference);
  const byDigest = inventory.recreation.running?.nodesByDigest(first.container.image);
  const nodes = byDigest && new Set([...byDigest.values()].flatMap((some) => [...some]));
  const details: TargetDetail[] = [];
  for (const [target, found] of [...targets].slice(0, MAX_TARGETS)) {
    details.push(await targetDetail(sources, target, found, { signal }));
  }
  return {
    image,
    reference,
    registry: registryOf(first),
    lastCheck: checkedMs === undefined ? null : timeText(checkedMs),
    ...sum.sum(),
    strip: {
      cellSeconds: CELL_MS / 1000,
      cells: (strip ?? []).map(({ beganMs, result }) => ({
        began: timeText(beganMs),
        result: result ?? null,
      })),
    },
    workloads: {
      items: workloads.entries.map(([, its]) => row(its, its.firstWorkload!)),
      next: workloads.next === undefined ? null : toCursor(workloads.next, sources.part),
    },
    targets: details,
    nodes: nodes === undefined || !sources.isProtected() ? null : [...nodes].sort().slice(0, MAX_NODES),
    nodeCount: nodes?.size ?? null,
    runs: [...(byDigest ?? [])].slice(0, MAX_DIGESTS).map(([digest, { size }]) => ({ digest, nodes: size })),
    changes: listChanges(
      sources,
      ({ first: changed, severalImages }) =>
        written.has(changed.image) || (severalImages && changed.registry === registryOf(first)),
    ),
  };
}

function note(
  targets: Map<TargetEntry<ContainerUse>, Found>,
  { scopes }: WorkloadView,
  use: ContainerUse,
): void {
  if (use.target === undefined) {
    return;
  }
  const found = targets.get(use.target) ?? { uses: [], scopes: new Set() };
  targets.set(use.target, found);
  found.uses.push(use);
  for (const scope of scopes) {
    found.scopes.add(scope);
  }
}

async function targetDetail(
  sources: PageSources,
  target: TargetEntry<ContainerUse>,
  { uses, scopes }: Found,
  { signal }: Options,
): Promise<TargetDetail> {
  const { request, outcome } = target;
  const name = repositoryName(request.reference);
  const told = sources.isProtected();
  const nodes = sources.nodes(name);
  const found: MatchedCredential[] = [];
  if (told) {
    // Thousands of workloads may have secrets of their own.
    await inSlices(scopes, ({ resolution }) => found.push(...resolution.keyring.lookup(name)), {
      clock: sources.clock,
      signal,
    });
  }
  return {
    result: outcome?.result ?? null,
    message: outcome !== undefined && "message" in outcome ? outcome.message : "",
    digest: (outcome !== undefined && "digest" in outcome ? outcome.digest : undefined) ?? null,
    platforms: request.platforms?.map(formatPlatform) ?? null,
    origin: (outcome?.result === "available" ? outcome.origin : undefined) ?? null,
    endpoints: request.endpoints.map(({ registry, path, repository, resolves }) => ({
      registry,
      address: `${registry}${path}/${repository}`,
      isOrigin: registry === request.reference.registry,
      resolves,
    })),
    nodeRegistries: sources.scheduler.look(target)?.learnt ?? [],
    containers: new Set(uses.map(({ series }) => series)).size,
    credentialCount: request.credentials.length,
    credentials: told ? credentialDetails(request.credentials, [...found, ...nodes.credentials]) : null,
    nodeSources: told ? nodes.others : null,
    ...turnOf(sources, target),
  };
}

/** Where each of the credentials was found; one may be in several places. */
function credentialDetails(
  credentials: readonly { readonly id: string }[],
  found: readonly MatchedCredential[],
): readonly CredentialDetail[] {
  const details = credentials.flatMap(({ id }) =>
    found
      .filter(({ credential }) => credential.id === id)
      .map(({ source, key }) => [JSON.stringify([source, key]), { source, key }] as const),
  );
  return [...new Map(details).values()];
}

function turnOf(
  { scheduler, config, clock }: PageSources,
  target: TargetEntry<ContainerUse>,
): Pick<TargetDetail, "lastCheck" | "nextCheck" | "state"> {
  const item = scheduler.look(target);
  if (item === undefined || target.outcome === undefined) {
    return { lastCheck: null, nextCheck: null, state: "waiting" };
  }
  const { failedRecheckPeriod, recheckWindow } = config.schedule;
  const dueMs = item.triedAtMs + (item.failed === true ? failedRecheckPeriod : recheckWindow);
  const inMs = Math.max(0, dueMs - clock.monotonic());
  return {
    lastCheck: timeText(item.seenAtMs),
    nextCheck: item.state === "resting" ? timeText(clock.now() + inMs) : null,
    state: item.state === "removed" ? "waiting" : item.state,
  };
}
