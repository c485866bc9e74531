import type { Row } from "../dashboard.ts";
import { noRows } from "../nothing.ts";
import { barsPanel } from "../panels/barsPanel.ts";
import { statesPanel } from "../panels/statesPanel.ts";
import { timelinePanel } from "../panels/timelinePanel.ts";
import { own } from "../selectors.ts";
import { pullSecretsPanel } from "../sharedPanels.ts";
import { NEUTRAL } from "../thresholds.ts";

/** What it follows of the cluster. */
export const clusterRow: Row = {
  title: "What it follows of the cluster",
  panels: [
    statesPanel({
      title: "Resources",
      description:
        "Whether the copy of each kind of object is complete and being watched. Forbidden: permissions are missing, or the kind is not installed.",
      unit: "short",
      width: 12,
      queries: [
        {
          expr: `min by (resource) (${own("informer_synced")}) - 2 * max by (resource) (${own("informer_forbidden")})`,
          legend: "{{resource}}",
        },
      ],
      states: {
        1: { text: "followed", color: "green" },
        0: { text: "not complete", color: "orange" },
        [-1]: { text: "forbidden", color: "red" },
        [-2]: { text: "forbidden", color: "red" },
      },
    }),
    timelinePanel({
      title: "Watches that started anew",
      description:
        "How often watching a kind of object had to start anew. Now and then is normal; all at once is an API server that restarts.",
      unit: "short",
      width: 12,
      stacked: true,
      queries: [
        {
          expr: `sum by (resource) (increase(${own("informer_restarts_total")}[$__rate_interval]))`,
          legend: "{{resource}}",
        },
      ],
    }),
    pullSecretsPanel(12, 6),
    barsPanel({
      title: "Nodes",
      description:
        "For whose platforms images have to be there, with config.images.verify: platform or content, and the container runtimes that pull them.",
      unit: "short",
      width: 12,
      height: 6,
      // Each shard counts all nodes of its cluster.
      expr: `sum by (platform, runtime) (max by (cluster, platform, runtime) (${own("nodes")}))`,
      names: [
        { field: "platform", title: "Platform", width: 180 },
        { field: "runtime", title: "Runtime", width: 140 },
      ],
      value: "Nodes",
      steps: NEUTRAL,
      noValue: noRows("Nodes are not watched"),
    }),
  ],
};
