import type { ClusterSink, PullSecret } from "../inventory/model.ts";
import { type AnyInformerGroup, InformerGroup, type InformerGroupOptions } from "./informerGroup.ts";
import { type CustomWorkload, customResourceKind } from "./kinds/customResource.ts";
import { namespaceKind } from "./kinds/namespace.ts";
import { nodeKind } from "./kinds/node.ts";
import { ownerMetadataKind } from "./kinds/ownerMetadata.ts";
import type { Named, ProjectionContext, ResourceKind } from "./kinds/resourceKind.ts";
import { PULL_SECRET_TYPES, secretKind } from "./kinds/secret.ts";
import { serviceKind } from "./kinds/service.ts";
import { serviceAccountKind } from "./kinds/serviceAccount.ts";
import { podKind, type WatchedPod } from "./kinds/watchedPod.ts";
import type { WatchedWorkload } from "./kinds/workload.ts";
import {
  type BuiltInWorkload,
  builtInWorkloadKind,
  CONTROLLED_WORKLOADS,
  type ControlledWorkload,
} from "./kinds/workloadKinds.ts";
import type { LiveRevisions } from "./liveRevisions.ts";
import type { OldRevisions } from "./oldRevisions.ts";

/** Which kinds are watched. */
export interface WatchedWorkloads {
  readonly kinds: readonly BuiltInWorkload[];
  readonly custom: readonly CustomWorkload[];
  /** Whether revisions that still own pods are looked up. */
  readonly liveRevisions: boolean;
}

export interface ClusterGroupsOptions
  extends Omit<InformerGroupOptions<Named>, "kind" | "handler" | "onStatus" | "onRestart"> {
  readonly workloads: WatchedWorkloads;
  readonly watchNamespaces: boolean;
  readonly watchSecrets: boolean;
  readonly watchNodes: boolean;
  readonly context: ProjectionContext;
  readonly sink: ClusterSink;
  /** Where workloads go; the sink itself where nobody looks up revisions. */
  readonly liveRevisions: LiveRevisions | undefined;
  /** Is told of workloads, too. */
  readonly oldRevisions: OldRevisions | undefined;
  onStatus(group: AnyInformerGroup, namespace: string | undefined): void;
  onRestart(group: AnyInformerGroup): void;
}

/** The groups of informers, by what they are for. */
export interface ClusterGroups {
  /** None where those to look at are named: no Role of theirs gives permission for it. */
  readonly namespaces: readonly AnyInformerGroup[];
  readonly serviceAccounts: readonly AnyInformerGroup[];
  /** One for each type of pull secret; none where secrets are not to be watched. */
  readonly secrets: readonly AnyInformerGroup[];
  readonly workloads: readonly AnyInformerGroup[];
  /** What is watched only to find the owners of Pods. */
  readonly owners: readonly AnyInformerGroup[];
  /** Pods, where they are watched but no workloads. */
  readonly pods: readonly AnyInformerGroup[];
  /** None where it is not to be told how workloads stand a roll-out. */
  readonly services: readonly AnyInformerGroup[];
  /** None where it is not to be known for which platforms images have to be there. */
  readonly nodes: readonly AnyInformerGroup[];
}

/** Makes the groups that deliver to the sink what the configuration asks for. None is watching yet. */
export function makeClusterGroups(options: ClusterGroupsOptions): ClusterGroups {
  const {
    workloads,
    watchNamespaces,
    watchSecrets,
    watchNodes,
    context,
    sink,
    liveRevisions,
    oldRevisions,
    onStatus,
    onRestart,
  } = options;

  function group<T extends Named>(
    kind: ResourceKind<T>,
    handler: InformerGroupOptions<T>["handler"],
    accepts = options.accepts,
  ): InformerGroup<T> {
    const made: InformerGroup<T> = new InformerGroup<T>({
      ...options,
      kind,
      handler,
      accepts,
      onStatus: (namespace) => onStatus(made, namespace),
      onRestart: () => onRestart(made),
    });
    return made;
  }

  const deliverWorkload: InformerGroupOptions<WatchedWorkload>["handler"] = {
    upsert(workload) {
      if (liveRevisions === undefined) {
        sink.upsertWorkload(workload);
      } else {
        liveRevisions.upsert(workload);
      }
      oldRevisions?.upsert(workload);
    },
    delete(workload) {
      if (liveRevisions === undefined) {
        sink.deleteWorkload(workload);
      } else {
        liveRevisions.delete(workload);
      }
      oldRevisions?.delete(workload);
    },
  };
  const { running } = context;
  const podsAreWorkloads = workloads.kinds.includes("Pod");
  const secretsOfPods = context.hygiene.pullSecrets && watchSecrets && !podsAreWorkloads;
  return {
    namespaces: watchNamespaces
      ? [
          group(namespaceKind(context), {
            upsert: (namespace) => sink.upsertNamespace(namespace),
            delete: ({ name }) => sink.deleteNamespace(name),
          }),
        ]
      : [],
    serviceAccounts: [
      group(serviceAccountKind(context), {
        upsert: (account) => sink.upsertServiceAccount(account),
        delete: (account) => sink.deleteServiceAccount(account),
      }),
    ],
    secrets: watchSecrets ? secretGroups() : [],
    workloads: [
      ...[...new Set(workloads.kinds)].map((kind) =>
        kind === "Pod" ? podGroup() : group(builtInWorkloadKind(kind, context), deliverWorkload),
      ),
      ...workloads.custom.map((custom) => group(customResourceKind(custom, context), deliverWorkload)),
    ],
    owners: ownersOf(workloads.kinds, running).map((kind) =>
      group(ownerMetadataKind(kind, context), {
        upsert: (owner) => sink.upsertOwner(owner),
        delete: (owner) => sink.deleteOwner(owner),
      }),
    ),
    pods: !podsAreWorkloads && (secretsOfPods || running) ? [podGroup()] : [],
    services: context.hygiene.workloads
      ? [
          group(serviceKind(context), {
            upsert: (service) => sink.upsertService(service),
            delete: (service) => sink.deleteService(service),
          }),
        ]
      : [],
    nodes: watchNodes
      ? [
          group(
            nodeKind(context),
            {
              upsert: (node) => sink.upsertNode(node),
              delete: ({ name }) => sink.deleteNode(name),
            },
            // Whatever namespaces are chosen: they are in none.
            () => true,
          ),
        ]
      : [],
  };

  /** One watch, whatever for. */
  function podGroup(): InformerGroup<WatchedPod> {
    const workload = podsAreWorkloads ? builtInWorkloadKind("Pod", context) : undefined;
    return group(podKind(context, { workload, secrets: secretsOfPods, running }), {
      upsert(pod) {
        if (pod.workload !== undefined) {
          deliverWorkload.upsert(pod.workload);
        }
        if (secretsOfPods) {
          sink.upsertSecretUser(pod);
        }
        if (running) {
          sink.upsertRunningPod(pod);
        }
      },
      delete(pod) {
        if (pod.workload !== undefined) {
          deliverWorkload.delete(pod.workload);
        }
        if (secretsOfPods) {
          sink.deleteSecretUser(pod);
        }
        if (running) {
          sink.deleteRunningPod(pod);
        }
      },
    });
  }

  /**
   * A secret that is deleted and made again with the other type changes from one group to the other, and nothing says
   * which of the two watches is the first to tell: so its type is part of its name.
   */
  function secretGroups(): readonly InformerGroup<PullSecret>[] {
    return PULL_SECRET_TYPES.map((type) =>
      group(secretKind(type, context), {
        upsert: (secret) => sink.upsertSecret(secret),
        delete: (secret) => sink.deleteSecret(secret),
      }),
    );
  }
}

/** Pods belong to these, unless they are watched themselves. */
function ownersOf(kinds: readonly BuiltInWorkload[], running: boolean): readonly ControlledWorkload[] {
  return kinds.includes("Pod") || running ? CONTROLLED_WORKLOADS.filter((kind) => !kinds.includes(kind)) : [];
}
