import { formatTable } from "../text/formatTable.ts";
import { ROUND_SECONDS, STORY } from "./cluster/story.ts";
import type { Findings } from "./verdicts.ts";

/**
 * What `demo` says when everything runs.
 *
 * @param demo `kubeconfig`, `dockerConfig`: paths of files; `registry`: the shop's
 */
export function welcomeText(demo: {
  url: string;
  kubeconfig: string;
  dockerConfig: string;
  registry: string;
}): string {
  const { url, kubeconfig, dockerConfig, registry } = demo;
  const plan = STORY.map(({ at, text }) => `  ${minutes(at)}  ${text}\n`).join("");
  return `
The exporter watches a cluster of some thirty workloads and four registries, all in this process. Open:

  ${url}/          what is unavailable, since when and why
  ${url}/metrics   what Prometheus would scrape
  ${url}/readyz?verbose

and look at, each with the prefix k8s_image_availability_exporter_

  available               1 for images that could be pulled now, 0 for the others
  unavailable             why not, in the label "reason"
  rollback_unavailable    older revisions that cannot be rolled back to
  image_moved             pods that run what their tag no longer leads to
  image_nodes             on how many nodes an unavailable image still runs
  workload_hygiene, unused_pull_secrets    what else is not in order

for instance with

  curl -s ${url}/metrics | grep ^k8s_image_availability_exporter_unavailable

The cluster can be changed with kubectl, and the metrics follow:

  export KUBECONFIG=${kubeconfig}
  kubectl get deployments,pods -A
  kubectl -n shop set image deployment/catalog catalog=${registry}/shop/catalog:nope
  kubectl -n shop rollout undo deployment/catalog

What may a cleanup of the registry delete?

  echo ${registry}/shop/cart:2.8.1 | npm run --silent cli -- guard --docker-config ${dockerConfig}

By itself it changes like this, every ${ROUND_SECONDS / 60} minutes anew:

${plan}
Ctrl-C ends it.

`;
}

/**
 * What `demo` says first, and `demo --once` says alone: a line for each container, then what they add up to.
 *
 * @param complete whether everything was checked in time
 */
export function verdictTable({ verdicts, skipped }: Findings, complete: boolean): string {
  const rows = verdicts.map(({ namespace, kind, name, container, image, verdict }) => [
    namespace,
    kind,
    name,
    container,
    image,
    verdict,
  ]);
  const header = ["NAMESPACE", "KIND", "NAME", "CONTAINER", "IMAGE", "VERDICT"];
  const available = verdicts.filter(({ verdict }) => verdict === "available").length;
  const notChecked = [...skipped].map(([reason, count]) => `${count} ${reason}`).join(", ");
  const sums = [
    `${verdicts.length} containers: ${available} available, ${verdicts.length - available} not`,
    ...(notChecked === "" ? [] : [`not checked: ${notChecked}`]),
    ...(complete ? [] : ["not everything could be checked in time"]),
  ];
  return `${formatTable([header, ...rows])}\n${sums.join("; ")}\n`;
}

/** `1:05` */
export function minutes(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;
}
