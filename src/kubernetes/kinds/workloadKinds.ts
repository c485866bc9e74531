import type { GroupKind } from "../../inventory/model.ts";
import { workloadMessages } from "../protobuf/apiMessages.ts";
import { child, descend, elements } from "./json.ts";
import type { ProjectionContext, ResourceKind } from "./resourceKind.ts";
import { ofCronJob, ofDeployment, ofStatefulSet, type RevisionQuery } from "./revisionQuery.ts";
import { isScaledToZero, isSuspended, type WatchedWorkload, workloadKind } from "./workload.ts";

/**
 * All there is to say about a built-in kind of workload: how it is watched and read, whom the chart allows what, and what
 * the demo's API server serves.
 */
export interface WorkloadRecord {
  /** Empty for the core group. */
  readonly group: string;
  readonly version: string;
  /** Plural name in paths. */
  readonly resource: string;
  /** Where its pod template is; empty where the object is one itself. */
  readonly templatePath: readonly string[];
  /** Where the number of its pods is; `spec.replicas` where that is not said. */
  readonly replicasPath?: readonly string[];
  /** The kind of the objects that it makes from its template, and is the controller of. */
  readonly makes: "Pod" | "Job" | "ReplicaSet" | undefined;
  /** Whether its pods would not be re-created now. Deletion counts for every kind. */
  isDisabled(object: unknown): boolean;
  /** Where its revisions are that still own pods, of the same group and version. */
  readonly revisions?: RevisionKind;
  /** Where all of its revisions are, of the same group and version. */
  readonly history?: HistoryKind;
}

/** The objects that hold all revisions of a workload, also those without pods. */
export interface HistoryKind {
  /** Plural name in paths. */
  readonly resource: string;
  /** Where the pod template is. */
  readonly templatePath: readonly string[];
  /** Where the workload says which is the newest. */
  readonly newest: readonly string[];
}

/** The objects that hold a workload's revisions. */
export interface RevisionKind {
  /** Plural name in paths. */
  readonly resource: string;
  /** Where the pod template is. */
  readonly templatePath: readonly string[];
  /** What the workload's status says of them. */
  announced(object: unknown): RevisionQuery | undefined;
}

/** What makes pods of a template by ReplicaSets. */
export const REPLICA_SETS: RevisionKind = {
  resource: "replicasets",
  templatePath: ["spec", "template"],
  announced: ofDeployment,
};

const APPS = {
  group: "apps",
  version: "v1",
  templatePath: ["spec", "template"],
  makes: "Pod",
  isDisabled: isScaledToZero,
} as const;

const CONTROLLER_REVISIONS = {
  resource: "controllerrevisions",
  templatePath: ["data", "spec", "template"],
} as const;

const DESIRED = ["status", "desiredNumberScheduled"] as const;

const CORE = { ...APPS, group: "" } as const;
const BATCH = { ...APPS, group: "batch" } as const;

export const WORKLOAD_KINDS = {
  Deployment: {
    ...APPS,
    resource: "deployments",
    makes: "ReplicaSet",
    revisions: REPLICA_SETS,
    history: {
      resource: "replicasets",
      templatePath: ["spec", "template"],
      newest: ["metadata", "annotations", "deployment.kubernetes.io/revision"],
    },
  },
  StatefulSet: {
    ...APPS,
    resource: "statefulsets",
    revisions: {
      ...CONTROLLER_REVISIONS,
      announced: ofStatefulSet,
    },
    history: { ...CONTROLLER_REVISIONS, newest: ["status", "updateRevision"] },
  },
  DaemonSet: {
    ...APPS,
    resource: "daemonsets",
    // It has no replicas: that no node is to run it stands in its status alone.
    replicasPath: DESIRED,
    history: {
      ...CONTROLLER_REVISIONS,
      newest: ["metadata", "annotations", "deprecated.daemonset.template.generation"],
    },
    isDisabled: (object) => descend(object, ...DESIRED) === 0,
  },
  CronJob: {
    ...BATCH,
    resource: "cronjobs",
    makes: "Job",
    templatePath: ["spec", "jobTemplate", "spec", "template"],
    replicasPath: ["spec", "jobTemplate", "spec", "parallelism"],
    isDisabled: isSuspended,
    revisions: { resource: "jobs", templatePath: ["spec", "template"], announced: ofCronJob },
  },
  Job: {
    ...BATCH,
    resource: "jobs",
    replicasPath: ["spec", "parallelism"],
    isDisabled: (object) => isSuspended(object) || isFinished(object),
  },
  ReplicaSet: { ...APPS, resource: "replicasets" },
  ReplicationController: { ...CORE, resource: "replicationcontrollers" },
  // Static pods show up as Pods under their own name.
  Pod: { ...CORE, resource: "pods", templatePath: [], makes: undefined, isDisabled: hasEnded },
} as const satisfies Readonly<Record<string, WorkloadRecord>>;

/** The values of `config.workloads.kinds`. */
export type BuiltInWorkload = keyof typeof WORKLOAD_KINDS;

type Made = NonNullable<(typeof WORKLOAD_KINDS)[BuiltInWorkload]["makes"]>;

/** What others make, and are the controllers of. */
export const MADE_WORKLOADS: ReadonlySet<BuiltInWorkload> = new Set(
  Object.values<WorkloadRecord>(WORKLOAD_KINDS).flatMap(({ makes }) => makes ?? []),
);

/** What stands between a Pod and its top owner: watched for its owner where Pods are watched and it is not itself. */
export type ControlledWorkload = Exclude<Made, "Pod">;

export const CONTROLLED_WORKLOADS = [...MADE_WORKLOADS]
  .filter((kind): kind is ControlledWorkload => kind !== "Pod")
  .sort();

/** Where the revisions of a workload are: of a kind that is none of these, in ReplicaSets if anywhere. */
export function holdersOf(
  groupKind: GroupKind,
): Pick<WorkloadRecord, "group" | "version" | "revisions" | "history"> {
  const [group, kind = ""] = groupKind.split("/");
  const records: Readonly<Record<string, WorkloadRecord>> = WORKLOAD_KINDS;
  const record = records[kind];
  return record !== undefined && record.group === group ? record : { ...APPS, revisions: REPLICA_SETS };
}

/** A built-in kind, to watch as a workload. */
export function builtInWorkloadKind(
  kind: BuiltInWorkload,
  context: ProjectionContext,
): ResourceKind<WatchedWorkload> {
  const { templatePath, revisions, history, ...record }: WorkloadRecord = WORKLOAD_KINDS[kind];
  const announced = context.liveRevisions ? revisions?.announced : undefined;
  const newest = context.oldRevisions ? history?.newest : undefined;
  const protobuf = workloadMessages(context)[kind];
  return workloadKind(
    { ...record, kind, protobuf, templatePaths: [templatePath], newest, announced },
    context,
  );
}

/** Whether a condition says that the Job is over: it starts no pod any more. */
function isFinished(object: unknown): boolean {
  return elements(descend(object, "status", "conditions")).some((condition) => {
    const type = child(condition, "type");
    return (type === "Complete" || type === "Failed") && child(condition, "status") === "True";
  });
}

/** Whether the Pod is over: nothing in it is started again. */
export function hasEnded(object: unknown): boolean {
  const phase = descend(object, "status", "phase");
  return phase === "Succeeded" || phase === "Failed";
}
