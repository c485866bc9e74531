import { REASON_RECORDS, REASONS } from "../src/image/reasons.ts";
import type { Alert, AlertName } from "./alert.ts";
import { lately, latelyOfWorkloads, metric, SCRAPE } from "./expressions.ts";
import { withGaps } from "./imageGroup.ts";
import { RUNS_ON } from "./recreationTexts.ts";

const WORKLOAD = "{{ $labels.kind }} {{ $labels.namespace }}/{{ $labels.name }}";

/** Containers of older revisions whose image is certainly not to be had. */
function lostRevisions(which: string): string {
  const certain = REASONS.filter((reason) => REASON_RECORDS[reason].certain).join("|");
  const series = `${metric("rollback_unavailable")}{reason=~"${certain}"}`;
  return `count without (${SCRAPE}, image, reason, registry) (${latelyOfWorkloads(series)} ${which})`;
}

/** What a re-creation would bring, beside images that cannot be pulled at all. */
export const RECREATION_ALERTS = {
  ImageMoved: {
    summary: `Tag of image {{ $labels.image }} was moved: pods of ${WORKLOAD} run another image`,
    description: `{{ $value }} container(s) of the ${WORKLOAD} run another image than the one to which {{ $labels.image }} leads by now: a pod that is created anew does not run what its siblings run. The exporter's log has both digests. Restart the workload to have all of it run the same, and deploy by digest, or by tags that are pushed once.`,
    bands: [
      {
        expr: [
          "count without (container) (",
          `  ${latelyOfWorkloads(metric("image_moved"))}`,
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
          `count without (${SCRAPE}) (${withGaps("absent")})`,
          "  and on (cluster, image)",
          `    (0 < max by (cluster, image) (${lately(metric("image_nodes"))}) <= $threshold)`,
        ].join("\n"),
      },
    ],
  },
  RollbackUnavailable: {
    summary: `${WORKLOAD} cannot be rolled back to revision {{ $labels.revision }}`,
    description: `{{ $value }} container(s) of revision {{ $labels.revision }} of the ${WORKLOAD} have an image that cannot be pulled: a roll-back there would stop half-way. Push the image again, or know which revision to go back to instead (rollback_revisions counts those that have all their images).`,
    bands: [
      { expr: `${lostRevisions("== 1")} >= $threshold` },
      {
        expr: `${lostRevisions("> 1")} >= $threshold`,
        severity: "info",
        remark: "There are newer revisions to go back to first.",
      },
    ],
  },
} as const satisfies Partial<Record<AlertName, Alert>>;
