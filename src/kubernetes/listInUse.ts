import type { ImageUser, UseKind } from "../inUse/inUseImages.ts";
import { errorText } from "../text/errorText.ts";
import type { Clock } from "../time/clock.ts";
import { ApiError, ApiTimeoutError, ApiUnreachableError } from "./apiError.ts";
import type { ClusterClient } from "./client.ts";
import { type CustomWorkload, customResourceKind } from "./kinds/customResource.ts";
import type { Interner } from "./kinds/interner.ts";
import { child, descend, elements, text } from "./kinds/json.ts";
import { controllerOf, isBeingDeleted, objectName, uidOf } from "./kinds/metadata.ts";
import { basePathOf, collectionPath, type Named, type ResourceKind } from "./kinds/resourceKind.ts";
import { parseTemplatePath, type TemplatePath } from "./kinds/templatePath.ts";
import { isScaledToZero, isSuspended, templatesAt } from "./kinds/workload.ts";
import {
  type BuiltInWorkload,
  MADE_WORKLOADS,
  WORKLOAD_KINDS,
  type WorkloadRecord,
} from "./kinds/workloadKinds.ts";
import { pagedList } from "./pagedList.ts";

export interface ListInUseOptions {
  readonly client: ClusterClient;
  /** What it is called. */
  readonly cluster: string;
  /** `undefined`: all of them. */
  readonly namespaces: readonly string[] | undefined;
  readonly custom: readonly CustomWorkload[];
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Told of each container. What a list that begins anew had before is told again. */
  onUse(image: string, user: ImageUser, imageId: string): void;
}

/** Nothing is cut: a name that is cut would protect nothing. */
const UNCUT: Interner = { text: (value) => value, list: (values) => values };

const CONTEXT = {
  interner: UNCUT,
  ownerLabels: [],
  hygiene: { pullSecrets: false, workloads: false },
  liveRevisions: false,
  oldRevisions: false,
  running: false,
  placed: false,
} as const;

/** A kind that is listed. */
interface Listed {
  readonly kind: Pick<ResourceKind<Named>, "basePath" | "plural" | "resource">;
  /** The kind of its lists; `List` where a custom resource's definition may say anything. */
  readonly listKind: string;
  /** As people call an object of it. */
  readonly called: string;
  readonly templatePaths: readonly TemplatePath[];
  useOf(object: unknown): UseKind;
  /** Whether objects that are controlled count for their owner. */
  readonly forOwner: boolean;
}

/**
 * From owners to what they own: what is in use all the time while this runs is seen, whoever hands it on to whom meanwhile.
 */
const ORDER: readonly BuiltInWorkload[] = [
  "CronJob",
  "Deployment",
  "StatefulSet",
  "DaemonSet",
  "ReplicationController",
  "Job",
  "ReplicaSet",
];

/**
 * Lists all that names images in a cluster: workloads whether they are switched off or not, older revisions, Pods. No
 * annotation, filter or option leaves out any.
 *
 * @returns what could not be listed, a line each; only without any is what was told all there is
 * @throws `signal.reason`
 */
export async function listInUse(options: ListInUseOptions): Promise<readonly string[]> {
  const { namespaces, signal } = options;
  const failed = new Map<string, string[]>();
  const owners = new Map<string, { readonly kind: string; readonly name: string }>();
  let unreachable = false;
  for (const listed of kindsOf(options.custom)) {
    for (const namespace of namespaces ?? [undefined]) {
      if (unreachable) {
        break;
      }
      try {
        await listKind(listed, namespace, owners, options);
      } catch (error) {
        signal.throwIfAborted();
        unreachable = error instanceof ApiUnreachableError || error instanceof ApiTimeoutError;
        const what =
          namespace === undefined ? listed.kind.resource : `${listed.kind.resource} in ${namespace}`;
        const message = describe(error);
        failed.set(message, [
          ...(failed.get(message) ?? []),
          unreachable ? `${what} and what comes after` : what,
        ]);
      }
    }
  }
  return [...failed].map(([message, what]) => `cannot list ${what.join(", ")}: ${message}`);
}

function describe(error: unknown): string {
  const message = errorText(error);
  return error instanceof ApiError && error.isNotFound ? `${message} (is it installed?)` : message;
}

function kindsOf(custom: readonly CustomWorkload[]): readonly Listed[] {
  return [
    ...custom.map((each) => ({
      kind: customResourceKind(each, CONTEXT),
      listKind: "List",
      called: each.kind.toLowerCase(),
      templatePaths: each.templatePaths.map(parseTemplatePath),
      useOf: (object: unknown) =>
        isScaledToZero(object) || isSuspended(object) || isBeingDeleted(object) ? "disabled" : "template",
      forOwner: false,
    })),
    ...ORDER.map(builtIn),
    {
      kind: { basePath: "/apis/apps/v1", plural: "controllerrevisions", resource: "controllerrevisions" },
      listKind: "ControllerRevisionList",
      called: "controllerrevision",
      // Whole templates, of StatefulSets and DaemonSets alike, and of others that are made after them.
      templatePaths: [["data", "spec", "template"]],
      useOf: () => "revision",
      forOwner: true,
    },
    { ...builtIn("Pod"), useOf: (pod) => (WORKLOAD_KINDS.Pod.isDisabled(pod) ? "disabled" : "running") },
  ];
}

function builtIn(kind: BuiltInWorkload): Listed {
  const { group, version, resource, templatePath, isDisabled }: WorkloadRecord = WORKLOAD_KINDS[kind];
  return {
    kind: { basePath: basePathOf(group, version), plural: resource, resource },
    listKind: `${kind}List`,
    called: kind.toLowerCase(),
    templatePaths: [templatePath],
    useOf: (object) =>
      !isDisabled(object) && !isBeingDeleted(object)
        ? "template"
        : kind === "ReplicaSet" && controllerOf(object, UNCUT) !== undefined
          ? "revision"
          : "disabled",
    forOwner: MADE_WORKLOADS.has(kind),
  };
}

async function listKind(
  { kind, listKind, called, templatePaths, useOf, forOwner }: Listed,
  namespace: string | undefined,
  owners: Map<string, { readonly kind: string; readonly name: string }>,
  { client, clock, signal, cluster, onUse }: ListInUseOptions,
): Promise<void> {
  await pagedList({
    client,
    path: collectionPath(kind, namespace),
    accept: "application/json",
    whole: listKind,
    clock,
    signal,
    turn: (page) => page(),
    onObject(object) {
      const named = objectName(object);
      const controller = forOwner ? controllerOf(object, UNCUT) : undefined;
      const owner =
        controller === undefined
          ? undefined
          : (owners.get(controller.uid) ?? {
              kind: controller.groupKind.slice(controller.groupKind.indexOf("/") + 1).toLowerCase(),
              name: controller.name,
            });
      if (owner !== undefined && called !== "pod") {
        owners.set(uidOf(object), owner);
      }
      const user: ImageUser = {
        cluster,
        namespace: named?.namespace ?? "",
        ...(owner ?? { kind: called, name: named?.name ?? "" }),
        as: useOf(object),
      };
      const imageIds = called === "pod" ? imageIdsOf(object) : NO_IDS;
      for (const { container, image } of templatesAt(object, templatePaths, CONTEXT).flatMap(
        ({ containers }) => containers,
      )) {
        onUse(image, user, imageIds.get(container) ?? "");
      }
      // Nobody re-creates them, but they run.
      for (const container of elements(descend(object, "spec", "ephemeralContainers"))) {
        const image = text(child(container, "image"));
        if (image !== undefined) {
          onUse(image, user, imageIds.get(text(child(container, "name")) ?? "") ?? "");
        }
      }
    },
    // What it told is in use, or was a moment ago.
    onRestart() {},
  });
}

const NO_IDS: ReadonlyMap<string, string> = new Map();

/** What a Pod's status says of the images that its containers run, by the containers' names. */
function imageIdsOf(pod: unknown): ReadonlyMap<string, string> {
  const status = child(pod, "status");
  const statuses = ["containerStatuses", "initContainerStatuses", "ephemeralContainerStatuses"];
  return new Map(
    statuses
      .flatMap((key) => elements(child(status, key)))
      .map((each) => [text(child(each, "name")) ?? "", text(child(each, "imageID")) ?? ""]),
  );
}
