import type { ContainerUse } from "../../inventory/containerUses.ts";
import type { WorkloadView } from "../../inventory/inventory.ts";
import { inSlices } from "../../time/inSlices.ts";
import type { PageSources } from "../pageSources.ts";
import { containerFilter, reportedName } from "./containerFilter.ts";
import type { ListQuery } from "./listQuery.ts";
import { type ImageRow, Summing, timeText, urgencyKey, type WorkloadRow, workloadKey } from "./rows.ts";
import { TopKeys } from "./topKeys.ts";

/** One page of a list. */
export interface Listed<Row> {
  readonly items: readonly Row[];
  /** The parameter `after` of the next page; null where there is none. */
  readonly next: string | null;
}

type Sources = Pick<PageSources, "clock" | "inventory" | "scheduler">;
type Options = { readonly signal: AbortSignal };

/**
 * Images by name; those that are asked for by `state=unavailable` by urgency.
 *
 * @throws `signal.reason` when `signal` aborts
 */
export async function listImages(
  sources: Sources,
  query: ListQuery,
  options: Options,
): Promise<Listed<ImageRow>> {
  const urgencies = query.state === "unavailable" ? await readUrgencies(sources, options) : undefined;
  const keyOf = (_: WorkloadView, { container: { image } }: ContainerUse) =>
    urgencies === undefined ? image : (urgencies.get(image) ?? "");
  return await listBy(sources, query, options, keyOf, (sum) => imageRow(sources, sum));
}

/**
 * Workloads by namespace, kind and name.
 *
 * @throws `signal.reason` when `signal` aborts
 */
export async function listWorkloads(
  sources: Sources,
  query: ListQuery,
  options: Options,
): Promise<Listed<WorkloadRow>> {
  let last: unknown;
  let lastKey = "";
  const keyOf = (workload: WorkloadView, use: ContainerUse) => {
    const named = use.series?.subject ?? workload;
    if (named !== last) {
      last = named;
      lastKey = workloadKey(reportedName(workload, use));
    }
    return lastKey;
  };
  return await listBy(sources, query, options, keyOf, (sum, workload) => ({
    ...reportedName(workload, sum.first),
    ...sum.sum(),
    ...sum.images(),
  }));
}

/** Where each image stands that cannot be pulled: the oldest of its failures decides, and what is certain counts more. */
async function readUrgencies(
  { inventory, clock }: Sources,
  { signal }: Options,
): Promise<ReadonlyMap<string, string>> {
  const urgencies = new Map<string, string>();
  await inSlices(
    inventory.recreation.failing(),
    ([{ verdict, handle }, since]) => {
      const { image } = handle.labels;
      const key = urgencyKey(verdict ?? "available", since, image);
      const known = urgencies.get(image);
      if (known === undefined || key[0]! < known[0]! || (key[0] === known[0] && key > known)) {
        urgencies.set(image, key);
      }
    },
    { clock, signal },
  );
  return urgencies;
}

function imageRow({ scheduler }: Sources, sum: Summing): ImageRow {
  const { container, reading } = sum.first!;
  const checkedMs = reading.kind === "readable" ? scheduler.imageChecks.checkedMs(reading.image) : undefined;
  return {
    image: container.image,
    registry: sum.registry,
    lastCheck: checkedMs === undefined ? null : timeText(checkedMs),
    ...sum.sum(),
    ...sum.workloads(),
  };
}

/** One look at all containers: rows that do not come into the page are never made. */
async function listBy<Row>(
  { inventory, clock }: Sources,
  query: ListQuery,
  { signal }: Options,
  keyOf: (workload: WorkloadView, use: ContainerUse) => string,
  row: (sum: Summing, first: WorkloadView) => Row,
): Promise<Listed<Row>> {
  const failing = inventory.recreation.failing();
  // Most clusters, most of the time.
  if (query.state === "unavailable" && failing.size === 0) {
    return { items: [], next: null };
  }
  const wanted = containerFilter(query);
  const top = new TopKeys(query.after, query.limit, () => new Summing(failing));
  await inSlices(
    inventory.workloads(),
    (workload) => {
      for (const use of workload.uses) {
        if (wanted(workload, use)) {
          top.offer(keyOf(workload, use))?.add(workload, use);
        }
      }
    },
    { clock, signal },
  );
  const items: Row[] = [];
  await inSlices(top.entries, ([, sum]) => items.push(row(sum, sum.firstWorkload!)), { clock, signal });
  return { items, next: top.next ?? null };
}
