import { IMAGE_ALERTS } from "../../rules/imageGroup.ts";
import { BROKEN, CLUSTER } from "../selectors.ts";

/** What a row is about. Labels of the scrape would be columns. */
const CONTAINER = "cluster, namespace, kind, name, container, image, registry, reason";

/** What alerts are about: one for all containers of a workload that have the image. */
const ALERT = "cluster, namespace, kind, name, image, reason";

const FAILING = `count by (${CONTAINER}) (${BROKEN})`;

const ALERTS = `ALERTS_FOR_STATE{alertname=~"${Object.keys(IMAGE_ALERTS).join("|")}", ${CLUSTER}}`;

/** How short a time without a failure is a gap of the exporter's, or of Prometheus', rather than the end of it. */
const GAP = "5m";

/**
 * Since when, in milliseconds, each container's image cannot be pulled. Where Prometheus evaluates the rules it knows,
 * however long ago that was. Elsewhere: the last time within the range that it began or, where it did not, as long as the
 * range is.
 */
export const FAILING_SINCE = [
  "1000 * (",
  `  0 * ${FAILING} + on (${ALERT}) group_left () min by (${ALERT}) (${ALERTS})`,
  "    or",
  `  max_over_time((timestamp(${FAILING}) unless count by (${CONTAINER}) (last_over_time(${BROKEN}[${GAP}] offset $__interval)))[$__range:$__interval])`,
  `    and ${FAILING}`,
  "    or",
  `  0 * ${FAILING} + time() - $__range_s`,
  ")",
].join("\n");
