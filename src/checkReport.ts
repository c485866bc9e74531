import type { CheckOutcome, Verdict } from "./image/outcome.ts";
import type { ContainerLabels } from "./inventory/availabilitySink.ts";
import type { Target, TargetSink } from "./inventory/targets.ts";
import type { Logger } from "./log/logger.ts";
import type { VerdictReport } from "./makeInventory.ts";

/** Told what is found, instead of metrics and log. */
export interface CheckReport extends VerdictReport {
  /** Told of each target that is to be checked, and of each that is no more. */
  wanted(target: Target, isWanted: boolean): void;
  /** Told of each check, also of those that say nothing of the image. */
  checked(target: Target, outcome: CheckOutcome): void;
}

/** The scheduler, and whoever wants to know what it is given. */
export function reporting(scheduler: TargetSink, report: CheckReport | undefined): TargetSink {
  return report === undefined
    ? scheduler
    : {
        add(target) {
          report.wanted(target, true);
          scheduler.add(target);
        },
        succeed(target, before) {
          report.wanted(target, true);
          scheduler.succeed(target, before);
        },
        join: (target, namespace) => scheduler.join(target, namespace),
        hurry: (target) => scheduler.hurry(target),
        remove(target) {
          report.wanted(target, false);
          scheduler.remove(target);
        },
      };
}

/** A line for each older revision that cannot be gone back to. */
export function logRollback(
  log: Logger,
  { namespace, kind, name, container, image }: ContainerLabels,
  _from: Verdict | undefined,
  to: Verdict | undefined,
  why: string,
): void {
  const [workload = "", revision = ""] = name.split("/");
  const fields = { namespace, kind, name: workload, revision, container, image };
  if (to !== undefined && to !== "available") {
    log.info({ ...fields, reason: to, error: why }, "the workload cannot be rolled back to this revision");
  }
}
