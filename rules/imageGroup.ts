import { UNCERTAIN_RESULTS } from "../src/image/outcome.ts";
import { REASON_RECORDS, REASONS, type Reason, type ReasonAlert } from "../src/image/reasons.ts";
import type { Alert, AlertName } from "./alert.ts";
import { containerBands, lately, latelyOfWorkloads, unavailableFor } from "./expressions.ts";
import { MANY_REPLICAS, RUNS_ON, SINGLE_REPLICA } from "./recreationTexts.ts";

// Where they say no, they do not tell whether there is anything: the answer to a stranger is the same.
const OR_ABSENT =
  "Docker Hub, GHCR and Google Artifact Registry answer the same for an image that is absent: check its name and tag too.";

/** How far apart a reason has to be found to be more than a moment's: what fails is checked each minute. */
const GAP = "10m";

const WORKLOAD = "{{ $labels.kind }} {{ $labels.namespace }}/{{ $labels.name }}";

const USED = `{{ $value }} container(s) of the ${WORKLOAD} use it: a pod that is created anew on a node without the image will not start.`;

/** Images that a node could not pull, by why. A registry that is out of order is told by an alert of its own. */
export const IMAGE_ALERTS = Object.fromEntries(REASONS.map(imageAlert)) as Readonly<
  Record<ReasonAlert, Alert>
>;

function imageAlert(reason: Reason): readonly [AlertName, Alert] {
  const { alert, orAbsent, certain: isCertain } = REASON_RECORDS[reason];
  const { name, summary, cause, remedy } = alert;
  const unless: AlertName | undefined = alert.unless;
  const series = isCertain ? withGaps(reason) : unavailableFor(reason);
  return [
    name,
    {
      summary: `Image {{ $labels.image }} of ${WORKLOAD}${summary}${orAbsent ? ", or image absent" : ""}`,
      description: [
        `${SINGLE_REPLICA}${cause}${reason === "absent" ? RUNS_ON : ""}`,
        `${USED}${MANY_REPLICAS}`,
        remedy,
        ...(orAbsent ? [OR_ABSENT] : []),
      ].join(" "),
      bands:
        unless === undefined
          ? containerBands(series)
          : containerBands(
              `${latelyOfWorkloads(series)} unless on (cluster, registry) ALERTS{alertname="${unless}", alertstate="firing"}`,
              { at: lately },
            ),
    },
  ];
}

/**
 * A registry that fails to answer now and then says nothing else of the image than before: what was so twice, some time apart, goes
 * on meanwhile. Once is not enough, as one that is about to fail may say anything.
 */
export function withGaps(reason: Reason): string {
  const found = unavailableFor(reason);
  const gaps = [
    unavailableFor(...UNCERTAIN_RESULTS),
    `and ignoring (reason) last_over_time(${found}[${GAP}])`,
    `and ignoring (reason) last_over_time(${found}[${GAP}] offset ${GAP})`,
  ].join(" ");
  // Where samples have no markers of their end, as in a Prometheus that federates, a container has several reasons at once.
  return `(${found} or label_replace(max without (reason) (${gaps}), "reason", "${reason}", "", ""))`;
}
