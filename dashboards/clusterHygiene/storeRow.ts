import { COLUMNS } from "../columns.ts";
import type { Row } from "../dashboard.ts";
import { noRows } from "../nothing.ts";
import { tablePanel } from "../panels/tablePanel.ts";
import { timelinePanel } from "../panels/timelinePanel.ts";
import { rising } from "../thresholds.ts";
import { ETCD_BYTES, ETCD_QUOTA, objects } from "./shares.ts";

/** What the API server keeps. */
export const storeRow: Row = {
  title: "etcd and its objects",
  panels: [
    timelinePanel({
      title: "Size of etcd",
      description:
        "Bytes of etcd's database, against its quota or, where that is not known, 8 GiB, the largest size suggested. It shrinks only when it is defragmented.",
      unit: "bytes",
      width: 12,
      queries: [
        { expr: ETCD_BYTES, legend: "size {{cluster}}" },
        { expr: ETCD_QUOTA, legend: "quota {{cluster}}" },
      ],
      limit: /^quota/,
    }),
    timelinePanel({
      title: "Objects",
      description: "Objects that the API server keeps, of the ten resources with the most.",
      unit: "short",
      width: 12,
      queries: [{ expr: `topk(10, ${objects()})`, legend: "{{resource}} {{cluster}}" }],
    }),
    tablePanel({
      title: "Objects by resource",
      description:
        "The twenty resources with the most objects, and how many more there are than at the start of the time range. What only grows has nobody who takes it away.",
      unit: "short",
      width: 24,
      queries: [
        { expr: `topk(20, ${objects()})` },
        { expr: `(${objects()}\n  -\n${objects(" offset $__range")})\n  and\ntopk(20, ${objects()})` },
      ],
      columns: [
        COLUMNS.cluster,
        { field: "resource", title: "Resource" },
        { field: "Value #A", title: "Objects", steps: rising(10_000, 50_000) },
        { field: "Value #B", title: "More than before" },
      ],
      sort: { by: "Objects", descending: true },
      noValue: noRows("No objects"),
    }),
  ],
};
