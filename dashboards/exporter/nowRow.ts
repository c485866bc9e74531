import { UNCERTAIN_RESULTS } from "../../src/image/outcome.ts";
import type { Row } from "../dashboard.ts";
import { statPanel } from "../panels/statPanel.ts";
import { ofProcess, own, TARGET } from "../selectors.ts";
import { oldestCheckPanel } from "../sharedPanels.ts";
import { FEW_ARE_GOOD, NEUTRAL, NONE_IS_GOOD, rising } from "../thresholds.ts";

const CHECKS = own("checks_total");
const FAILED_CHECKS = own("checks_total", `result=~"${UNCERTAIN_RESULTS.join("|")}"`);

/** What is wrong now, if anything. */
export const nowRow: Row = {
  panels: [
    statPanel({
      title: "Pods down",
      description: "Pods of the exporter that Prometheus cannot scrape: see the runbook of ExporterDown.",
      unit: "short",
      width: 4,
      // Which targets are the exporter's is what it said of itself within a day: a job may be everybody's.
      queries: [
        {
          expr: `count(up{${TARGET}} == 0 and on (cluster, job, instance) last_over_time(${own("build_info")}[1d]))\nor\n0 * count(up{${TARGET}} and on (cluster, job, instance) last_over_time(${own("build_info")}[1d]))`,
        },
      ],
      steps: NONE_IS_GOOD,
    }),
    statPanel({
      title: "Pods not ready",
      description:
        "Pods whose first lists of the cluster's objects are not complete: they check nothing yet. /readyz says what is missing.",
      unit: "short",
      width: 4,
      queries: [{ expr: `count(${own("ready")} == 0)\nor\n0 * count(${own("ready")})` }],
      steps: NONE_IS_GOOD,
    }),
    oldestCheckPanel(4),
    statPanel({
      title: "A round takes",
      description:
        "Time that checking every image once takes at the present rates, as a share of config.schedule.recheckWindow. Beyond 100 % the window cannot be kept: raise the registries' rates, the window, or the number of shards.",
      unit: "percentunit",
      decimals: 0,
      width: 4,
      queries: [
        {
          expr: `max(${own("recheck_duration_seconds")} / ${own("recheck_window_seconds")})`,
          legend: "of the window",
        },
      ],
      steps: rising(0.9, 1),
    }),
    statPanel({
      title: "Checks that fail",
      description:
        "Share of the checks that ended without a verdict on the image: a registry that could not be reached, or an answer that says neither yes nor no.",
      unit: "percentunit",
      decimals: 1,
      width: 4,
      queries: [
        {
          expr: `(sum(rate(${FAILED_CHECKS}[$__rate_interval])) or 0 * sum(rate(${CHECKS}[$__rate_interval])))\n  / sum(rate(${CHECKS}[$__rate_interval]))`,
        },
      ],
      steps: rising(0.05, 0.2),
    }),
    statPanel({
      title: "Not followed",
      description:
        "Kinds of objects whose copy is not complete, or that may not be read: see Resources below.",
      unit: "short",
      width: 4,
      queries: [
        {
          expr: `count(min by (cluster, resource) (${own("informer_synced")}) == 0)\nor\n0 * count(${own("informer_synced")})`,
        },
      ],
      steps: FEW_ARE_GOOD,
    }),
    statPanel({
      title: "Targets",
      description:
        "What is checked: images, each with the credentials that apply to it. All pods together, each with its shard.",
      unit: "short",
      width: 4,
      queries: [{ expr: `sum(${own("targets")})` }],
      steps: NEUTRAL,
    }),
    statPanel({
      title: "Images",
      description: "Distinct images that are checked.",
      unit: "short",
      width: 4,
      queries: [{ expr: `sum(${own("images")})` }],
      steps: NEUTRAL,
    }),
    statPanel({
      title: "Waiting",
      description: "Targets that wait to be checked, in all lanes.",
      unit: "short",
      width: 4,
      queries: [{ expr: `sum(${own("queue_length")})` }],
      steps: NEUTRAL,
    }),
    statPanel({
      title: "Checks",
      description: "Checks finished in a second, of all registries.",
      unit: "ops",
      decimals: 2,
      width: 4,
      queries: [{ expr: `sum(rate(${CHECKS}[$__rate_interval]))` }],
      steps: NEUTRAL,
    }),
    statPanel({
      title: "Registries in use",
      description: "Registries that images come from.",
      unit: "short",
      width: 4,
      queries: [{ expr: `count(count by (registry) (${own("registry_up")}))` }],
      steps: NEUTRAL,
    }),
    statPanel({
      title: "Up for",
      description: "Time since the youngest pod of the exporter started.",
      unit: "s",
      width: 4,
      queries: [{ expr: `time() - max(${ofProcess("process_start_time_seconds")})` }],
      steps: NEUTRAL,
    }),
  ],
};
