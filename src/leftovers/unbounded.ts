import { child, descend, elements } from "../kubernetes/kinds/json.ts";
import type { Check, Kubectl, Named } from "./leftover.ts";

/** A finding, without the object that it is of. */
export interface Finding {
  readonly check: Check;
  readonly reason: string;
  readonly command: string | undefined;
}

/** A day: long enough to read the log of a Job that failed at night. In seconds. */
const TTL = 86_400;
/** What Kubernetes keeps of a Deployment where nobody says more. */
const HISTORY = 10;

/** What a Job leaves behind, which nothing will remove. Those of a CronJob go by its limits. */
export function findJob(job: unknown, named: Named, kubectl: Kubectl): Finding | undefined {
  const hasOwner = elements(descend(job, "metadata", "ownerReferences")).length > 0;
  if (hasOwner || descend(job, "spec", "ttlSecondsAfterFinished") !== undefined) {
    return undefined;
  }
  const over = elements(descend(job, "status", "conditions")).find(
    (condition) =>
      ["Complete", "Failed"].includes(String(child(condition, "type"))) &&
      child(condition, "status") === "True",
  );
  return over === undefined
    ? {
        check: "unbounded",
        reason: "no ttlSecondsAfterFinished: nothing will remove it when it is over",
        command: kubectl.patch(named, { ttlSecondsAfterFinished: TTL }),
      }
    : {
        check: "never-removed",
        reason: `${child(over, "type") === "Failed" ? "failed" : "complete"}, and without ttlSecondsAfterFinished nothing removes it`,
        command: kubectl.delete(named),
      };
}

/** A Deployment that keeps more old ReplicaSets than Kubernetes does by itself. */
export function findDeployment(deployment: unknown, named: Named, kubectl: Kubectl): Finding | undefined {
  const limit = descend(deployment, "spec", "revisionHistoryLimit");
  return typeof limit === "number" && limit > HISTORY
    ? {
        check: "long-history",
        reason: `revisionHistoryLimit: ${limit}`,
        command: kubectl.patch(named, { revisionHistoryLimit: HISTORY }),
      }
    : undefined;
}

/** A namespace in which nothing bounds what is used. How much is right nobody knows here. */
export function findNamespace(has: {
  readonly quota: boolean;
  readonly limits: boolean;
}): Finding | undefined {
  const lacking = [...(has.quota ? [] : ["ResourceQuota"]), ...(has.limits ? [] : ["LimitRange"])];
  return lacking.length === 0
    ? undefined
    : { check: "unbounded", reason: `no ${lacking.join(", no ")}`, command: undefined };
}
