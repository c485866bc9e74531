import type { AlertName } from "../rules/alert.ts";
import { EXPORTER_ALERTS } from "../rules/exporterGroup.ts";
import { alertsAnnotation } from "./annotations.ts";
import type { Dashboard } from "./dashboard.ts";
import { checksRow } from "./exporter/checksRow.ts";
import { clusterRow } from "./exporter/clusterRow.ts";
import { nowRow } from "./exporter/nowRow.ts";
import { processRow } from "./exporter/processRow.ts";
import { registriesRow } from "./exporter/registriesRow.ts";
import { exporterVariables } from "./exporterVariables.ts";
import { TAG } from "./links.ts";
import { CLUSTER } from "./selectors.ts";
import { labelVariable } from "./variables.ts";

/** Whether the exporter keeps up with its cluster, and what holds it up where it does not. */
export const EXPORTER: Dashboard = {
  description:
    "Whether the image availability exporter keeps up: its checks against the window, registries, what it follows of the cluster, and its process.",
  tags: [TAG],
  variables: [
    ...exporterVariables(),
    labelVariable({
      name: "namespace",
      label: "Namespace",
      series: `{__name__=~"k8s_image_availability_exporter_(invalid|missing)_pull_secrets", ${CLUSTER}, job=~"$job"}`,
      hidden: true,
    }),
  ],
  annotations: [alertsAnnotation(Object.keys(EXPORTER_ALERTS) as readonly AlertName[])],
  rows: [nowRow, checksRow, registriesRow, clusterRow, processRow],
};
