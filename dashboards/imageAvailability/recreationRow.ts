import { REASON_RECORDS, REASONS } from "../../src/image/reasons.ts";
import { COLUMNS, IMAGE_OF_REGISTRY, WORKLOAD_COLUMNS } from "../columns.ts";
import type { Row } from "../dashboard.ts";
import { noRows } from "../nothing.ts";
import { statPanel } from "../panels/statPanel.ts";
import { tablePanel } from "../panels/tablePanel.ts";
import { BROKEN, inNamespace, own, ZERO_IF_SCRAPED } from "../selectors.ts";
import { FEW_ARE_GOOD, falling, NONE_IS_GOOD, type Steps } from "../thresholds.ts";

const WORKLOAD = "cluster, namespace, kind, name";

const NODES = `max by (cluster, image) (${own("image_nodes")})`;
const REPLICAS = `max by (${WORKLOAD}) (${inNamespace("workload_replicas")})`;
const BROKEN_IMAGES = `0 * count by (${WORKLOAD}, image) (${BROKEN})`;
const GONE = inNamespace("unavailable", 'registry=~"$registry"', 'reason="absent"');

const INSIDE = inNamespace(
  "unavailable",
  'registry=~"$registry"',
  `reason=~"${REASONS.filter((reason) => REASON_RECORDS[reason].inside).join("|")}"`,
);

/** How many there are; zero where there are none. */
const countOf = (expr: string) => `count(${expr})\nor\n${ZERO_IF_SCRAPED}`;

const stat = ({ expr, ...text }: { title: string; description: string; expr: string; steps: Steps }) =>
  statPanel({ unit: "short", width: 6, queries: [{ expr }], ...text });

const FEWER_IS_WORSE = falling(1, 2);

/** What a re-creation, or a roll-back, would bring. */
export const recreationRow: Row = {
  title: "What a re-creation would bring",
  collapsed: true,
  panels: [
    stat({
      title: "Last copies",
      description:
        "Images that their registry has no more, and that one node alone still runs: with it they are lost. With config.running.enabled.",
      expr: countOf(`(${NODES} == 1) and on (cluster, image) count by (cluster, image) (${GONE})`),
      steps: NONE_IS_GOOD,
    }),
    stat({
      title: "Single replicas at stake",
      description: "Workloads of one pod with an image that cannot be pulled: nothing stands in for it.",
      expr: countOf(`${REPLICAS} == 1`),
      steps: NONE_IS_GOOD,
    }),
    stat({
      title: "Workloads whose tag was moved",
      description:
        "Their pods run another image than one that is created anew would. With config.running.enabled.",
      expr: countOf(`count by (${WORKLOAD}) (${inNamespace("image_moved")})`),
      steps: FEW_ARE_GOOD,
    }),
    stat({
      title: "Workloads without a way back",
      description:
        "The newest of their older revisions has an image that cannot be pulled. With config.workloads.revisions.",
      expr: countOf(`count by (${WORKLOAD}) (${inNamespace("rollback_unavailable")} == 1)`),
      steps: FEW_ARE_GOOD,
    }),
    tablePanel({
      title: "What stands on images that cannot be pulled",
      description:
        "Pods that each workload is meant to run, and nodes on which the image still runs, with config.running.enabled; the fewest first. What to do: docs/rescue.md.",
      unit: "short",
      width: 24,
      queries: [
        { expr: `${BROKEN_IMAGES}\n  + on (cluster, image) group_left ()\n${NODES}` },
        { expr: `${BROKEN_IMAGES}\n  + on (${WORKLOAD}) group_left ()\n${REPLICAS}` },
      ],
      columns: [
        { field: "Value #A", title: "Nodes", width: 110, steps: FEWER_IS_WORSE },
        { field: "Value #B", title: "Replicas", width: 120, steps: FEWER_IS_WORSE },
        COLUMNS.image,
        ...WORKLOAD_COLUMNS,
      ],
      sort: { by: "Nodes", descending: false },
      noValue: noRows("Every image can be pulled"),
    }),
    tablePanel({
      title: "Images that are there, and lack something",
      description:
        "What was found by looking into images: for which platform there is nothing, or which layer is missing, the exporter's log or the status page says. With config.images.verify: platform or content.",
      unit: "short",
      width: 24,
      height: 6,
      queries: [{ expr: `count by (${WORKLOAD}, container, image, registry, reason) (${INSIDE})` }],
      columns: [COLUMNS.reason, ...IMAGE_OF_REGISTRY, ...WORKLOAD_COLUMNS, COLUMNS.container],
      without: ["Value"],
      sort: { by: "Namespace", descending: false },
      noValue: noRows("Nothing is missing, images are not looked into"),
    }),
    tablePanel({
      title: "Moved tags",
      description:
        "Containers that run what their image's tag no longer leads to. Both digests: the exporter's log, or explain --workload.",
      unit: "short",
      width: 24,
      height: 6,
      queries: [{ expr: `count by (${WORKLOAD}, container, image) (${inNamespace("image_moved")})` }],
      columns: [COLUMNS.image, ...WORKLOAD_COLUMNS, COLUMNS.container],
      without: ["Value"],
      sort: { by: "Namespace", descending: false },
      noValue: noRows("No tag was moved, Pods are not watched"),
    }),
    tablePanel({
      title: "Revisions left",
      description:
        "Older revisions that have all their images, of those looked at: the twenty workloads with the fewest.",
      unit: "short",
      width: 24,
      height: 6,
      queries: [{ expr: `bottomk(20, min by (${WORKLOAD}) (${inNamespace("rollback_revisions")}))` }],
      columns: [
        { field: "Value", title: "Revisions", width: 130, steps: FEWER_IS_WORSE },
        ...WORKLOAD_COLUMNS,
      ],
      sort: { by: "Revisions", descending: false },
      noValue: noRows("Older revisions are not looked at"),
    }),
    tablePanel({
      title: "Revisions that cannot be gone back to",
      description: "Their images that cannot be pulled. 1 is the newest of the older revisions.",
      unit: "short",
      width: 24,
      queries: [
        {
          expr: `max by (${WORKLOAD}, revision, container, image, registry, reason) (${inNamespace(
            "rollback_unavailable",
            'registry=~"$registry"',
          )})`,
        },
      ],
      columns: [
        { field: "Value", title: "Back", width: 100 },
        COLUMNS.reason,
        ...IMAGE_OF_REGISTRY,
        ...WORKLOAD_COLUMNS,
        COLUMNS.container,
        { field: "revision", title: "Revision", width: 110 },
      ],
      sort: { by: "Back", descending: false },
      noValue: noRows("All can be gone back to, older revisions are not looked at"),
    }),
  ],
};
