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
  if (query.state !== "unavailable") {
    return await listBy(sources, query, options, {
      keyOf: (_, use) => use.container.image,
      row: imageRow,
    });
  }
  // The oldest of an image's failures stands for it, so all have to be seen before there is an order.
  const urgencies = new Map<string, string>();
  await eachContainer(sources, query, options, (_, { container: { image }, series }) => {
    const since = series && sources.inventory.recreation.failing().get(series);
    if (since !== undefined && series?.verdict !== undefined) {
      const key = urgencyKey(series.verdict, since, image);
      const known = urgencies.get(image);
      // Later keys are of older failures, but what is certain counts more.
      if (known === undefined || key[0]! < known[0]! || (key[0] === known[0] && key > known)) {
        urgencies.set(image, key);
      }
    }
  });
  return await listBy(sources, query, options, {
    keyOf: (_, use) => urgencies.get(use.container.image) ?? "",
    row: imageRow,
  });
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
  return await listBy(sources, query, options, {
    keyOf: (workload, use) => workloadKey(reportedName(workload, use)),
    row: (_, sum, workload) => ({
      ...reportedName(workload, sum.first),
      ...sum.sum(),
      ...sum.images(),
    }),
  });
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

/** Two looks at all: which come first, then what they say. */
async function listBy<Row>(
  sources: Sources,
  query: ListQuery,
  options: Options,
  {
    keyOf,
    row,
  }: {
    readonly keyOf: (workload: WorkloadView, use: ContainerUse) => string;
    readonly row: (sources: Sources, sum: Summing, first: WorkloadView) => Row;
  },
): Promise<Listed<Row>> {
  const top = new TopKeys(query.after, query.limit);
  await eachContainer(sources, query, options, (workload, use) => top.offer(keyOf(workload, use)));
  const failing = sources.inventory.recreation.failing();
  const sums = new Map<string, { readonly sum: Summing; first?: WorkloadView }>(
    top.keys.map((key) => [key, { sum: new Summing(failing) }]),
  );
  if (sums.size > 0) {
    await eachContainer(sources, query, options, (workload, use) => {
      const entry = sums.get(keyOf(workload, use));
      if (entry !== undefined) {
        entry.first ??= workload;
        entry.sum.add(workload, use);
      }
    });
  }
  return {
    // What has gone meanwhile has no first.
    items: [...sums.values()].flatMap(({ sum, first }) => (first ? [row(sources, sum, first)] : [])),
    next: top.next ?? null,
  };
}

/** Visits the containers that a query asks for. */
async function eachContainer(
  { inventory, clock }: Sources,
  query: ListQuery,
  { signal }: Options,
  visit: (workload: WorkloadView, use: ContainerUse) => void,
): Promise<void> {
  const wanted = containerFilter(query);
  await inSlices(
    inventory.workloads(),
    (workload) => {
      for (const use of workload.uses) {
        if (wanted(workload, use)) {
          visit(workload, use);
        }
      }
    },
    { clock, signal },
  );
}
