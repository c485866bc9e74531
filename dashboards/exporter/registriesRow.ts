import { UNCERTAIN_RESULTS } from "../../src/image/outcome.ts";
import { COLUMNS } from "../columns.ts";
import type { Row } from "../dashboard.ts";
import { noRows } from "../nothing.ts";
import { tablePanel } from "../panels/tablePanel.ts";
import { timelinePanel } from "../panels/timelinePanel.ts";
import { buckets, own } from "../selectors.ts";
import { falling, rising } from "../thresholds.ts";

const CHECKS = own("checks_total");
const FAILED_CHECKS = own("checks_total", `result=~"${UNCERTAIN_RESULTS.join("|")}"`);
const slowest = (quantile: number) =>
  `histogram_quantile(${quantile}, sum by (registry, le) (rate(${buckets("check_duration_seconds")}[$__rate_interval])))`;

/** What each registry answers, and what it still allows. */
export const registriesRow: Row = {
  title: "Registries",
  panels: [
    tablePanel({
      title: "Registries",
      description:
        "One row for each registry, those that are down first. Requests left is what the registry itself announces, as Docker Hub does.",
      unit: "short",
      width: 24,
      height: 9,
      queries: [
        { expr: `min by (registry) (${own("registry_up")})` },
        { expr: `max by (registry) (${own("registry_rate_limited")})` },
        { expr: `min by (registry) (${own("registry_rate_limit_remaining")})` },
        { expr: `sum by (registry) (rate(${CHECKS}[$__rate_interval]))` },
        {
          expr: `(sum by (registry) (rate(${FAILED_CHECKS}[$__rate_interval])) or 0 * sum by (registry) (rate(${CHECKS}[$__rate_interval])))\n  / sum by (registry) (rate(${CHECKS}[$__rate_interval]))`,
        },
        { expr: slowest(0.99) },
      ],
      columns: [
        { field: "registry", title: "Registry", width: 250, link: "registry" },
        {
          field: "Value #A",
          title: "Up",
          texts: { 1: { color: "green", text: "up" }, 0: { color: "red", text: "down" } },
        },
        {
          field: "Value #B",
          title: "Limits the rate",
          texts: { 1: { color: "orange", text: "yes" }, 0: { color: "green", text: "no" } },
        },
        { field: "Value #C", title: "Requests left", steps: falling(10, 30) },
        { field: "Value #D", title: "Checks", unit: "ops", decimals: 2 },
        {
          field: "Value #E",
          title: "Checks that fail",
          unit: "percentunit",
          decimals: 0,
          steps: rising(0.05, 0.2),
        },
        { field: "Value #F", title: "99th percentile", unit: "s", steps: rising(2, 10) },
      ],
      sort: { by: "Up", descending: false },
      noValue: noRows("No registry is known yet"),
    }),
    timelinePanel({
      title: "Images looked into",
      description:
        "How many images that are there were looked into, by what came of it, with config.images.verify: platform or content: once for each digest, and then once a day. What could not be asked for is looked for again in ten minutes.",
      unit: "short",
      width: 24,
      height: 6,
      stacked: true,
      queries: [
        {
          expr: `sum by (result) (increase(${own("inspections_total")}[$__rate_interval]))`,
          legend: "{{result}}",
        },
      ],
      noValue: noRows("Images are not looked into"),
    }),
    timelinePanel({
      title: "Checks by registry",
      description: "Checks finished in a second, by registry.",
      unit: "ops",
      width: 12,
      stacked: true,
      queries: [{ expr: `sum by (registry) (rate(${CHECKS}[$__rate_interval]))`, legend: "{{registry}}" }],
    }),
    timelinePanel({
      title: "How long checks take, by registry",
      description: "The time within which 99 of 100 checks are done, by registry.",
      unit: "s",
      width: 12,
      queries: [{ expr: slowest(0.99), legend: "{{registry}}" }],
    }),
    timelinePanel({
      title: "Requests by answer",
      description:
        "HTTP requests to registries and their token services in a second, by status code, or by why there was no answer. 401 in front of a token is as it should be.",
      unit: "reqps",
      width: 12,
      stacked: true,
      queries: [
        {
          expr: `sum by (code) (rate(${own("registry_requests_total")}[$__rate_interval]))`,
          legend: "{{code}}",
        },
      ],
      shades: [
        [/^/, "red"],
        [/^2/, "green"],
        [/^(3..|401)$/, "blue"],
        [/^4(?!01)/, "orange"],
      ],
    }),
    timelinePanel({
      title: "Requests left",
      description:
        "Requests left in each registry's own limit, of those that announce it. Nodes that pull from the same address or account share it.",
      unit: "short",
      width: 12,
      queries: [
        {
          expr: `min by (registry) (${own("registry_rate_limit_remaining")})`,
          legend: "{{registry}}",
        },
      ],
    }),
    tablePanel({
      title: "Images that only mirrors still have",
      description:
        "Images that nodes get from a mirror, and that their own registry has no more, or refuses: they live on a cache.",
      unit: "short",
      width: 24,
      queries: [{ expr: `max by (cluster, image, registry, reason) (${own("origin_unavailable")})` }],
      columns: [
        COLUMNS.reason,
        COLUMNS.image,
        COLUMNS.cluster,
        { field: "registry", title: "Registry", width: 260, link: "registry" },
      ],
      without: ["Value"],
      sort: { by: "Reason", descending: false },
      noValue: noRows("Their own registries have them all"),
    }),
  ],
};
