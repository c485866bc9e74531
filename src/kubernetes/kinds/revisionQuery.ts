import { child, descend, elements, isRecord, text } from "./json.ts";

/** Where revisions that still own pods are to be found: what a workload's status announces. */
export type RevisionQuery =
  | {
      /** Of the owned objects; the same as long as the answer can be expected to be the same. */
      readonly labelSelector: string;
      readonly generation: string;
    }
  /** Names of objects whose templates never change. */
  | { readonly names: readonly string[] };

/** More Jobs of one CronJob are not looked at. */
const MAX_NAMES = 10;

/** Where all revisions of a workload are to be found, and what changes with each new one. */
export interface HistoryQuery {
  readonly labelSelector: string;
  readonly newest: string;
}

/** @param newest where the object says which revision is its newest */
export function historyOf(object: unknown, newest: readonly string[]): HistoryQuery | undefined {
  const labelSelector = selectorText(descend(object, "spec", "selector"));
  return labelSelector === "" ? undefined : { labelSelector, newest: text(descend(object, ...newest)) ?? "" };
}

/** A roll-out that is under way, paused or stuck: ReplicaSets of other templates have pods. */
export function ofDeployment(object: unknown): RevisionQuery | undefined {
  const status = child(object, "status");
  if (number(child(status, "updatedReplicas")) >= number(child(status, "replicas"))) {
    return undefined;
  }
  const labelSelector = selectorText(descend(object, "spec", "selector"));
  const generations = [descend(object, "metadata", "generation"), child(status, "observedGeneration")];
  return labelSelector === "" ? undefined : { labelSelector, generation: generations.join("/") };
}

/** A partition that keeps pods at the revision before: it counts pods, whatever the ordinal of the first. */
export function ofStatefulSet(object: unknown): RevisionQuery | undefined {
  const spec = child(object, "spec");
  const current = text(descend(object, "status", "currentRevision"));
  const strategy = child(spec, "updateStrategy");
  const partition = number(descend(strategy, "rollingUpdate", "partition"));
  const keeps = child(strategy, "type") !== "OnDelete" && partition > 0;
  return !keeps || current === undefined || current === descend(object, "status", "updateRevision")
    ? undefined
    : { names: [current] };
}

/** Jobs that were started and are not over: their pods come from the template of that time. */
export function ofCronJob(object: unknown): RevisionQuery | undefined {
  const names = elements(descend(object, "status", "active"))
    .map((job) => text(child(job, "name")))
    .filter((name) => name !== undefined)
    .slice(0, MAX_NAMES);
  return names.length === 0 ? undefined : { names };
}

/** Whether two workloads announce the same. */
export function sameQuery(a: RevisionQuery | undefined, b: RevisionQuery | undefined): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

/** A `LabelSelector` as the query of a list has it. */
function selectorText(selector: unknown): string {
  const labels = child(selector, "matchLabels");
  const equal = isRecord(labels) ? Object.entries(labels).map(([key, value]) => `${key}=${value}`) : [];
  const others = elements(child(selector, "matchExpressions")).map((expression) => {
    const key = text(child(expression, "key")) ?? "";
    const values = `(${elements(child(expression, "values")).join(",")})`;
    switch (child(expression, "operator")) {
      case "In":
        return `${key} in ${values}`;
      case "NotIn":
        return `${key} notin ${values}`;
      case "DoesNotExist":
        return `!${key}`;
      default:
        return key;
    }
  });
  return [...equal, ...others].join(",");
}

function number(value: unknown): number {
  return typeof value === "number" ? value : 0;
}
