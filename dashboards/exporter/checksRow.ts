import type { Row } from "../dashboard.ts";
import { heatmapPanel } from "../panels/heatmapPanel.ts";
import { timelinePanel } from "../panels/timelinePanel.ts";
import { buckets, own } from "../selectors.ts";
import { RESULT_TEXTS } from "../texts.ts";

/** Whether every image is checked in time. */
export const checksRow: Row = {
  title: "Checks",
  panels: [
    timelinePanel({
      title: "A round against the window",
      description:
        "What checking every image once takes at the present rates, and the age of the oldest check, against config.schedule.recheckWindow. Both should stay below the window.",
      unit: "s",
      width: 12,
      queries: [
        { expr: `max(${own("recheck_window_seconds")})`, legend: "window" },
        { expr: `max(${own("recheck_duration_seconds")})`, legend: "a round takes" },
        {
          expr: `max(time() - ${own("oldest_check_timestamp_seconds")})`,
          legend: "oldest check",
        },
      ],
      limit: /^window/,
    }),
    timelinePanel({
      title: "Waiting targets, by lane",
      description:
        "Targets that wait to be checked. A lane that grows without end belongs to a registry whose rate or concurrency is too low.",
      unit: "short",
      width: 12,
      stacked: true,
      queries: [{ expr: `sum by (lane) (${own("queue_length")})`, legend: "{{lane}}" }],
    }),
    timelinePanel({
      title: "Checks by result",
      description:
        "Checks finished in a second, by what they found. Rate limited changes no verdict; where only nodes can tell there is none.",
      unit: "ops",
      width: 12,
      stacked: true,
      queries: [
        {
          expr: `sum by (result) (rate(${own("checks_total")}[$__rate_interval]))`,
          legend: "{{result}}",
        },
      ],
      texts: RESULT_TEXTS,
    }),
    heatmapPanel({
      title: "How long checks take",
      description:
        "Checks by how long they took, all their requests included. A band that rises is a registry, or the way to it, that gets slow.",
      unit: "s",
      width: 12,
      expr: `sum by (le) (increase(${buckets("check_duration_seconds")}[$__rate_interval]))`,
    }),
  ],
};
