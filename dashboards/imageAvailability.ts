import type { AlertName } from "../rules/alert.ts";
import { metric } from "../rules/expressions.ts";
import { IMAGE_ALERTS } from "../rules/imageGroup.ts";
import { RECREATION_ALERTS } from "../rules/recreationGroup.ts";
import { REGISTRY_ALERTS } from "../rules/registryGroup.ts";
import { alertsAnnotation } from "./annotations.ts";
import { COLUMNS, IMAGE_OF_REGISTRY, WORKLOAD_COLUMNS } from "./columns.ts";
import type { Dashboard } from "./dashboard.ts";
import { exporterVariables } from "./exporterVariables.ts";
import { FAILING_SINCE } from "./imageAvailability/failingSince.ts";
import { recreationRow } from "./imageAvailability/recreationRow.ts";
import { drillDown, TAG } from "./links.ts";
import { noRows } from "./nothing.ts";
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
  TARGET,
  ZERO_IF_SCRAPED,
} from "./selectors.ts";
import { oldestCheckPanel, pullSecretsPanel } from "./sharedPanels.ts";
import { FAILURE_TEXTS, SKIP_TEXTS } from "./texts.ts";
import { falling, NEUTRAL, NONE_IS_GOOD } from "./thresholds.ts";
import { labelVariable } from "./variables.ts";
import { withAlert } from "./withAlert.ts";

const UNAVAILABLE = `${metric("unavailable")}{${TARGET}}`;
const ALL_PULLABLE = noRows("Every image can be pulled");

const brokenBy = (...labels: readonly string[]) => `count by (${labels.join(", ")}) (${BROKEN})`;

const BY_REGISTRY = `count by (registry) (${BROKEN_OF_REGISTRY})`;

/** How many things there are with something broken; zero where there is nothing. */
const brokenCount = (...labels: readonly string[]) => `count(${brokenBy(...labels)})\nor\n${ZERO_IF_SCRAPED}`;

const CAN_BE_PULLED = `1 - (count(${inNamespace("unavailable")}) or ${ZERO_IF_SCRAPED}) / sum(${CONTAINERS})`;

const narrowTo = (label: "registry" | "namespace" | "reason") => drillDown("imageAvailability", label);

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
          title: "Images unavailable",
          description:
            "Distinct images that a node could not pull if it had to now. Pods that run go on running; one that is created anew on a node without the image will not start.",
          unit: "short",
          width: 4,
          queries: [{ expr: brokenCount("cluster", "image") }],
          steps: NONE_IS_GOOD,
        }),
        statPanel({
          title: "Workloads hit",
          description: "Workloads with at least one container whose image cannot be pulled.",
          unit: "short",
          width: 4,
          queries: [{ expr: brokenCount("cluster", "namespace", "kind", "name") }],
          steps: NONE_IS_GOOD,
        }),
        statPanel({
          title: "Namespaces hit",
          description: "Namespaces with at least one workload that is affected.",
          unit: "short",
          width: 4,
          queries: [{ expr: brokenCount("cluster", "namespace") }],
          steps: NONE_IS_GOOD,
        }),
        statPanel({
          title: "Registries down",
          description:
            "Registries that the exporter cannot reach. None of their images can be pulled while it lasts.",
          unit: "short",
          width: 4,
          queries: [
            {
              expr: `count(min by (cluster, registry) (${own("registry_up")}) == 0)\nor\n${ZERO_IF_SCRAPED}`,
            },
          ],
          steps: NONE_IS_GOOD,
        }),
        statPanel({
          title: "Can be pulled",
          description: "Share of the checked containers whose image can be pulled.",
          unit: "percentunit",
          decimals: 1,
          width: 4,
          queries: [{ expr: CAN_BE_PULLED }],
          steps: falling(0.95, 1),
        }),
        oldestCheckPanel(4),
        tablePanel({
          title: "What cannot be pulled now",
          description:
            "One row for each container, the latest trouble first. A click on the reason leads to the runbook, on the name to the workload, on the image to its registry. Failing since: where Prometheus does not evaluate the rules, no longer than the dashboard's time range.",
          unit: "short",
          width: 24,
          height: 11,
          queries: [{ expr: withAlert(FAILING_SINCE) }],
          columns: [
            { field: "Value", title: "Failing since", unit: "dateTimeFromNow", width: 145 },
            { ...COLUMNS.reason, link: "runbook" },
            ...IMAGE_OF_REGISTRY,
            ...WORKLOAD_COLUMNS,
            COLUMNS.container,
            { field: "alert", title: "Alert", hidden: true },
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
          description:
            "Containers whose image cannot be pulled, by why. A click on the name narrows the dashboard.",
          unit: "short",
          width: 8,
          expr: brokenBy("reason"),
          names: [{ ...COLUMNS.reason, width: 180, link: narrowTo("reason") }],
          value: "Containers",
          steps: NONE_IS_GOOD,
          noValue: ALL_PULLABLE,
        }),
        barsPanel({
          title: "By registry",
          description:
            "Containers whose image cannot be pulled, by the registry that the image's name says; invalid names say none. A click on the name narrows the dashboard.",
          unit: "short",
          width: 8,
          expr: BY_REGISTRY,
          names: [{ field: "registry", title: "Registry", width: 230, link: narrowTo("registry") }],
          value: "Containers",
          steps: NONE_IS_GOOD,
          noValue: ALL_PULLABLE,
        }),
        barsPanel({
          title: "By namespace",
          description:
            "Containers whose image cannot be pulled, by namespace: the twenty with the most. A click on the name narrows the dashboard.",
          unit: "short",
          width: 8,
          expr: `topk(20, ${brokenBy("namespace")})`,
          names: [{ ...COLUMNS.namespace, width: 180, link: narrowTo("namespace") }],
          value: "Containers",
          steps: NONE_IS_GOOD,
          noValue: ALL_PULLABLE,
        }),
        tablePanel({
          title: "Namespaces in trouble",
          description: "Namespaces with images that cannot be pulled: containers affected, of those checked.",
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
            COLUMNS.cluster,
            COLUMNS.namespace,
            { field: "Value #A", title: "Affected", width: 110, steps: NONE_IS_GOOD },
            { field: "Value #B", title: "Checked", width: 110 },
            { field: "Value #C", title: "Share", width: 100, unit: "percentunit", decimals: 0 },
          ],
          sort: { by: "Affected", descending: true },
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
          texts: FAILURE_TEXTS,
          noValue: ALL_PULLABLE,
        }),
        timelinePanel({
          title: "Containers that cannot be pulled, by registry",
          description: "The same by the registry that the image's name says.",
          unit: "short",
          width: 12,
          stacked: true,
          queries: [{ expr: BY_REGISTRY, legend: "{{registry}}" }],
          shades: [[/^/, "red"]],
          noValue: ALL_PULLABLE,
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
              expr: CAN_BE_PULLED,
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
          description: "By why: on purpose or, in orange, for want of what the exporter may not see.",
          unit: "short",
          width: 18,
          // Each shard counts its own.
          expr: `sum by (reason) (${own("skipped_containers")}) > 0`,
          names: [{ field: "reason", title: "Because", width: 560, texts: SKIP_TEXTS }],
          value: "Containers",
          steps: NEUTRAL,
          noValue: noRows("All are checked"),
        }),
        statPanel({
          title: "Containers checked",
          description: "Containers, init containers and image volumes of workloads that have a verdict.",
          unit: "short",
          width: 6,
          height: 8,
          queries: [{ expr: `sum(${CONTAINERS})` }],
          steps: NEUTRAL,
        }),
      ],
    },
  ],
};
