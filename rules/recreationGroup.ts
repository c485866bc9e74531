import type { Alert, AlertName } from "./alert.ts";
import { metric, SCRAPE, SCRAPE_BUT_CONTAINER } from "./expressions.ts";
import { RUNS_ON } from "./recreationTexts.ts";

const WORKLOAD = "{{ $labels.kind }} {{ $labels.namespace }}/{{ $labels.name }}";

/** What a re-creation would bring, beside images that cannot be pulled at all. */
export const RECREATION_ALERTS = {
  ImageMoved: {
    summary: `Tag of image {{ $labels.image }} was moved: pods of ${WORKLOAD} run another image`,
    description: `{{ $value }} container(s) of the ${WORKLOAD} run another image than the one to which {{ $labels.image }} leads by now: a pod that is created anew does not run what its siblings run. The exporter's log has both digests. Restart the workload to have all of it run the same, and deploy by digest, or by tags that are pushed once.`,
    bands: [
      {
        expr: [
          "count without (container) (",
          `  max without (${SCRAPE_BUT_CONTAINER}) (last_over_time(${metric("image_moved")}[15m]))`,
          ") >= $threshold",
        ].join("\n"),
      },
    ],
  },
  LastCopyOfImage: {
    summary: `Last copy of image {{ $labels.image }} of ${WORKLOAD}`,
    description: `The registry {{ $labels.registry }} has no manifest for {{ $labels.image }} any more.${RUNS_ON} With the last of these nodes the image is lost: keep them, and save the image from there first (docs/rescue.md). The exporter's log names the nodes.`,
    bands: [
      {
        expr: [
          `count without (${SCRAPE}) (${metric("unavailable")}{reason="absent"})`,
          "  and on (cluster, image)",
          `    (0 < max by (cluster, image) (${metric("image_nodes")}) <= $threshold)`,
        ].join("\n"),
      },
    ],
  },
} as const satisfies Partial<Record<AlertName, Alert>>;
