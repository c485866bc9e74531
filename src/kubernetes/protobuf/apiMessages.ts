import { IGNORE_FINDINGS_ANNOTATION } from "../kinds/ignoredFindings.ts";
import { IGNORE_ANNOTATION } from "../kinds/metadata.ts";
import type { ProjectionContext } from "../kinds/resourceKind.ts";
import type { Field, MessageFields } from "./messageReader.ts";

// What of the API server's own types is read, as `generated.proto` of k8s.io/api and k8s.io/apimachinery numbers it. Numbers
// never change. `test/e2e/scenes/protobufLists.scene.ts` holds this to what a real API server says.

type ReadContext = Pick<ProjectionContext, "hygiene" | "ownerLabels" | "placed">;

/** Others may hold a copy of the whole object. */
const ANNOTATIONS = [
  IGNORE_ANNOTATION,
  IGNORE_FINDINGS_ANNOTATION,
  "deployment.kubernetes.io/revision",
  "deprecated.daemonset.template.generation",
];

/** What nearly all that names something by its name has. */
const NAMED: MessageFields = { 1: ["name", "text"] };
/** The same where the name stands beside other fields. */
const NAMED_INLINE: MessageFields = { 1: ["", { inline: NAMED }] };

/** @param labels, annotations: the keys of those that are read */
function metadata(labels: Field[1], annotations: readonly string[]): Field {
  return [
    "metadata",
    {
      1: ["name", "text"],
      3: ["namespace", "text"],
      5: ["uid", "text"],
      7: ["generation", "count"],
      9: ["deletionTimestamp", "time"],
      11: ["labels", labels],
      12: ["annotations", { keys: annotations }],
      13: [
        "ownerReferences",
        {
          1: ["kind", "text"],
          3: ["name", "text"],
          4: ["uid", "text"],
          5: ["apiVersion", "text"],
          6: ["controller", "boolean"],
        },
        "list",
      ],
    },
  ];
}

const REQUIREMENT: MessageFields = {
  1: ["key", "text"],
  2: ["operator", "text"],
  3: ["values", "text", "list"],
};

const SELECTOR: Field = [
  "selector",
  { 1: ["matchLabels", "labels"], 2: ["matchExpressions", REQUIREMENT, "list"] },
];

const EXEC: Field = ["exec", { 1: ["command", "text", "list"] }];
const HTTP_GET: Field = [
  "httpGet",
  {
    1: ["path", "text"],
    2: ["port", "port"],
    3: ["host", "text"],
    4: ["scheme", "text"],
    5: ["httpHeaders", { 1: ["name", "text"], 2: ["value", "text"] }, "list"],
  },
];
const TCP_SOCKET: Field = ["tcpSocket", { 1: ["port", "port"], 2: ["host", "text"] }];

const PROBE: MessageFields = {
  1: [
    "",
    {
      inline: {
        1: EXEC,
        2: HTTP_GET,
        3: TCP_SOCKET,
        4: ["grpc", { 1: ["port", "number"], 2: ["service", "text"] }],
      },
    },
  ],
  2: ["initialDelaySeconds", "count"],
  3: ["timeoutSeconds", "count"],
  4: ["periodSeconds", "count"],
  6: ["failureThreshold", "count"],
};

/** What tells how a container stands a roll-out. */
const SERVING: MessageFields = {
  6: ["ports", { 1: ["name", "text"], 3: ["containerPort", "number"], 4: ["protocol", "text"] }, "list"],
  10: ["livenessProbe", PROBE],
  11: ["readinessProbe", PROBE],
  12: [
    "lifecycle",
    {
      2: ["preStop", { 1: EXEC, 2: HTTP_GET, 3: TCP_SOCKET, 4: ["sleep", { 1: ["seconds", "number"] }] }],
    },
  ],
  24: ["restartPolicy", "text"],
};

/** Where a container and a volume name Secrets. */
const CONTAINER_SECRETS: MessageFields = {
  7: ["env", { 3: ["valueFrom", { 4: ["secretKeyRef", NAMED_INLINE] }] }, "list"],
  19: ["envFrom", { 3: ["secretRef", NAMED_INLINE] }, "list"],
};
const VOLUME_SECRETS: MessageFields = {
  6: ["secret", { 1: ["secretName", "text"] }],
  26: ["projected", { 1: ["sources", { 1: ["secret", NAMED_INLINE] }, "list"] }],
};

/** What decides on which nodes pods may run. */
const PLACEMENT: MessageFields = {
  7: ["nodeSelector", "labels"],
  18: [
    "affinity",
    {
      1: [
        "nodeAffinity",
        {
          1: [
            "requiredDuringSchedulingIgnoredDuringExecution",
            {
              1: [
                "nodeSelectorTerms",
                { 1: ["matchExpressions", REQUIREMENT, "list"], 2: ["matchFields", REQUIREMENT, "list"] },
                "list",
              ],
            },
          ],
        },
      ],
    },
  ],
  22: [
    "tolerations",
    { 1: ["key", "text"], 2: ["operator", "text"], 3: ["value", "text"], 4: ["effect", "text"] },
    "list",
  ],
  29: ["runtimeClassName", "text"],
};

function podSpec({ hygiene, placed }: ReadContext): Field {
  const container: MessageFields = {
    1: ["name", "text"],
    2: ["image", "text"],
    14: ["imagePullPolicy", "text"],
    ...(hygiene.workloads && SERVING),
    ...(hygiene.pullSecrets && CONTAINER_SECRETS),
  };
  const volume: MessageFields = {
    30: ["image", { 1: ["reference", "text"], 2: ["pullPolicy", "text"] }],
    ...(hygiene.pullSecrets && VOLUME_SECRETS),
  };
  return [
    "spec",
    {
      1: ["volumes", { 1: ["name", "text"], 2: ["", { inline: volume }] }, "list"],
      2: ["containers", container, "list"],
      3: ["restartPolicy", "text"],
      4: ["terminationGracePeriodSeconds", "number"],
      8: ["serviceAccountName", "text"],
      9: ["serviceAccount", "text"],
      10: ["nodeName", "text"],
      15: ["imagePullSecrets", NAMED, "list"],
      20: ["initContainers", container, "list"],
      ...(hygiene.pullSecrets && { 34: ["ephemeralContainers", { 1: ["", { inline: container }] }, "list"] }),
      ...(placed && PLACEMENT),
    },
  ];
}

const CONTAINER_STATUS: MessageFields = { 1: ["name", "text"], 7: ["imageID", "text"] };

/** What projections of the built-in kinds of workloads look at. */
export function workloadMessages(context: ReadContext) {
  const own = metadata({ keys: context.ownerLabels }, ANNOTATIONS);
  const pods = podSpec(context);
  const labels: Field = ["metadata", { 11: ["labels", "labels"] }];
  const template: Field = ["template", { ...(context.hygiene.workloads && { 1: labels }), 2: pods }];
  const jobs: Field = [
    "spec",
    { 1: ["parallelism", "number"], 4: SELECTOR, 6: template, 10: ["suspend", "boolean"] },
  ];
  return {
    Deployment: {
      1: own,
      2: ["spec", { 1: ["replicas", "number"], 2: SELECTOR, 3: template }],
      3: [
        "status",
        { 1: ["observedGeneration", "count"], 2: ["replicas", "count"], 3: ["updatedReplicas", "count"] },
      ],
    },
    StatefulSet: {
      1: own,
      2: [
        "spec",
        {
          1: ["replicas", "number"],
          2: SELECTOR,
          3: template,
          7: [
            "updateStrategy",
            { 1: ["type", "text"], 2: ["rollingUpdate", { 1: ["partition", "number"] }] },
          ],
        },
      ],
      3: ["status", { 6: ["currentRevision", "text"], 7: ["updateRevision", "text"] }],
    },
    DaemonSet: {
      1: own,
      2: ["spec", { 1: SELECTOR, 2: template }],
      3: ["status", { 3: ["desiredNumberScheduled", "number"] }],
    },
    CronJob: {
      1: own,
      2: ["spec", { 4: ["suspend", "boolean"], 5: ["jobTemplate", { 2: jobs }] }],
      3: ["status", { 1: ["active", { 3: ["name", "text"] }, "list"] }],
    },
    Job: {
      1: own,
      2: jobs,
      3: ["status", { 1: ["conditions", { 1: ["type", "text"], 2: ["status", "text"] }, "list"] }],
    },
    ReplicaSet: { 1: own, 2: ["spec", { 1: ["replicas", "number"], 2: SELECTOR, 3: template }] },
    ReplicationController: { 1: own, 2: ["spec", { 1: ["replicas", "number"], 3: template }] },
    Pod: {
      // It is its own template.
      1: context.hygiene.workloads ? metadata("labels", ANNOTATIONS) : own,
      2: pods,
      3: [
        "status",
        {
          1: ["phase", "text"],
          8: ["containerStatuses", CONTAINER_STATUS, "list"],
          10: ["initContainerStatuses", CONTAINER_STATUS, "list"],
        },
      ],
    },
  } as const satisfies Readonly<Record<string, MessageFields>>;
}

/** What all objects are whose metadata alone is asked for. */
export const METADATA_MESSAGE: MessageFields = { 1: metadata("labels", [IGNORE_ANNOTATION]) };

/** What stands before the objects of a list, in field 1; in field 2, each object. */
export const LIST_METADATA_MESSAGE: MessageFields = {
  2: ["resourceVersion", "text"],
  3: ["continue", "text"],
};

/** What the API server says of an error. */
export const STATUS_MESSAGE: MessageFields = {
  3: ["message", "text"],
  4: ["reason", "text"],
  5: ["details", { 5: ["retryAfterSeconds", "count"] }],
  6: ["code", "count"],
};
