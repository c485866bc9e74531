import type { AlertName } from "../rules/alert.ts";
import { metric } from "../rules/expressions.ts";
import { IMAGE_ALERTS } from "../rules/imageGroup.ts";
import { RECREATION_ALERTS } from "../rules/recreationGroup.ts";
import { REGISTRY_ALERTS } from "../rules/registryGroup.ts";
import { SKIP_REASONS, SKIP_RECORDS } from "../src/inventory/skipReason.ts";
import { alertsAnnotation } from "./annotations.ts";
import type { Dashboard } from "./dashboard.ts";
import { exporterVariables } from "./exporterVariables.ts";
import { FAILURE_COLORS, FAILURE_TEXTS, withAlert } from "./failures.ts";
import { recreationRow } from "./imageAvailability/recreationRow.ts";
import { drillDown, TAG } from "./links.ts";
import { barsPanel } from "./panels/barsPanel.ts";
import { statesPanel } from "./panels/statesPanel.ts";
import { statPanel } from "./panels/statPanel.ts";
import { tablePanel } from "./panels/tablePanel.ts";
import { timelinePanel } from "./panels/timelinePanel.ts";
import {
  BROKEN,
  BROKEN_OF_REGISTRY,
  CONTAINERS,
  inNamespace,
  own,
  SCRAPED,
  TARGET,
  ZERO_IF_SCRAPED,
} from "./selectors.ts";
import { oldestCheckPanel, pullSecretsPanel } from "./sharedPanels.ts";
import { falling, NEUTRAL, NONE_IS_GOOD } from "./thresholds.ts";
import { labelVariable } from "./variables.ts";

const UNAVAILABLE = `${metric("unavailable")}{${TARGET}}`;
const ALL_PULLABLE = "Every image can be pulled";

const brokenBy = (...labels: readonly string[]) => `count by (${labels.join(", ")}) (${BROKEN})`;

const BY_REGISTRY = `count by (registry) (${BROKEN_OF_REGISTRY})`;

/** How many things there are with something broken; zero where there is nothing. */
const brokenCount = (...labels: readonly string[]) => `count(${brokenBy(...labels)})\nor\n${ZERO_IF_SCRAPED}`;

/** Since when, in milliseconds, each of what is broken now was seen broken within the time range. */
const BROKEN_SINCE = [
  `1000 * min ${SCRAPED} (min_over_time(timestamp(${BROKEN})[$__range:$__interval]))`,
  "  and",
  `count ${SCRAPED} (${BROKEN})`,
].join("\n");

/** The reasons why containers are not checked, each with what it means. */
const skipReasons = (blind: boolean) =>
  SKIP_REASONS.filter((reason) => SKIP_RECORDS[reason].blind === blind)
    .map((reason) => `${reason} (${SKIP_RECORDS[reason].because.replaceAll("`", "")})`)
    .join(", ");

const narrowTo = (label: "registry" | "namespace" | "reason") =>
  drillDown("imageAvailability", { [label]: label });

/** What is broken now, where, why and since when. */
export const IMAGE_AVAILABILITY: Dashboard = {
  description:
    "Images that a node could not pull if it had to now: where they are used, why, since when, and what to do about it.",
  tags: [TAG],
  variables: [
    // Which pod of the exporter saw it is of no interest here.
    ...exporterVariables({ instanceHidden: true }),
    labelVariable({
      name: "namespace",
      label: "Namespace",
      series: `{__name__=~"k8s_image_availability_exporter_((deployment|statefulset|daemonset|cronjob)_)?available", ${TARGET}}`,
    }),
    labelVariable({ name: "registry", label: "Registry", series: UNAVAILABLE }),
    labelVariable({ name: "reason", label: "Reason", series: UNAVAILABLE }),
  ],
  annotations: [
    alertsAnnotation(
      Object.keys({ ...IMAGE_ALERTS, ...RECREATION_ALERTS, ...REGISTRY_ALERTS }) as readonly AlertName[],
    ),
  ],
  rows: [
    {
      panels: [
        statPanel({
          title: "Images that cannot be pulled",
          description:
            "Distinct images that a node could not pull if it had to now. Pods that run go on running; one that is created anew on a node without the image will not start.",
          unit: "short",
          width: 4,
          expr: brokenCount("cluster", "image"),
          steps: NONE_IS_GOOD,
        }),
        statPanel({
          title: "Workloads affected",
          description: "Workloads with at least one container whose image cannot be pulled.",
          unit: "short",
          width: 4,
          expr: brokenCount("cluster", "namespace", "kind", "name"),
          steps: NONE_IS_GOOD,
        }),
        statPanel({
          title: "Namespaces affected",
          description: "Namespaces with at least one workload that is affected.",
          unit: "short",
          width: 4,
          expr: brokenCount("cluster", "namespace"),
          steps: NONE_IS_GOOD,
        }),
        statPanel({
          title: "Registries down",
          description:
            "Registries that the exporter cannot reach. None of their images can be pulled while it lasts.",
          unit: "short",
          width: 4,
          expr: `count(min by (cluster, registry) (${own("registry_up")}) == 0)\nor\n${ZERO_IF_SCRAPED}`,
          steps: NONE_IS_GOOD,
        }),
        statPanel({
          title: "Can be pulled",
          description: "Share of the checked containers whose image can be pulled.",
          unit: "percentunit",
          decimals: 1,
          width: 4,
          expr: `1 - (count(${inNamespace("unavailable")}) or ${ZERO_IF_SCRAPED}) / sum(${CONTAINERS})`,
          steps: falling(0.95, 1),
        }),
        oldestCheckPanel(4),
        tablePanel({
          title: "What cannot be pulled now",
          description:
            "One row for each container, the latest trouble first. A click on the reason leads to the runbook, on the name to the workload, on the registry to the registry. Failing since: within the dashboard's time range.",
          unit: "short",
          width: 24,
          height: 11,
          queries: [{ expr: withAlert(BROKEN_SINCE) }],
          columns: [
            { field: "Value", title: "Failing since", unit: "dateTimeFromNow", width: 130 },
            { field: "reason", title: "Reason", width: 170, texts: FAILURE_TEXTS, link: "runbook" },
            { field: "cluster", title: "Cluster" },
            { field: "namespace", title: "Namespace" },
            { field: "kind", title: "Kind", width: 110 },
            { field: "name", title: "Name", link: "workload" },
            { field: "container", title: "Container" },
            { field: "image", title: "Image" },
            { field: "registry", title: "Registry", link: "registry" },
            { field: "alert", title: "Alert" },
          ],
          sort: { by: "Failing since", descending: true },
          noValue: ALL_PULLABLE,
        }),
      ],
    },
    {
      title: "Where and why",
      panels: [
        barsPanel({
          title: "By reason",
          description: "Containers whose image cannot be pulled, by why. A click narrows the dashboard.",
          unit: "short",
          width: 8,
          query: { expr: `sort_desc(${brokenBy("reason")})`, legend: "{{reason}}" },
          steps: NONE_IS_GOOD,
          noValue: ALL_PULLABLE,
          link: narrowTo("reason"),
        }),
        barsPanel({
          title: "By registry",
          description:
            "Containers whose image cannot be pulled, by the registry that the image's name says; invalid names say none. A click narrows the dashboard.",
          unit: "short",
          width: 8,
          query: { expr: `sort_desc(${BY_REGISTRY})`, legend: "{{registry}}" },
          steps: NONE_IS_GOOD,
          noValue: ALL_PULLABLE,
          link: narrowTo("registry"),
        }),
        barsPanel({
          title: "By namespace",
          description:
            "Containers whose image cannot be pulled, by namespace: the twenty with the most. A click narrows the dashboard.",
          unit: "short",
          width: 8,
          query: { expr: `topk(20, ${brokenBy("namespace")})`, legend: "{{namespace}}" },
          steps: NONE_IS_GOOD,
          noValue: ALL_PULLABLE,
          link: narrowTo("namespace"),
        }),
        tablePanel({
          title: "Namespaces in trouble",
          description: "Namespaces with images that cannot be pulled, and how much of each is affected.",
          unit: "short",
          width: 12,
          queries: [
            { expr: brokenBy("cluster", "namespace") },
            {
              expr: `sum by (cluster, namespace) (${CONTAINERS})\n  and\n${brokenBy("cluster", "namespace")}`,
            },
            {
              expr: `${brokenBy("cluster", "namespace")}\n  /\nsum by (cluster, namespace) (${CONTAINERS})`,
            },
          ],
          columns: [
            { field: "cluster", title: "Cluster" },
            { field: "namespace", title: "Namespace" },
            { field: "Value #A", title: "Containers affected", steps: NONE_IS_GOOD },
            { field: "Value #B", title: "Containers checked" },
            { field: "Value #C", title: "Share", unit: "percentunit", decimals: 0 },
          ],
          sort: { by: "Containers affected", descending: true },
          noValue: ALL_PULLABLE,
        }),
        pullSecretsPanel(12),
      ],
    },
    recreationRow,
    {
      title: "Since when",
      panels: [
        timelinePanel({
          title: "Containers that cannot be pulled, by reason",
          description:
            "Many at once of the reason registry_unavailable are one outage; of absent, a clean-up of the registry; of authentication_failure, credentials that ran out.",
          unit: "short",
          width: 12,
          stacked: true,
          queries: [{ expr: brokenBy("reason"), legend: "{{reason}}" }],
          colors: FAILURE_COLORS,
        }),
        timelinePanel({
          title: "Containers that cannot be pulled, by registry",
          description: "The same by the registry that the image's name says.",
          unit: "short",
          width: 12,
          stacked: true,
          queries: [{ expr: BY_REGISTRY, legend: "{{registry}}" }],
        }),
        statesPanel({
          title: "Registries",
          description: "When each registry did not answer, or limited the rate of checks.",
          unit: "short",
          width: 12,
          queries: [
            {
              expr: `min by (registry) (${own("registry_up")}) - 0.5 * max by (registry) (${own("registry_rate_limited")})`,
              legend: "{{registry}}",
            },
          ],
          states: {
            1: { text: "up", color: "green" },
            0.5: { text: "limits the rate", color: "yellow" },
            0: { text: "down", color: "red" },
            [-0.5]: { text: "down", color: "red" },
          },
        }),
        timelinePanel({
          title: "Containers whose image can be pulled",
          description: "Share of the checked containers, of all registries and reasons.",
          unit: "percentunit",
          width: 12,
          max: 1,
          queries: [
            {
              expr: `1 - (count(${inNamespace("unavailable")}) or ${ZERO_IF_SCRAPED}) / sum(${CONTAINERS})`,
              legend: "can be pulled",
            },
          ],
        }),
      ],
    },
    {
      title: "Not checked",
      collapsed: true,
      panels: [
        barsPanel({
          title: "Containers that are not checked",
          description: `By why. Left out on purpose: ${skipReasons(false)}. For want of what the exporter may not see: ${skipReasons(true)}.`,
          unit: "short",
          width: 12,
          query: { expr: `max by (reason) (${own("skipped_containers")}) > 0`, legend: "{{reason}}" },
          steps: NEUTRAL,
          noValue: "All are checked",
        }),
        statPanel({
          title: "Containers checked",
          description: "Containers, init containers and image volumes of workloads that have a verdict.",
          unit: "short",
          width: 12,
          height: 8,
          expr: `sum(${CONTAINERS})`,
          steps: NEUTRAL,
        }),
      ],
    },
  ],
};
