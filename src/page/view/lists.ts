import { REASON_RECORDS } from "../../image/reasons.ts";
import type { ContainerUse } from "../../inventory/containerUses.ts";
import type { WorkloadView } from "../../inventory/inventory.ts";
import { inSlices } from "../../time/inSlices.ts";
import type { PageSources } from "../pageSources.ts";
import { containerFilter, isElsewhere, reportedName } from "./containerFilter.ts";
import { keyBehind, type ListQuery, readListQuery, toCursor } from "./listQuery.ts";
import { goneKey, type ImageRow, Summing, timeText, type WorkloadRow, workloadKey } from "./rows.ts";
import { TopKeys } from "./topKeys.ts";

/** One page of a list. */
export interface Listed<Row> {
  readonly items: readonly Row[];
  /** The parameter `after` of the next page; null where there is none. */
  readonly next: string | null;
}

type Sources = Pick<PageSources, "clock" | "inventory" | "part" | "scheduler">;
type Options = { readonly signal: AbortSignal };

/** What a list is made of: what puts containers into one row, and the row. */
export interface Grouping<Row> {
  readonly keyOf: (workload: WorkloadView, use: ContainerUse) => string;
  readonly row: (sum: Summing, first: WorkloadView) => Row;
  /** Whether a row tells of other shards' containers as well: an image is wholly one shard's. */
  readonly isDivided?: boolean;
  /** How many rows; the query's unless it is given. */
  readonly limit?: number;
}

/**
 * Images by name; those that are asked for by `state=unavailable` by urgency.
 *
 * @throws QueryError for another shard's page; `signal.reason` when `signal` aborts
 */
export async function listImages(
  sources: Sources,
  query: ListQuery,
  options: Options,
): Promise<Listed<ImageRow>> {
  const urgencies = query.state === "unavailable" ? await readUrgencies(sources, options) : undefined;
  const [list] = await listBy(sources, query, options, [byImage(sources, urgencies)]);
  return list;
}

/**
 * Workloads by namespace, kind and name.
 *
 * @throws QueryError for another shard's page; `signal.reason` when `signal` aborts
 */
export async function listWorkloads(
  sources: Sources,
  query: ListQuery,
  options: Options,
): Promise<Listed<WorkloadRow>> {
  const [list] = await listBy(sources, query, options, [byWorkload()]);
  return list;
}

/**
 * Images that cannot be pulled by urgency, and the workloads that have them, from one look.
 *
 * @param limits how many of each
 * @throws `signal.reason` when `signal` aborts
 */
export async function listUnavailable(
  sources: Sources,
  limits: { readonly images: number; readonly workloads: number },
  options: Options,
): Promise<readonly [images: Listed<ImageRow>, workloads: Listed<WorkloadRow>]> {
  const query: ListQuery = { ...readListQuery(new URLSearchParams()), state: "unavailable" };
  return await listBy(sources, query, options, [
    { ...byImage(sources, await readUrgencies(sources, options)), limit: limits.images },
    { ...byWorkload(), limit: limits.workloads },
  ]);
}

/**
 * Both, by name, from one look.
 *
 * @throws `signal.reason` when `signal` aborts
 */
export async function listImagesAndWorkloads(
  sources: Sources,
  query: ListQuery,
  options: Options,
): Promise<readonly [images: Listed<ImageRow>, workloads: Listed<WorkloadRow>]> {
  return await listBy(sources, query, options, [byImage(sources, undefined), byWorkload()]);
}

/** @param urgencies in whose order they come; undefined: by name */
function byImage(
  { scheduler, inventory }: Sources,
  urgencies: ReadonlyMap<string, string> | undefined,
): Grouping<ImageRow> {
  return {
    keyOf: (_, { container: { image } }) =>
      urgencies === undefined ? image : (urgencies.get(image) ?? image),
    row(sum) {
      const { container, reading } = sum.first!;
      const checkedMs =
        reading.kind === "readable" ? scheduler.imageChecks.checkedMs(reading.image) : undefined;
      return {
        image: container.image,
        registry: sum.registry,
        lastCheck: checkedMs === undefined ? null : timeText(checkedMs),
        nodes: inventory.recreation.running?.nodesOf(container.image).size ?? null,
        ...sum.sum(),
        ...sum.workloads(),
      };
    },
  };
}

/** Workloads by namespace, kind and name. */
export function byWorkload(): Grouping<WorkloadRow> {
  let last: unknown;
  let lastKey = "";
  return {
    keyOf(workload, use) {
      const named = use.series?.subject ?? workload;
      if (named !== last) {
        last = named;
        lastKey = workloadKey(reportedName(workload, use));
      }
      return lastKey;
    },
    isDivided: true,
    row: (sum, workload) => ({ ...reportedName(workload, sum.first), ...sum.sum(), ...sum.images() }),
  };
}

/** How many images that are certainly gone come in the order of time; more come by name. */
const MAX_ORDERED = 10_000;

/** Where the images stand that are certainly gone, as keys to sort by. */
async function readUrgencies(
  { inventory, clock }: Sources,
  { signal }: Options,
): Promise<ReadonlyMap<string, string>> {
  const keys = new Map<string, string>();
  await inSlices(
    inventory.recreation.failing(),
    ([{ verdict, handle }, since]) => {
      const { image } = handle.labels;
      const isGone = verdict !== undefined && verdict !== "available" && REASON_RECORDS[verdict].certain;
      // What has failed for longest comes first, and stands for the image.
      if (isGone && keys.size < MAX_ORDERED && !keys.has(image)) {
        keys.set(image, goneKey(since, image));
      }
    },
    { clock, signal },
  );
  return keys;
}

/** One look at all containers: rows that do not come into the page are never made. */
async function listBy<const Groupings extends readonly Grouping<object>[]>(
  { inventory, clock, part }: Sources,
  query: ListQuery,
  { signal }: Options,
  groupings: Groupings,
): Promise<{ [G in keyof Groupings]: Listed<ReturnType<Groupings[G]["row"]>> }> {
  const failing = inventory.recreation.failing();
  const wanted = containerFilter(query);
  const after = keyBehind(query, part);
  const tops = groupings.map(({ limit = query.limit, ...grouping }) => ({
    ...grouping,
    top: new TopKeys(after, limit, () => new Summing(failing)),
  }));
  // With nothing unavailable, as mostly, there is nothing to look for.
  const workloads = query.state === "unavailable" && failing.size === 0 ? [] : inventory.workloads();
  await inSlices(
    workloads,
    (workload) => {
      let elsewhere = 0;
      let own: ContainerUse | undefined;
      for (const use of workload.uses) {
        if (!wanted(workload, use)) {
          continue;
        }
        if (isElsewhere(use)) {
          elsewhere++;
          continue;
        }
        own = use;
        for (const { keyOf, top } of tops) {
          top.offer(keyOf(workload, use))?.add(workload, use);
        }
      }
      // Whose containers are all others' is no row: each shard would have all of them.
      if (own !== undefined && elsewhere > 0) {
        for (const { keyOf, top, isDivided } of tops) {
          if (isDivided === true) {
            top.offer(keyOf(workload, own))?.addElsewhere(elsewhere);
          }
        }
      }
    },
    { clock, signal },
  );
  const lists: Listed<object>[] = [];
  for (const { row, top } of tops) {
    const items: object[] = [];
    await inSlices(top.entries, ([, sum]) => items.push(row(sum, sum.firstWorkload!)), { clock, signal });
    lists.push({ items, next: top.next === undefined ? null : toCursor(top.next, part) });
  }
  return lists as { [G in keyof Groupings]: Listed<ReturnType<Groupings[G]["row"]>> };
}
